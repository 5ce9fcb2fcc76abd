import { expect, test } from 'vitest'
import { readSheet } from '../server/sheets/csv.ts'
import { plan, posts } from './support/sheets.ts'

test.each([
  [';', 'Title;Details\nBread;Rye, please'],
  ['tab', 'Title\tDetails\nBread\tRye, please'],
  [',', 'Title,Details\nBread,"Rye, please"'],
])('cells are told apart by %s', (_, text) => {
  expect(posts(text)).toMatchObject([{ title: 'Bread', details: 'Rye, please' }])
})

test('a mark at the start, any newline and newlines within a cell are read', () => {
  const text = '\uFEFF"Title",Details\r\nBread,"two\r\nlines"\nMilk,"one ""quoted"""\r\n'
  expect(plan(text).columns.map(({ header }) => header)).toEqual(['Title', 'Details'])
  const rows = plan(text).posts
  expect(rows).toMatchObject([
    { row: 2, post: { title: 'Bread', details: 'two\nlines' } },
    { row: 3, post: { title: 'Milk', details: 'one "quoted"' } },
  ])
})

test('the headings are found below a title line, and rows keep the numbers a spreadsheet shows', () => {
  const rows = plan('Elm Street help list,,\n,,\nTitle,Name,Phone\nBread,Ada,07700 900123\n\nMilk,Bo,\n')
  expect(rows.posts.map(({ row, post }) => [row, post.title])).toEqual([
    [4, 'Bread'],
    [6, 'Milk'],
  ])
})

test('a row with too many or too few cells is named, and the others go in', () => {
  const { posts: rows, errors } = plan(
    'Title,Details,When\nBread,rye,today,or tomorrow\nMilk,oat\nTea,green,now',
  )
  expect(rows.map(({ post }) => post.title)).toEqual(['Tea'])
  expect(errors).toEqual([
    { row: 2, column: null, detail: 'This row has 4 cells where the headings have 3' },
    { row: 3, column: null, detail: 'This row has 2 cells where the headings have 3' },
  ])
})

test('a quotation mark never closed is said so', () => {
  expect(readSheet('Title,Details\nBread,"rye\nMilk,oat')).toMatchObject({
    broken: expect.stringContaining('never closed'),
  })
})

test('a heading line alone is a sheet without rows', () => {
  expect(plan('Title,Details')).toMatchObject({ posts: [], errors: [], subject: 'posts' })
})
