import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { plan, titles } from './support/sheets.ts'

const file = '../shared/data/imports/real_headers.json'
const known = existsSync(file)
const sets: Record<string, { columns: string[] }> = known ? JSON.parse(readFileSync(file, 'utf8')) : {}
const named = (words: string) => {
  const found = Object.entries(sets).find(([name]) => name.includes(words))
  if (!found) throw new Error(`no headings of ${words}`)
  return found[1].columns
}
const sheetOf = (columns: string[]) => `${columns.map((header) => `"${header}"`).join(',')}\n`
const meaning = (columns: string[]) =>
  Object.fromEntries(
    plan(sheetOf(columns))
      .columns.filter(({ field }) => field !== 'private')
      .map(({ header, field }) => [header, field]),
  )

test.skipIf(!known).each([
  [
    'requestsSchema',
    'posts',
    {
      Phone: 'mobile',
      Time: 'askedAt',
      Message: 'details',
      'Cross Street #1': 'address',
      'Cross Street #2': 'address',
      'Email Address': 'email',
      'Neighborhood Area (See Map)': 'address',
      Languages: 'languages',
      'What type(s) of support are you seeking?': 'needs',
      'Financial Support Needed?': 'needs',
      'Time Sensitivity': 'when',
      Status: 'status',
      'First Name': 'name',
      'Neighborhood MA-NYC': 'address',
    },
  ],
  [
    'volunteersSchema',
    'posts',
    {
      volunteer_email: 'email',
      volunteer_phone: 'mobile',
      volunteer_street_1: 'address',
      volunteer_street_2: 'address',
      volunteer_languages: 'languages',
      volunteer_ways_to_help: 'offers',
      volunteer_extra_info: 'details',
      volunteer_quadrant: 'address',
      volunter_name: 'name',
      'Created Time': 'askedAt',
    },
  ],
  [
    'submission_responses',
    'posts',
    {
      Status: 'status',
      Name: 'name',
      Timestamp: 'askedAt',
      Address: 'address',
      email: 'email',
      telephone: 'mobile',
      'Does your request need to remain anonymous?': 'anonymous',
      'What do you need? Check all that apply': 'needs',
      'Is your need:': 'when',
      'Add any details about your request': 'details',
    },
  ],
  [
    'Workflow',
    'posts',
    {
      Name: 'name',
      'Phone #': 'mobile',
      'Phone2 #': 'mobile',
      Neighborhood: 'address',
      City: 'address',
      Address: 'address',
      Condo: 'address',
      Details: 'details',
      'std meals': 'needs',
      'alt meals': 'needs',
      'type meal': 'details',
      'std grocery': 'needs',
      'alt grocery': 'needs',
      'type grocery': 'details',
    },
  ],
  [
    'bushwickayudamutua',
    'posts',
    {
      'Phone Number': 'mobile',
      'Date Submitted': 'askedAt',
      'Essential Goods Requests?': 'needs',
      'Essential Goods Requests Status': 'status',
      'Food Requests?': 'needs',
      'Food Request Status': 'status',
      'Social Services Requests?': 'needs',
      'Social Services Request Status': 'status',
      'Which Kitchen Items': 'details',
      'Which Furniture Items': 'details',
      'Which Bed Size': 'details',
      'Bed Needs': 'needs',
    },
  ],
  [
    'systopia',
    'posts',
    {
      'Help Needed': 'needs',
      'Help Offered': 'offers',
      Language: 'languages',
      'Help Type': 'category',
      'Help Status': 'status',
    },
  ],
  [
    'coronacorps',
    'posts',
    {
      firstname: 'name',
      lastname: 'name',
      email: 'email',
      contact: 'contact',
      ward: 'address',
      housenumber: 'address',
      postcode: 'postcode',
      shopping: 'needs',
      mail: 'needs',
      phonecall: 'needs',
      supplies: 'needs',
      dogwalk: 'needs',
    },
  ],
])('the sheet of %s is recognised column by column', (name, subject, expected) => {
  expect(plan(sheetOf(named(name))).subject).toBe(subject)
  expect(meaning(named(name))).toEqual(expected)
})

test.skipIf(!known).each([
  ['donorPaymentsSchema', 'payments'],
  ['paymentRequestsSchema', 'payments'],
  ['custom_form_questions', 'questions'],
  ['Full member record', 'people'],
])('the sheet of %s is no list of posts but of %s', (name, subject) => {
  expect(plan(sheetOf(named(name))).subject).toBe(subject)
})

test('a list of payments gives no posts, until the steward says which column holds them', () => {
  const payments = 'ID,Amount,Donor,IsPaid,Reason\n1,20,Ada,yes,Bread for Bo'
  expect(plan(payments)).toMatchObject({ subject: 'payments', posts: [], errors: [] })
  expect(titles(payments, { mapping: ['private', 'private', 'name', 'private', 'title'] })).toEqual([
    'Bread for Bo',
  ])
})

test('a list of accounts is called one', () => {
  expect(plan('email,password,confirmed_at\nada@example.org,secret,2020-04-01').subject).toBe('accounts')
})

test('a column of ticks is no title, whatever it is called', () => {
  expect(plan('message,request\nBread please,1\nJust saying,0').columns.map(({ field }) => field)).toEqual([
    'title',
    'private',
  ])
})
