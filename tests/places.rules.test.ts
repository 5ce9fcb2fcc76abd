import { expect, test } from 'vitest'
import { answer, compact, isSomewhere, keep, sectorOf, spaced } from '../server/places/rules.ts'

test.each([
  ['sr1 1aa', 'SR11AA'],
  ['  SR11AA ', 'SR11AA'],
  ['SR1-1AA', 'SR11AA'],
  ['sr2  7pl.', 'SR27PL'],
  ['ＳＲ２ ７ＰＬ', 'SR27PL'],
  ['SR2\u00a07PL', 'SR27PL'],
  ['SR1 lAA', 'SR11AA'],
  ['SR1 oaa', 'SR10AA'],
  ['w1a 1aa', 'W1A1AA'],
  ['EC1A 1BB', 'EC1A1BB'],
  ['m1 1ae', 'M11AE'],
])('%s is read as %s', (typed, read) => expect(compact(typed)).toBe(read))

test.each(['', 'SR1', '1AA', 'SR1 1A', 'SR1 1AAA', 'Elm Street', '12345', '💌', 'SR11A\u0000A'])(
  '%j is no postcode',
  (typed) => expect(compact(typed)).toBeNull(),
)

test('a postcode is shown with its space, and its area as the sector', () => {
  expect([spaced('SR27PL'), sectorOf('SR27PL'), sectorOf('EC1A1BB')]).toEqual(['SR2 7PL', 'SR2 7', 'EC1A 1'])
})

const line = { pcds: 'SR2 7PL', doterm: '', lat: '54.899', long: '-1.37' }

test('a line of the file is kept with its place', () =>
  expect(keep(line)).toEqual({ postcode: 'SR27PL', lat: 54.899, lng: -1.37, terminatedOn: null }))

test.each([
  ['the latitude that means none', { lat: '99.999999', long: '0.000000' }],
  ['the point where nobody lives', { lat: '0', long: '0' }],
  ['nothing', { lat: '', long: '' }],
  ['words', { lat: 'north', long: 'west' }],
])('%s is no position', (_, where) =>
  expect(keep({ ...line, ...where })).toMatchObject({ lat: null, lng: null }),
)

test('a postcode that has ended says in which month', () =>
  expect(answer('sr2 7pl', keep({ ...line, doterm: '199912' })!)).toEqual({
    postcode: 'SR2 7PL',
    state: 'terminated',
    area: 'SR2 7',
    terminatedOn: '1999-12',
  }))

test('a line without a postcode is left out', () => expect(keep({ pcds: 'pcds' })).toBeNull())

test('Greenwich is somewhere though its longitude is zero', () => {
  expect(isSomewhere({ lat: 51.48, lng: 0 })).toBe(true)
  expect(isSomewhere({ lat: 0.0001, lng: -0.0001 })).toBe(false)
})
