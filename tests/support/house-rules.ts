/** Who may import whom (DESIGN, "The house"), each rule a pure function over the sources. */
import {
  handlerLines,
  type Import,
  importsOf,
  isContract,
  nameOf,
  roomOf,
  roomsInOrder,
  type Tree,
} from './house-tree.ts'

/** What breaks the rule, a line each: `file: why`. */
export type HouseRule = (tree: Tree) => string[]

const ground = ['http', 'live']
const onTheirOwn = ['notices', 'matching', 'reach']
const longestHandler = 12
/** From the bottom up: a file of a room looks only at those before it. */
const floors = ['contract.ts', 'rules.ts', 'queries.ts', 'steps.ts', 'acts.ts', 'clock.ts', 'routes.ts']
const impure = /\bDate\.now\b|new Date\(\)|Math\.random|randomUUID|\bawait\b|\basync\b|\bfetch\(|\bprocess\./
const rawHtml =
  /\{@html\b|\b(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|createContextualFragment/
const outside = /node:(?:child_process|cluster|vm|worker_threads)|\bfetch\(|\bconsole\./
const program = /\beval\(|\bFunction\(/
const decorates = /\.decorate(?:Request|Reply)?\(\s*'?\w*/g
const decorated: Record<string, string> = {
  'server/http/front-door.ts': ".decorateRequest('asker",
  'server/permissions/guard.ts': ".decorateRequest('asked",
}
const environment = /process\.env|node:process|import\.meta\.env/

const each =
  (belongs: (file: string) => boolean, complaints: (file: string, source: string) => string[]): HouseRule =>
  (tree) =>
    [...tree]
      .filter(([file]) => belongs(file))
      .flatMap(([file, source]) => complaints(file, source).map((why) => `${file}: ${why}`))

/** Of what the files in question import, that which is refused. */
const imports = (belongs: (file: string) => boolean, isRefused: (file: string, path: string) => boolean) =>
  each(belongs, (file, source) =>
    importsOf(file, source)
      .filter(({ path }) => isRefused(file, path))
      .map(({ path }) => `imports ${path}`),
  )

const named = (name: string) => (file: string) => roomOf(file) !== undefined && nameOf(file) === name
const inFolder = (folder: string) => (file: string) => file.startsWith(`${folder}/`)
const inServer = inFolder('server')
const isOurs = (path: string) => /^(server|web|db|scripts|tests)\//.test(path)

/** What a room leans on. Contracts are for everybody, and the ground may name the types it is handed. */
function leansOn(tree: Tree): Map<string, Set<string>> {
  const leaning = new Map<string, Set<string>>()
  for (const [file, source] of tree) {
    const room = roomOf(file)
    if (!room) continue
    const free = ({ path, typeOnly }: Import) => isContract(path) || (typeOnly && ground.includes(room))
    const borrowed = importsOf(file, source).filter((one) => isBorrowed(file, one.path) && !free(one))
    const others = borrowed.map(({ path }) => roomOf(path)!)
    leaning.set(room, new Set([...(leaning.get(room) ?? []), ...others]))
  }
  return leaning
}

const order: HouseRule = (tree) => {
  const leaning = leansOn(tree)
  const ranks = new Map([...ground, ...roomsInOrder(tree)].map((room, rank) => [room, rank]))
  return [...leaning.keys()].flatMap((room) =>
    [...reachable(room, leaning)]
      .filter((other) => other === room || (ranks.get(other) ?? -1) > (ranks.get(room) ?? Infinity))
      .map((other) => `server/${room}: leans on ${other}, which stands above it`),
  )
}

function reachable(room: string, leaning: Map<string, Set<string>>): Set<string> {
  const reached = new Set<string>()
  const waiting = [...(leaning.get(room) ?? [])]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (reached.has(next)) continue
    reached.add(next)
    waiting.push(...(leaning.get(next) ?? []))
  }
  return reached
}

const listed: HouseRule = (tree) => {
  const app = tree.get('server/app.ts') ?? ''
  const open = importsOf('server/app.ts', app).map(({ path }) => path)
  return [...tree.keys()].filter((file) => named('routes.ts')(file) && !open.includes(file))
}

const floorsInside = imports(
  (file) => roomOf(file) !== undefined && floors.includes(nameOf(file)),
  (file, path) =>
    roomOf(path) === roomOf(file) && floors.indexOf(nameOf(path)) > floors.indexOf(nameOf(file)),
)

const isBorrowed = (file: string, path: string) => {
  const other = roomOf(path)
  return other !== undefined && other !== roomOf(file) && file !== 'server/app.ts'
}

/** It knows of no database; what it makes is for whoever has many fields. */
const writingOut = 'db/written-out.ts'

const isValueOfDb = (file: string, source: string) =>
  importsOf(file, source)
    .filter(({ path, typeOnly }) => inFolder('db')(path) && path !== writingOut && !typeOnly)
    .map(({ path }) => `imports ${path} as more than a type`)

const aliases = each(
  (file) => file === 'tsconfig.json' || file === 'package.json',
  (_, source) => {
    const { compilerOptions = {}, imports: doors = {} } = JSON.parse(source)
    const own = Object.keys(doors).filter((door) => door !== '#contract/*' && door !== '#db')
    return [...(compilerOptions.paths ? ['has path aliases'] : []), ...own.map((door) => `opens ${door}`)]
  },
)

export const houseRules: Record<string, HouseRule> = {
  'a lower room never leans on a higher one': order,
  'every room with routes is opened by app.ts': listed,
  'a contract speaks only zod and other contracts': imports(
    named('contract.ts'),
    (_, path) => path !== 'zod/mini' && !isContract(path),
  ),
  'rules import only contracts': imports(named('rules.ts'), (_, path) => !isContract(path)),
  'rules are pure: no clock, no chance, no waiting, nothing from outside': each(
    named('rules.ts'),
    (_, source) => impure.exec(withoutComments(source))?.slice(0, 1) ?? [],
  ),
  'only queries speak to the database': imports(
    (file) => inServer(file) && nameOf(file) !== 'queries.ts',
    (_, path) =>
      path.startsWith('drizzle-orm') ||
      (inFolder('db')(path) && path !== 'db/store.ts' && path !== writingOut),
  ),
  'outside queries the store is a type': each(
    (file) => inServer(file) && nameOf(file) !== 'queries.ts' && file !== 'server/main.ts',
    isValueOfDb,
  ),
  'the rules and routes of another room are its own': imports(
    inServer,
    (file, path) => isBorrowed(file, path) && ['rules.ts', 'routes.ts'].includes(nameOf(path)),
  ),
  'a file of a room looks only at those below it': floorsInside,
  'notices, matching and reach are called by nobody': imports(
    inServer,
    (file, path) => isBorrowed(file, path) && onTheirOwn.includes(roomOf(path)!) && !isContract(path),
  ),
  'the web knows the server only by its contracts': imports(
    inFolder('web'),
    (_, path) => isOurs(path) && !inFolder('web')(path) && !isContract(path),
  ),
  'the server never imports the web': imports(inServer, (_, path) => /^(web\/|svelte\b)/.test(path)),
  'the database imports nothing of ours': imports(
    inFolder('db'),
    (_, path) => isOurs(path) && !inFolder('db')(path),
  ),
  'only config reads the environment': each(
    (file) => /^(server|db|web)\//.test(file) && file !== 'server/config.ts',
    (_, source) => environment.exec(withoutComments(source))?.slice(0, 1) ?? [],
  ),
  'no page makes HTML out of words': each(
    inFolder('web'),
    (_, source) => rawHtml.exec(withoutComments(source))?.slice(0, 1) ?? [],
  ),
  'the server starts no program, asks nobody on the web, and says nothing past its log': each(
    inServer,
    (_, source) => outside.exec(withoutComments(source))?.slice(0, 1) ?? [],
  ),
  'a program is written out in one place alone': each(
    (file) => /^(server|db|web)\//.test(file) && file !== writingOut,
    (_, source) => program.exec(withoutComments(source))?.slice(0, 1) ?? [],
  ),
  'nothing is decorated onto the server but who is asking, and about which board': each(
    inServer,
    (file, source) => (source.match(decorates) ?? []).filter((call) => call !== decorated[file]),
  ),
  'no barrels, and no rooms without a noun': each(
    (file) => /(^|\/)index\.\w+$|\b(utils?|helpers?|common|services?|managers?)(\.\w+)?(\/|$)/.test(file),
    () => ['say what it is about'],
  ),
  'a room is one folder of kebab-case files': each(
    (file) => roomOf(file) !== undefined,
    (file) => (/^server\/[a-z]+(-[a-z]+)*\/[a-z]+(-[a-z]+)*\.ts$/.test(file) ? [] : ['is not']),
  ),
  'no path aliases, and no doors but two': aliases,
  'a handler is at most twelve lines': each(named('routes.ts'), (file, source) =>
    handlerLines(file, source)
      .filter((lines) => lines > longestHandler)
      .map((lines) => `has a handler of ${lines} lines`),
  ),
}

function withoutComments(source: string): string {
  return source.replaceAll(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*/g, '')
}
