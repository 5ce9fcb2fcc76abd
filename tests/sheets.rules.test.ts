import { expect, test } from 'vitest'
import { keyOf } from '../server/sheets/plan.ts'
import { plan, posts, titles } from './support/sheets.ts'

test('a row of the Lansing sheet becomes three posts that share its details', () => {
  const text = [
    'ID,Organizer,Status,Name,Timestamp,email,Does your request need to remain anonymous? ,What do you need? Check all that apply,Is your need:,Add any details about your request',
    '7,Sam,,Robin,3/15/2020 22:49:40,robin@example.org,No,"Food, pet care, clothing/laundry","non urgent, I can wait a day or two",No phone currently.',
  ].join('\r\n')
  expect(titles(text)).toEqual(['Food', 'Pet care', 'Clothing/laundry'])
  expect(plan(text).errors).toEqual([])
  expect(plan(text).posts[1]).toMatchObject({
    row: 2,
    askedAt: '2020-03-15T22:49:40.000Z',
    outcome: null,
    post: {
      kind: 'request',
      title: 'Pet care',
      details: 'No phone currently.',
      when: 'non urgent, I can wait a day or two',
      onBehalf: { name: 'Robin', agreedHow: "On the street's own sheet", agreedOn: '2020-03-15' },
      privateNote: 'Robin\nrobin@example.org',
    },
    other: [
      { header: 'ID', text: '7' },
      { header: 'Organizer', text: 'Sam' },
      { header: 'Does your request need to remain anonymous?', text: 'No' },
    ],
  })
})

test('columns of ticks become one post a tick', () => {
  const text =
    'firstname,lastname,contact,shopping,mail,phonecall,dogwalk\nAda,Okoro,07700 900123,yes,no,1,\nBo,Lind,bo@example.org,,,,x'
  expect(posts(text).map(({ title, onBehalf }) => [title, onBehalf?.name])).toEqual([
    ['Shopping', 'Ada Okoro'],
    ['Phonecall', 'Ada Okoro'],
    ['Dogwalk', 'Bo Lind'],
  ])
})

test('a number under a need says how many', () => {
  expect(titles('Name,std meals,alt meals\nAda,2,1\nBo,0,3')).toEqual([
    'Std meals: 2',
    'Alt meals',
    'Alt meals: 3',
  ])
})

test('what is offered becomes offers', () => {
  const text = 'volunteer_email,volunteer_ways_to_help\nada@example.org,"Bike delivery, Child care"'
  expect(posts(text).map(({ kind, title }) => [kind, title])).toEqual([
    ['offer', 'Bike delivery'],
    ['offer', 'Child care'],
  ])
})

test('the steward says when a sheet of ticks is one of offers', () => {
  expect(posts('Name,shopping\nAda,yes', { kind: 'offer' })).toMatchObject([
    { kind: 'offer', title: 'Shopping' },
  ])
})

test('the status of one need leaves the others open', () => {
  const text = [
    'Phone Number,Food Requests?,Food Request Status,Social Services Requests?,Social Services Request Status',
    '07700 900123,Groceries,Delivered,Housing advice,Not yet done',
  ].join('\n')
  expect(plan(text).posts.map(({ post, outcome }) => [post.title, outcome])).toEqual([
    ['Groceries', 'met'],
    ['Housing advice', null],
  ])
})

test.each([
  ['Food, pet care, clothing/laundry', ['Food', 'Pet care', 'Clothing/laundry']],
  ['Deliver groceries;Pick up a prescription', ['Deliver groceries', 'Pick up a prescription']],
  ['Food\nFood\n food', ['Food']],
  ['Other (please say what, and when), Food', ['Other (please say what, and when)', 'Food']],
  ['My oven broke, so I need warm food. Please ring.', ['My oven broke, so I need warm food. Please ring.']],
  ['Cama / Bed / 床, Ropa / Clothing / 服裝', ['Cama / Bed / 床', 'Ropa / Clothing / 服裝']],
  ['No onions', ['No onions']],
  ['None', []],
  ['no donation need', []],
])('"%s" under "What do you need?" is %j', (cell, expected) => {
  const { posts: found, errors } = plan(`Name,What do you need?\nAda,"${cell}"`)
  expect(found.map(({ post }) => post.title)).toEqual(expected)
  expect(errors).toHaveLength(expected.length === 0 ? 1 : 0)
})

test('what is over in the sheet is over on the board', () => {
  const said = ['Completed', 'Duplicate', 'Sent to Another Group', 'Delivery Needed', 'Incomplete', '']
  const text = `Title,Status\n${said.map((status, at) => `Bread ${at},${status}`).join('\n')}`
  expect(plan(text).posts.map(({ outcome }) => outcome)).toEqual([
    'met',
    'withdrawn',
    'signposted',
    null,
    null,
    null,
  ])
})

const twice = 'Name,Phone,Title\nAda,07700 900123,Bread\nÁda ,+44 7700 900123,bread.\nBo,07700 900124,Bread'

test('a post that comes twice in the sheet is flagged and left out', () => {
  expect(plan(twice).duplicates).toEqual([{ row: 3, title: 'bread.', of: 2 }])
  expect(plan(twice).posts.map(({ row }) => row)).toEqual([2, 4])
})

test('a post that comes twice goes in twice when the steward says so', () => {
  expect(titles(twice, { withDuplicates: true })).toEqual(['Bread', 'bread.', 'Bread'])
})

test('a post that is on the board already is flagged and left out', () => {
  const onBoard = new Set([keyOf(plan(twice).posts[0]!)])
  expect(plan(twice, { onBoard }).duplicates).toEqual([
    { row: 2, title: 'Bread', of: null },
    { row: 3, title: 'bread.', of: null },
  ])
})

test('two messages nobody signed are the same only when all their words are', () => {
  const unsigned = 'Title,Details\nWe need water,Delmas 2\nWe need water,Delmas 33\nWe need water,delmas 2'
  expect(plan(unsigned).duplicates).toEqual([{ row: 4, title: 'We need water', of: 2 }])
})
