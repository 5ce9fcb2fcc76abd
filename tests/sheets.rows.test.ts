import { expect, test } from 'vitest'
import { plan, posts } from './support/sheets.ts'

test('each error names its row and its column, and the other rows go in', () => {
  const text = [
    'Title,Email,Parts',
    'Bread,ada at home,2',
    ',bo@example.org,1',
    'Tea,cy@example.org,many',
    'Milk,dee@example.org,3',
    'Eggs,eve@example.org,0',
    'Salt,flo@example.org,4',
    'Oil,gil@example.org,5',
  ].join('\n')
  expect(plan(text).posts.map(({ row }) => row)).toEqual([5, 7, 8])
  expect(plan(text).errors).toEqual([
    { row: 2, column: 'Email', detail: '"ada at home" is not an email address' },
    { row: 3, column: null, detail: 'This row does not say what is needed or offered' },
    { row: 4, column: 'Parts', detail: '"many" is not a number of parts' },
    { row: 6, column: 'Parts', detail: 'At least one' },
  ])
})

test('a control character is an error of its row, as it would be in a form', () => {
  expect(plan('Title,Details\nBread,rye\u0007').errors).toEqual([
    { row: 2, column: 'Details', detail: expect.stringContaining('control character') },
  ])
})

test('what nobody recognises is kept for the stewards and is not in the post', () => {
  const [first] = plan('Title,Shoe size,Household Size,Organizer Comments\nBread,41,5,rang twice').posts
  expect(first!.other).toEqual([
    { header: 'Shoe size', text: '41' },
    { header: 'Household Size', text: '5' },
    { header: 'Organizer Comments', text: 'rang twice' },
  ])
  expect(first!.post).toEqual({ kind: 'request', title: 'Bread' })
})

test('contact and address are for the neighbour who helps, and nowhere else', () => {
  const [post] = posts(
    'Name,Phone,Email,House number,Postcode,Private note,Title\nAda,07700 900123,ada@example.org,14,SR2 7AA,Ring twice,Bread',
  )
  expect(post!.privateNote).toBe('Ada\n07700 900123\nada@example.org\n14, SR2 7AA\nRing twice')
  expect(JSON.stringify({ ...post, privateNote: undefined, onBehalf: undefined })).toBe(
    '{"kind":"request","title":"Bread"}',
  )
})

test('whoever asks to stay unnamed is not named, even to the one who helps', () => {
  const [hidden, named] = posts(
    'Name,Phone,Anonymous?,Title\nRobin,07700 900123,Yes please,Bread\nSam,07700 900124,no,Tea',
  )
  expect(JSON.stringify(hidden)).not.toContain('Robin')
  expect(hidden!.privateNote).toBe('07700 900123')
  expect(named!.onBehalf!.name).toBe('Sam')
})

test("a category is one of the street's own, or kept aside", () => {
  const [pets, other] = plan('Title,Category\nDog,pets and plants\nBread,Food').posts
  expect(pets!.post.category).toBe('pets')
  expect(other!.post).not.toHaveProperty('category')
  expect(other!.other).toEqual([{ header: 'Category', text: 'Food' }])
})

test("a steward's mapping goes before what was recognised", () => {
  const text = 'Title,Shoe size\nBread,41'
  expect(plan(text).columns.map(({ field }) => field)).toEqual(['title', 'private'])
  expect(posts(text, { mapping: ['title', 'details'] })).toMatchObject([{ title: 'Bread', details: '41' }])
})

test('columns are told by their values where their headings say nothing', () => {
  const text =
    'Title,A,B,C\nBread,ada@example.org,07700 900123,SR2 7AA\nMilk,bo@example.org,0191 496 0123,SR2 7AB'
  expect(plan(text).columns.map(({ field }) => field)).toEqual(['title', 'email', 'mobile', 'postcode'])
})

test('a title too long is cut between words and kept whole in the details', () => {
  const long = 'We are seven in the house and '.repeat(12).trim()
  const [post] = posts(`Title,Details\n${long},Mwen salye nou`)
  expect(post!.title.length).toBeLessThanOrEqual(300)
  expect(long.startsWith(`${post!.title.replace(/…$/, '')} `)).toBe(true)
  expect(post!.details).toBe(`${long}\n\nMwen salye nou`)
})

test('a sheet with a message and no title says what is needed in the message', () => {
  expect(posts('Name,Message\nAda,Bread please')).toMatchObject([{ title: 'Bread please' }])
  expect(posts('Name,Message\nAda,Bread please')[0]).not.toHaveProperty('details')
  expect(posts('What do you need?,Message,Language\n,Bread please,Urdu')).toMatchObject([
    { title: 'Bread please', details: 'Language: Urdu' },
  ])
})

test('several columns of details keep their headings', () => {
  const [post] = posts('What do you need?,Details,Which Bed Size,Languages\nBed,Two flights up,Double,Polski')
  expect(post!.details).toBe('Two flights up\nWhich Bed Size: Double\nLanguages: Polski')
})
