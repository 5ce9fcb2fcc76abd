/** The page about the ASVS: each requirement once, and nothing in it that is not there. */
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const page = readFileSync('docs/security/asvs.md', 'utf8')
const [asked = '', rest = ''] = page.split('## Nothing here to apply to')
type Row = { id: string; asks: string; how: string }
const rowsIn = (text: string): Row[] =>
  [...text.matchAll(/^\| (\d+\.\d+\.\d+) \| (.+?) \| (.+) \|$/gm)].map(([, id, asks, how]) => ({
    id: id!,
    asks: asks!,
    how: how!,
  }))
const rows = rowsIn(asked)
const leftOut = [...rest.matchAll(/\b\d+\.\d+\.\d+\b/g)].map(([id]) => id)
const chapters = [...rest.matchAll(/\((?:chapter )?(\d+)\)/g)].map(([, chapter]) => Number(chapter))

/** Levels 1 and 2 of 5.0.0 by chapter, counted in OWASP's own table. */
const known: Record<number, number> = {
  ...{ 1: 27, 2: 11, 3: 19, 4: 10, 5: 9, 6: 35, 7: 18, 8: 7, 9: 7, 10: 29 },
  ...{ 11: 14, 12: 9, 13: 13, 14: 9, 15: 13, 16: 16, 17: 7 },
}

const byPlace = (a: string, b: string) => {
  const [one, other] = [a, b].map((id) => id.split('.').map(Number))
  return one!.map((n, at) => n - other![at]!).find((n) => n !== 0) ?? 0
}

/** What is wrong with how a row says that we know. */
function faultIn({ id, how }: Row): string[] {
  const named = how.match(/(?:tests|docs|server)\/[\w./-]+\.(?:ts|md)|\bSECURITY\.md/g) ?? []
  const gone = named.filter((file) => !existsSync(file)).map((file) => `${id}: there is no ${file}`)
  const [, day, why = ''] = /^exception (\d{4}-\d\d-\d\d): (.+)$/.exec(how) ?? []
  if (how.startsWith('exception') && (!day || Number.isNaN(Date.parse(day)) || why.length < 12))
    return [...gone, `${id}: an exception has a day and a reason`]
  const isTested = named.some((file) => file.endsWith('.test.ts'))
  const isShown = isTested || how.startsWith('papers: ') || how.startsWith('exception ')
  return isShown && (named.length > 0 || day) ? gone : [...gone, `${id}: nothing shows it`]
}

test('every requirement of levels 1 and 2 is there once, and in order', () => {
  const ids = rows.map(({ id }) => id)
  expect(ids).toEqual([...new Set(ids)].sort(byPlace))
  const all = [...ids, ...leftOut]
  expect(new Set(all).size).toBe(all.length)
  const counted = Object.entries(known).filter(([chapter]) => !chapters.includes(Number(chapter)))
  const found = counted.map(([chapter]) => [chapter, all.filter((id) => id.startsWith(`${chapter}.`)).length])
  expect(found).toEqual(counted)
  expect(Object.values(known).reduce((sum, n) => sum + n, 0)).toBe(253)
  expect(rows).toHaveLength(171)
})

test('what it names is there', () => {
  const tested = rows.filter(({ how }) => how.includes('.test.ts') && !how.startsWith('exception')).length
  const excepted = rows.filter(({ how }) => how.startsWith('exception')).length
  console.info(`${tested} by tests, ${excepted} exceptions, ${rows.length - tested - excepted} by papers`)
  expect(rows.flatMap(faultIn)).toEqual([])
})

test.each([
  '| 1.1.1 | x | tests/no-such.test.ts |',
  '| 1.1.1 | x | exception: because |',
  '| 1.1.1 | x | exception 2026-11-23: no |',
  '| 1.1.1 | x | we are careful |',
  '| 1.1.1 | x | papers: docs/no-such.md |',
])('%s would be found', (line) => expect(rowsIn(line).flatMap(faultIn)).not.toEqual([]))
