import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Text } from '#contract/http'
import { headingLine, stewardHeadings as headings, postLines } from '../server/sheets/export.ts'
import { keptOf, naughty } from './support/naughty.ts'
import { posts, read } from './support/sheets.ts'

const sheetOf = (rows: Parameters<typeof postLines>[0]) => headingLine(headings) + postLines(rows, headings)
const tidy = (text: string) => Text(8000).safeParse(text)

test('a cell a spreadsheet would run is guarded, and is itself again when it comes back', () => {
  const formulas = ['=1+1', '+44 7700 900123', '-2', '@SUM(A1)', "'=x", "''+y", '＝1', "it's", "'tis"]
  const text = sheetOf(formulas.map((Title) => ({ Kind: 'request', Title, Details: Title })))
  for (const cell of text.matchAll(/"([^"]*)"/g)) expect(cell[1]).not.toMatch(/^[=+\-@\t\r＝＋－＠]/)
  expect(posts(text, { withDuplicates: true }).map(({ title, details }) => [title, details])).toEqual(
    formulas.map((text) => [text, text]),
  )
})

test('every naughty string a post may hold comes back byte for byte', () => {
  const kept = naughty.flatMap((text) => keptOf(text) ?? [])
  expect(kept.length).toBeGreaterThan(470)
  const rows = kept.map((text) => ({
    Kind: 'offer',
    Title: text,
    Details: text,
    When: text,
    Name: text,
    'Private note': text,
  }))
  const back = posts(sheetOf(rows), { withDuplicates: true })
  expect(
    back.map(({ title, details, when, privateNote, onBehalf }) => [
      title,
      details,
      when,
      privateNote,
      onBehalf?.name,
    ]),
  ).toEqual(kept.map((text) => [text, text, text, text, text]))
})

test('whatever a post holds, its sheet says the same', () => {
  const words = fc
    .string({
      unit: fc.oneof(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
        fc.constantFrom(',', '"', "'", '=', '+', ';', '\n', '\t', '|'),
      ),
      minLength: 1,
    })
    .filter((text) => tidy(text).success)
    .map((text) => tidy(text).data as string)
  fc.assert(
    fc.property(
      fc.array(fc.record({ Title: words, Details: words, When: words }), { minLength: 1, maxLength: 8 }),
      (rows) => {
        const sheet = read(sheetOf(rows.map((row) => ({ Kind: 'request', ...row }))))
        expect(sheet.rows.map(({ cells }) => [cells[1], cells[2], cells[4]])).toEqual(
          rows.map(({ Title, Details, When }) => [Title, Details, When]),
        )
      },
    ),
    { numRuns: 500 },
  )
})
