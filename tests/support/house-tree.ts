/** The sources of the house as the house rules read them: file by file, with what each imports. */
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'

/** Path from the top of the repository → source. */
export type Tree = ReadonlyMap<string, string>
/** `path` from the top of the repository for what is ours, a package's name otherwise. */
export type Import = { path: string; typeOnly: boolean }

export function readTree(): Tree {
  const files = globSync(['{server,db,web,scripts}/**/*.{ts,svelte,mjs}', 'package.json', 'tsconfig.json'])
  return new Map(files.sort().map((file) => [file, readFileSync(file, 'utf8')]))
}

const importing = /(?:^|\n)[ \t]*(?:import|export)\s+(type\s+)?(?:[\w*{][^'";]*?\sfrom\s+)?'([^']+)'/g
const importingLater = /\bimport\(\s*'([^']+)'\s*\)/g

export function importsOf(file: string, source: string): Import[] {
  const now = [...source.matchAll(importing)].map(([, type, path]) => ({ path: path!, typeOnly: !!type }))
  const later = [...source.matchAll(importingLater)].map(([, path]) => ({ path: path!, typeOnly: false }))
  return [...now, ...later].map(({ path, typeOnly }) => ({ path: resolved(file, path), typeOnly }))
}

function resolved(file: string, path: string): string {
  if (path.startsWith('.')) return join(dirname(file), path)
  if (path === '#db') return 'db/store.ts'
  return path.replace(/^#contract\/(.+)$/, 'server/$1/contract.ts')
}

/** `server/claims/steps.ts` → `claims`; undefined for what stands in no room. */
export const roomOf = (file: string) => /^server\/([^/]+)\/./.exec(file)?.[1]
export const nameOf = (file: string) => file.slice(file.lastIndexOf('/') + 1)
export const isContract = (path: string) => /^server\/[^/]+\/contract\.ts$/.test(path)

/** The rooms in the order in which `server/app.ts` opens them. */
export function roomsInOrder(tree: Tree): string[] {
  const app = tree.get('server/app.ts') ?? ''
  const list = /const rooms[^=]*=\s*\[([^\]]*)\]/.exec(app)?.[1] ?? ''
  const folderOf = new Map(
    [...app.matchAll(/import \{ (\w+) \} from '\.\/([\w-]+)\/routes\.ts'/g)].map(([, name, room]) => [
      name,
      room!,
    ]),
  )
  return [...list.matchAll(/\w+/g)].map(([name]) => folderOf.get(name) ?? name)
}

const verbs = new Set(['get', 'post', 'put', 'patch', 'delete'])

/** Lines between the braces of each handler that is given to `app.get`, `app.post` … */
export function handlerLines(file: string, source: string): number[] {
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true)
  const lineAt = (position: number) => parsed.getLineAndCharacterOfPosition(position).line
  const found: number[] = []
  const visit = (node: ts.Node) => {
    const body = handlerBody(node)
    if (body) found.push(Math.max(0, lineAt(body.end) - lineAt(body.getStart()) - 1))
    ts.forEachChild(node, visit)
  }
  visit(parsed)
  return found
}

function handlerBody(node: ts.Node): ts.ConciseBody | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined
  const { name, expression } = node.expression
  const last = node.arguments.at(-1)
  if (!verbs.has(name.text) || !/^(app|api|scope)$/.test(expression.getText())) return undefined
  return last && (ts.isArrowFunction(last) || ts.isFunctionExpression(last)) ? last.body : undefined
}
