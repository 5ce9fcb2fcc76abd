import { expect, test } from 'vitest'
import type { Circumstances, Plan } from '../server/sheets/plan.ts'
import { plan, posts } from './support/sheets.ts'

const dated = (dates: string[], more: Partial<Circumstances> = {}) =>
  plan(`Title,Timestamp\n${dates.map((date, at) => `Bread ${at},"${date}"`).join('\n')}`, more)
const iso = ({ posts }: Plan) => posts.map(({ askedAt }) => askedAt)

test.each([
  ['2026-03-04', '2026-03-04T00:00:00.000Z'],
  ['2026-03-04T10:30:00Z', '2026-03-04T10:30:00.000Z'],
  ['2020/04/15 10:49:40 PM GMT+1', '2020-04-15T21:49:40.000Z'],
  ['4 March 2026', '2026-03-04T00:00:00.000Z'],
  ['Mar 4, 2026 9:05 am', '2026-03-04T09:05:00.000Z'],
  ['Wednesday, 4th March 2026', '2026-03-04T00:00:00.000Z'],
  ['25/12/2025 12:00 am', '2025-12-25T00:00:00.000Z'],
  ['12/25/25 12:00 PM', '2025-12-25T12:00:00.000Z'],
  ['15.07.2025 08:00', '2025-07-15T07:00:00.000Z'],
])('%s is %s on a street in Britain', (written, expected) => {
  expect(iso(dated([written]))).toEqual([expected])
})

test('one date that can be read only one way settles the column', () => {
  expect(iso(dated(['3/4/2026', '3/15/2026']))).toEqual([
    '2026-03-04T00:00:00.000Z',
    '2026-03-15T00:00:00.000Z',
  ])
  expect(iso(dated(['3/4/2026', '15/3/2026']))[0]).toBe('2026-04-02T23:00:00.000Z')
})

test('a column nothing settles asks, and keeps asking until the steward says', () => {
  const asked = dated(['3/4/2026', '5/6/2025'])
  expect(asked.asksForOrder).toBe(true)
  expect(asked.columns[1]!.order).toBe('ask')
  expect(iso(asked)).toEqual([null, null])
  const told = dated(['3/4/2026', '5/6/2025'], { order: 'month-first' })
  expect(told.asksForOrder).toBe(false)
  expect(iso(told)).toEqual(['2026-03-04T00:00:00.000Z', '2025-05-05T23:00:00.000Z'])
})

test('a date the same either way asks nothing', () => {
  expect(dated(['4/4/2026', '2025-01-02']).asksForOrder).toBe(false)
})

test('a column that contradicts itself asks, and the rows that do not fit are named', () => {
  const both = ['15/3/2026', '3/16/2026']
  expect(dated(both).asksForOrder).toBe(true)
  expect(dated(both, { order: 'day-first' }).errors).toEqual([
    { row: 3, column: 'Timestamp', detail: '"3/16/2026" is not a date we can read' },
  ])
})

test('a day that never was and a day still to come are errors of their rows', () => {
  const { errors, posts } = dated(['2026-02-30', '2026-05-01', '2026-12-01', '2026-01-01', '2026-01-02'])
  expect(posts).toHaveLength(3)
  expect(errors.map(({ row, detail }) => [row, detail])).toEqual([
    [2, '"2026-02-30" is not a date we can read'],
    [4, '"2026-12-01" is still to come'],
  ])
})

test.each([
  ['2026-07-01', '2026-07-01'],
  ['30/6/2026', '2026-06-30'],
  ['1 July 2026 18:00', '2026-07-01'],
])('needed by %s is needed by the day %s', (written, expected) => {
  expect(posts(`Title,Needed by\nBread,${written}`)).toMatchObject([{ neededBy: expected }])
})

test('a day that has gone is kept aside, for the need may be there still', () => {
  const [first] = plan('Title,Needed by\nBread,31/3/2026').posts
  expect(first!.post).not.toHaveProperty('neededBy')
  expect(first!.other).toEqual([{ header: 'Needed by', text: '31/3/2026' }])
})

test('needed by "some time this week" is no day but words', () => {
  const [post] = posts('Title,Needed by\nBread,some time this week')
  expect(post).toMatchObject({ when: 'some time this week' })
  expect(post).not.toHaveProperty('neededBy')
})
