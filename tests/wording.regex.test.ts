// Nobody can make us slow by what they write: every regular expression of ours, looked at by recheck.
import { globSync, readFileSync } from 'node:fs'
import { checkSync } from 'recheck'
import ts from 'typescript'
import { expect, test } from 'vitest'

type Ours = { file: string; source: string; flags: string }

/** The regular expressions written in a TypeScript source. */
function literalsIn(file: string, code: string): Ours[] {
  const found: Ours[] = []
  const look = (node: ts.Node) => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/')
      found.push({ file, source: node.text.slice(1, end), flags: node.text.slice(end + 1) })
    }
    ts.forEachChild(node, look)
  }
  look(ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true))
  return found
}

/** The scripts of a Svelte component, and what stands between its braces. */
const codeOf = (file: string, text: string) =>
  file.endsWith('.svelte')
    ? [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, code]) => code).join('\n')
    : text

const ours = globSync(['server/**/*.ts', 'web/**/*.{ts,svelte}', 'db/*.ts']).flatMap((file) =>
  literalsIn(file, codeOf(file, readFileSync(file, 'utf8'))),
)
const verdict = ({ source, flags }: Ours) =>
  checkSync(source, flags.replace('v', 'u'), { timeout: 20_000, checker: 'auto' })

test('there are regular expressions to look at', () => {
  expect(ours.length).toBeGreaterThan(60)
})

test('a slow one would be seen', () => {
  expect(verdict({ file: '', source: '^(a+)+$', flags: '' }).status).toBe('vulnerable')
  expect(verdict({ file: '', source: String.raw`\s+$`, flags: '' }).status).toBe('vulnerable')
})

test('none of ours takes more than straight time', { timeout: 600_000 }, () => {
  const slow = ours
    .map((one) => ({ ...one, said: verdict(one) }))
    .filter(({ said }) => said.status !== 'safe')
  expect(slow.map(({ file, source, said }) => `${file}: /${source}/ ${said.status}`)).toEqual([])
})
