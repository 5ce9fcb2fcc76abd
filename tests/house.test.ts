import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { houseRules } from './support/house-rules.ts'
import { readTree, roomsInOrder } from './support/house-tree.ts'

const tree = readTree()
const app = tree.get('server/app.ts')!
const thirteen = Array.from({ length: 13 }, (_, n) => `    step(${n})`).join('\n')

/** For each rule a house in which it is broken: files put in, or put in place of others. */
const broken: Record<keyof typeof houseRules, Record<string, string>[]> = {
  'a lower room never leans on a higher one': [
    { 'server/boards/extra.ts': `import { findMember } from '../members/queries.ts'` },
    { 'server/http/extra.ts': `import { findBoard } from '../boards/queries.ts'` },
    {
      'server/boards/extra.ts': `import { peek } from '../attic/queries.ts'`,
      'server/attic/queries.ts': `export { findMember as peek } from '../members/queries.ts'`,
    },
    {
      'server/attic/queries.ts': `import { a } from '../cellar/queries.ts'`,
      'server/cellar/queries.ts': `import { b } from '../attic/queries.ts'`,
    },
  ],
  'every room with routes is opened by app.ts': [
    { 'server/attic/routes.ts': 'export const attic = async () => {}' },
  ],
  'a contract speaks only zod and other contracts': [
    { 'server/boards/contract.ts': `import * as z from 'zod'` },
    { 'server/boards/contract.ts': `import { middleOf } from '../places/cells.ts'` },
  ],
  'rules import only contracts': [
    { 'server/boards/rules.ts': `import { v7 } from 'uuid'` },
    { 'server/boards/rules.ts': `import type { BoardRow } from './queries.ts'` },
  ],
  'rules are pure: no clock, no chance, no waiting, nothing from outside': [
    { 'server/boards/rules.ts': 'export const now = () => Date.now()' },
    { 'server/boards/rules.ts': 'export const now = () => new Date()' },
    { 'server/boards/rules.ts': 'export const any = () => Math.random()' },
    { 'server/boards/rules.ts': 'export const later = async () => 1' },
  ],
  'only queries speak to the database': [
    { 'server/boards/routes.ts': `import { eq } from 'drizzle-orm'` },
    { 'server/boards/steps.ts': `import { kits } from '../../db/kit.ts'` },
  ],
  'outside queries the store is a type': [{ 'server/boards/routes.ts': `import { hot } from '#db'` }],
  'the rules and routes of another room are its own': [
    { 'server/members/queries.ts': `import { board } from '../boards/rules.ts'` },
    { 'server/members/queries.ts': `import { boards } from '../boards/routes.ts'` },
  ],
  'a file of a room looks only at those below it': [
    { 'server/boards/queries.ts': `import { boards } from './routes.ts'` },
    { 'server/boards/steps.ts': `import { open } from './acts.ts'` },
  ],
  'notices, matching and reach are called by nobody': [
    { 'server/boards/routes.ts': `import { queue } from '../notices/queries.ts'` },
  ],
  'the web knows the server only by its contracts': [
    { 'web/main.ts': `import { board } from '../server/boards/rules.ts'` },
    { 'web/App.svelte': `<script lang="ts">\n  import { openStore } from '#db'\n</script>` },
  ],
  'the server never imports the web': [
    { 'server/pages/document.ts': `import { say } from '../../web/words/say.ts'` },
    { 'server/pages/document.ts': `const web = await import('../../web/main.ts')` },
  ],
  'the database imports nothing of ours': [
    { 'db/store.ts': `import type { Board } from '#contract/boards'` },
    { 'db/store.ts': `import { readConfig } from '../server/config.ts'` },
  ],
  'only config reads the environment': [
    { 'server/main.ts': 'const port = process.env.PORT' },
    { 'db/store.ts': `import { env } from 'node:process'` },
  ],
  'no page makes HTML out of words': [
    { 'web/posts/PostHead.svelte': '<p>{@html post.title}</p>' },
    { 'web/board/apply.ts': 'node.innerHTML = post.title' },
  ],
  'the server starts no program, asks nobody on the web, and says nothing past its log': [
    { 'server/boards/steps.ts': `import { exec } from 'node:child_process'` },
    { 'server/places/load.ts': `await fetch('https://example.org/' + postcode)` },
    { 'server/boards/steps.ts': 'console.log(person)' },
  ],
  'a program is written out in one place alone': [
    { 'db/prepared.ts': `new Function('row', words)` },
    { 'server/http/only.ts': 'eval(words)' },
    { 'web/board/apply.ts': 'const made = Function(words)' },
  ],
  'nothing is decorated onto the server but who is asking, and about which board': [
    { 'server/boards/routes.ts': `app.decorate('boards', new Map())` },
    { 'server/boards/routes.ts': `app.decorateRequest('board', null)` },
    { 'server/boards/routes.ts': `app.decorateRequest('asked', null)` },
    { 'server/http/front-door.ts': `app.decorateRequest('asker', null)\napp.decorateReply('board', null)` },
  ],
  'no barrels, and no rooms without a noun': [
    { 'server/boards/index.ts': '' },
    { 'server/utils/queries.ts': '' },
    { 'web/helpers.ts': '' },
    { 'server/common/rules.ts': '' },
  ],
  'a room is one folder of kebab-case files': [
    { 'server/boards/old/queries.ts': '' },
    { 'server/boards/boardQueries.ts': '' },
  ],
  'no path aliases, and no doors but two': [
    { 'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }' },
    { 'package.json': '{ "imports": { "#contract/*": "x", "#rules/*": "y" } }' },
  ],
  'a handler is at most twelve lines': [
    { 'server/boards/routes.ts': `app.get('/x', {}, async (request) => {\n${thirteen}\n})` },
    { 'server/boards/routes.ts': `app.get('/x', function (request) {\n${thirteen}\n})` },
  ],
}

describe.each(Object.entries(houseRules))('%s', (name, rule) => {
  test('holds in this house', () => {
    expect(rule(tree)).toEqual([])
  })

  test.each(broken[name] ?? [])('is caught when broken, case %#', (files) => {
    expect(rule(new Map([...tree, ...Object.entries(files)])).length).toBeGreaterThan(0)
  })

  test('has been seen broken', () => {
    expect(broken[name]?.length).toBeGreaterThan(0)
  })
})

test('the order of the rooms is read from app.ts', () => {
  const designed = ['people', 'boards', 'posts', 'claims']
  expect(roomsInOrder(tree).filter((room) => designed.includes(room))).toEqual(designed)
  expect(roomsInOrder(tree).every((room) => app.includes(`./${room}/routes.ts`))).toBe(true)
})

const lines = (count: number) => Array.from({ length: count }, (_, n) => `  use(${n})`).join('\n')
const use = 'const use = (n: number) => n\n'

describe.each([
  ['a function of 26 lines', 'db/extra.ts', `${use}export function long() {\n${lines(26)}\n}\n`],
  ['a file of 201 lines', 'db/extra.ts', `${use}${lines(200)}\n`],
  ['routes of 151 lines', 'server/attic/routes.ts', `${use}${lines(150)}\n`],
  ['four parameters', 'db/extra.ts', 'export const f = (a: number, b: 1, c: 2, d: 3) => a + b + c + d\n'],
  // A text for Biome to refuse: no code of ours is typed so.
  ['any', 'db/extra.ts', 'export const f = (a: any) => a\n'],
  ['an enum', 'db/extra.ts', 'export enum Tea {\n  Green,\n}\n'],
])('the size rules of Biome are on', (what, file, source) => {
  test(`${what} is refused`, () => {
    expect(checked(file, source)).toMatch(/lint\/(complexity|style|suspicious)\//)
  })
})

test('a short file passes the same check', () => {
  expect(checked('db/extra.ts', 'export const tea = 1\n')).toContain('Checked 1 file')
})

/** What Biome says of this file under our own configuration. */
function checked(file: string, source: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-lint-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  writeFileSync(join(folder, file), source)
  writeFileSync(join(folder, '.gitignore'), 'node_modules\n')
  copyFileSync('biome.json', join(folder, 'biome.json'))
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  const biome = resolve('node_modules/.bin/biome')
  const { stdout, stderr } = spawnSync(biome, ['lint', file], { cwd: folder, encoding: 'utf8' })
  return stdout + stderr
}
