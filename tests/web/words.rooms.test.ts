// A page brings the words it says, and no others: each route names the rooms, and this finds those it forgot.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { notFound, problem, type Route, routes } from '../../web/routes.ts'
import { everywhere } from '../../web/words/languages.ts'

const roomOf = new Map(
  globSync('web/words/en/*.json').flatMap((file) =>
    Object.keys(JSON.parse(readFileSync(file, 'utf8'))).map((key) => [key, basename(file, '.json')] as const),
  ),
)

const pageFiles = ({ page }: Route) =>
  [...String(page).matchAll(/([A-Z]\w*Page\.svelte)/g)].flatMap(([, name]) => globSync(`web/*/${name}`))

/** A file and all that it imports, short of the list of pages. */
function family(file: string, known = new Set<string>()): Set<string> {
  if (known.has(file) || !existsSync(file) || /\/words\/en|web\/routes\.ts$/.test(file)) return known
  known.add(file)
  const imports = readFileSync(file, 'utf8').matchAll(/import (?!type)[^;']*from '(\.[^']+)'/g)
  for (const [, path = ''] of imports) family(join(dirname(file), path), known)
  return known
}

/** What a page fetches by itself when there is something to say. */
const lateOf = (file: string) =>
  [...family(file)].some((one) => one.endsWith('posts/late.ts'))
    ? ['wording/Noticed', 'posts/Receipts', 'posts/Helpers', 'posts/MyClaim'].flatMap((part) => [
        ...family(`web/${part}.svelte`),
      ])
    : []

/** The rooms whose words a source asks for, whole keys or patterns; notices come with all rooms. */
function roomsIn(source: string) {
  const whole = [...source.matchAll(/'([a-z][\w-]*(?:\.[\w-]+)+)'/gi)].map(([, key = '']) => key)
  const patterns = [...source.matchAll(/`([a-z][\w-]*\.[^`]*)`/gi)].map(
    ([, text = '']) => new RegExp(`^${text.replace(/\./g, '\\.').replace(/\$\{[^}]*\}/g, '[\\w-]+')}$`),
  )
  const keys = [...roomOf.keys()].filter(
    (key) => whole.includes(key) || patterns.some((one) => one.test(key)),
  )
  return keys.filter((key) => !key.startsWith('said.')).map((key) => roomOf.get(key) ?? '')
}

const frugal = [...routes, notFound, problem].filter(({ words }) => words)

test.each(frugal.map((route) => [route.path || pageFiles(route).join(), route] as const))(
  '%s has its words with it',
  (_, route) => {
    const files = [...new Set(pageFiles(route).flatMap((file) => [...family(file), ...lateOf(file)]))]
    expect(files.length).toBeGreaterThan(1)
    const sources = [
      ...files.map((file) => readFileSync(file, 'utf8')),
      String(route.title).replaceAll('"', "'"),
    ]
    const asked = new Set(sources.flatMap(roomsIn))
    const brought = [...everywhere, ...(route.words ?? [])]
    expect([...asked].filter((room) => !brought.includes(room))).toEqual([])
    expect((route.words ?? []).filter((room) => !asked.has(room))).toEqual([])
  },
)

test('what stands round every page says only words that stand on every page', () => {
  const asked = [...family('web/App.svelte')].flatMap((file) => roomsIn(readFileSync(file, 'utf8')))
  expect(asked).toContain('page')
  expect(asked.filter((room) => !everywhere.includes(room))).toEqual([])
})
