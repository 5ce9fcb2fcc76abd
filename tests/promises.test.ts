/** The page about the promises: all of them, each test it names is there, and each figure is the one in the test. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const page = readFileSync('docs/promises.md', 'utf8')
const rowsIn = (text: string) =>
  [...text.matchAll(/^\| (R\d+) \| (.+) \|$/gm)].map(([, id, rest]) => ({
    id: id!,
    cells: rest!.split(/ ?\| /),
  }))
type Row = ReturnType<typeof rowsIn>[number]
const [shownBy, suite, night, twin] = [1, 2, 3, 5]

const plain = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)

/** Whether a file has a test of that name; `…` stands for what its name is given when it runs. */
function hasTest(file: string, name: string): boolean {
  const words = name.split('…').map(plain).join(String.raw`\$\{[^}]+\}`)
  return new RegExp(String.raw`\(\s*(['"\`])${words}\1,`).test(readFileSync(file, 'utf8'))
}

/** A name in quotes is of the file that was named last before it. */
function faultsOfNames({ id, cells }: Row): string[] {
  const faults: string[] = []
  let file = ''
  for (const [, path, name] of cells.join(' | ').matchAll(/\]\(\.\.\/(tests\/[^)]+)\)|"([^"]+)"/g)) {
    if (path) file = join(path)
    const isThere = existsSync(file)
    if (path && !isThere) faults.push(`${id}: there is no ${file}`)
    if (name && isThere && !hasTest(file, name)) faults.push(`${id}: ${file} has no "${name}"`)
  }
  return faults
}

const filesIn = (cell: string) => [...cell.matchAll(/\]\(\.\.\/(tests\/[^)]+)\)/g)].map(([, path]) => path!)
const numbersIn = (cell: string) =>
  [...cell.matchAll(/\d[\d,]*/g)].map(([n]) => Number(n.replaceAll(',', '')))
const oftenIn = (text: string, name: string) =>
  [...text.matchAll(new RegExp(`often\\('${name}', \\{ suite: ([\\d_]+), long: ([\\d_]+) \\}`, 'g'))].map(
    ([, ...figures]) => figures.map((figure) => Number(figure!.replaceAll('_', ''))) as [number, number],
  )

/** Each variable of a row stands in a test of the row, with the figures that the row gives. */
function faultsOfFigures({ id, cells }: Row): string[] {
  const names = [...cells[suite]!.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name!)
  const text = filesIn(cells[shownBy]!)
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
  return names.flatMap((name) => {
    const figures = oftenIn(text, name)
    const isSaid = figures.every(
      ([few, many]) => numbersIn(cells[suite]!).includes(few) && numbersIn(cells[night]!).includes(many),
    )
    return figures.length > 0 && isSaid ? [] : [`${id}: ${name} is ${JSON.stringify(figures)}`]
  })
}

const faultsIn = (row: Row) => [...faultsOfNames(row), ...faultsOfFigures(row)]

test('every promise is there once, in order, and what is named for it is there', () => {
  const rows = rowsIn(page)
  expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: 17 }, (_, n) => `R${n + 1}`))
  expect(rows.map(({ cells }) => cells.length)).toEqual(rows.map(() => 6))
  expect(rows.flatMap(faultsIn)).toEqual([])
})

test('a promise without a test, or without a broken twin, says so', () => {
  for (const { id, cells } of rowsIn(page))
    for (const cell of [cells[shownBy]!, cells[twin]!])
      expect(filesIn(cell).length > 0 || cell.includes('none yet') || cell.includes('"'), id).toBe(true)
})

const row = (shown: string, few: string, many: string) =>
  rowsIn(`| R1 | It holds | ${shown} | ${few} | ${many} | | a twin |`)[0]!
const kill = '[kill](../tests/kill.test.ts)'

test.each([
  ['a file that is not there', row('[no](../tests/no-such.test.ts) "is there"', '1', '1')],
  ['a test that is not there', row(`${kill} "keeps everything"`, '1', '1')],
  [
    'a test that is only begun',
    row(`${kill} "keeps what it said yes to, and nothing by halves, … ti"`, '1', '1'),
  ],
  ['another figure', row(kill, '`KILLS` 9', '1,000')],
  ['another figure of a night', row(kill, '`KILLS` 10', '10,000')],
  ['a variable that is not there', row(kill, '`NO_SUCH` 10', '1,000')],
])('%s would be found', (_, wrong) => expect(faultsIn(wrong)).toHaveLength(1))
