import { expect, test } from 'vitest'
import { suggest } from '../../web/posts/suggest.ts'

const street = [
  { id: 'pets', name: 'Pets', words: ['dog', 'cat', 'walk'] },
  { id: 'garden', name: 'Garden', words: ['garden', 'hedge', 'bins'] },
  { id: 'lifts', name: 'Lifts', words: ['lift', 'hospital', 'car park'] },
  { id: 'food', name: 'Food', words: ['crème brûlée', 'Καφές', '牛奶'] },
  { id: 'empty', name: '…', words: [' ', '!'] },
]
const ids = (text: string) => suggest(text, street).map(({ id }) => id)

test.each([
  ['Walk my dog please', ['pets']],
  ['DOGS and cats', ['pets']],
  ['Put the bin out', ['garden']],
  ['The hedge by the car park', ['garden', 'lifts']],
  ['A creme brulee', ['food']],
  ['ένας ΚΑΦΕΣ', ['food']],
  ['请买牛奶', ['food']],
  ['A dogged carpark', []],
  ['', []],
])('%j suggests %j', (text, expected) => {
  expect(ids(text)).toEqual(expected)
})

test('the kind with most of its words in the text comes first, then the street’s own order', () => {
  expect(ids('A lift to hospital, and my cat')).toEqual(['lifts', 'pets'])
  expect(ids('A lift for my cat')).toEqual(['pets', 'lifts'])
})

test('no more than three are suggested', () => {
  expect(ids('dog hedge lift καφές')).toHaveLength(3)
})
