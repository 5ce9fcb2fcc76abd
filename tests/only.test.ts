// What an answer is made of: what its contract names, and nothing else.
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { PostsPage } from '#contract/posts'
import { only } from '../server/http/only.ts'

const Person = z.object({ name: z.string(), nick: z.optional(z.nullable(z.string())) })

test('what a contract does not name stays behind, however deep it stands', () => {
  const Street = z.object({
    people: z.array(Person),
    byId: z.record(z.string(), Person),
    steward: z.nullable(Person),
  })
  const ann = { name: 'Ann', phone: '07700 900001' }
  const street = { people: [ann, ann], byId: { a: ann }, steward: ann, key: 'secret' }
  const named = { name: 'Ann' }
  expect(only(Street)(street)).toEqual({ people: [named, named], byId: { a: named }, steward: named })
  expect(only(Street)({ people: [], byId: {}, steward: null })).toEqual({
    people: [],
    byId: {},
    steward: null,
  })
})

test('one of several kinds is known by its field', () => {
  const Thing = z.discriminatedUnion('is', [
    z.object({ is: z.enum(['cat', 'dog']), name: z.string() }),
    z.object({ is: z.literal('house'), number: z.number() }),
  ])
  expect(only(Thing)({ is: 'dog', name: 'Biscuit', number: 3 })).toEqual({ is: 'dog', name: 'Biscuit' })
  expect(only(Thing)({ is: 'house', name: 'Biscuit', number: 3 })).toEqual({ is: 'house', number: 3 })
})

test('what is left out gets what the contract gives it', () => {
  const Page = z.object({ size: z._default(z.number(), 50) })
  expect(only(Page)({})).toEqual({ size: 50 })
  expect(only(Page)({ size: 0 })).toEqual({ size: 0 })
})

test('what it does not know it reads as the contract does', () => {
  const Odd = z.object({ what: z.union([Person, z.object({ title: z.string() })]) })
  expect(only(Odd)({ what: { title: 'Soup', name: 3 } })).toEqual({ what: { title: 'Soup' } })
})

test('a page of posts comes out as its contract reads it', () => {
  const author = { id: 'p', name: 'Ann', contact: 'ann@example.org' }
  const at = '2026-03-12T09:00:00.000Z'
  const post = {
    ...{ id: 'a', boardId: 'b', kind: 'request', title: 'Milk', details: null, category: null, when: null },
    ...{ neededBy: null, scope: 'me', standing: false, state: 'open', version: 1, parts: 1, taken: 0 },
    ...{ finished: 0, helpers: [], tier: 0, author, onBehalf: false, waitingSince: at, createdAt: at },
    ...{ editedAt: null, endedAt: null, payBackPounds: null, privateNote: 'The key is under the pot' },
  }
  const page = { items: [post], next: null, seq: 3 }
  expect(only(PostsPage)(page)).toEqual(PostsPage.parse(page))
  expect(JSON.stringify(only(PostsPage)(page))).not.toMatch(/pot|example/)
})
