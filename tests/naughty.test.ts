import { describe, expect, test } from 'vitest'
import { foundStreet } from './support/elm-row.ts'
import { engines, openHouse } from './support/house.ts'
import { naughty } from './support/naughty.ts'
import { often } from './support/often.ts'

const limit = { timeout: 300_000 }
const lineMost = 300
/** Said here once more and by other means than the contract, so that the two can differ. */
const controls = [...Array(32).keys(), ...Array.from({ length: 33 }, (_, n) => 127 + n)]
const refusedControls = new Set(controls.filter((code) => code !== 9 && code !== 10))
const hasControl = (text: string) => [...text].some((letter) => refusedControls.has(letter.codePointAt(0)!))
const isSeen = (text: string) =>
  /[\p{L}\p{N}\p{P}\p{S}\p{M}]/u.test(text.replaceAll(/[\u115F\u1160\u2800\u3164\uFFA0]/g, ''))
const tidy = (text: string) => text.replaceAll('\r\n', '\n').trim()
const isKept = (text: string) => text !== '' && !hasControl(text) && isSeen(text)

const told = naughty.map((given) => ({ given, kept: tidy(given) }))
const kept = told.filter((one) => isKept(one.kept))
const refused = told.filter((one) => !isKept(one.kept))
const allLines = kept.filter((one) => one.kept.length <= lineMost)
const tooLong = kept.filter((one) => one.kept.length > lineMost)

type Step = { type: string; words: string | null }
/** Several at a time, as a street would; nobody takes on more than six things at once. */
async function inCrowds<T>(all: T[], one: (each: T) => Promise<void>) {
  for (let at = 0; at < all.length; at += 5) await Promise.all(all.slice(at, at + 5).map(one))
}

type Json = { json: () => { errors?: { pointer: string }[] }; statusCode: number }
const pointersOf = (reply: Json) => (reply.json().errors ?? []).map(({ pointer }) => pointer)

test('most naughty strings are kept, and those refused are empty to the eye or hold control characters', () => {
  console.info(
    `${naughty.length} strings: ${kept.length} kept, ${refused.length} refused, ${tooLong.length} too long for a title`,
  )
  expect(kept.length).toBeGreaterThan(naughty.length * 0.9)
  expect(refused.filter((one) => !hasControl(one.kept) && isSeen(one.kept))).toEqual([])
})

describe.each(engines)('naughty strings on %s', (engine) => {
  const every = often('EVERY', { suite: engine === 'sqlite' ? 2 : 5, long: 1 })
  const lines = allLines.filter((_, n) => n % every === 0)

  async function openStreet() {
    const house = await openHouse(engine)
    const street = await foundStreet(house, ['Ann', 'Bernard'])
    const [ann, bernard] = street.cast
    return { house, ...street, ann: street.as(ann), bernard: street.as(bernard) }
  }

  test(
    'come back byte for byte from the post, the list, a search and the story of the post',
    limit,
    async () => {
      const { ann, bernard, boardId } = await openStreet()
      const notFound: string[] = []
      await inCrowds(lines, async ({ given, kept }) => {
        const onBehalf = { name: given, agreedHow: given, agreedOn: '2026-03-01' }
        const words = { title: given, details: given, when: given, privateNote: given, onBehalf, parts: 2 }
        const made = await ann('POST', `/api/boards/${boardId}/posts`, { kind: 'request', ...words })
        expect(made.statusCode, given).toBe(201)
        const { id } = made.json()
        const on = `/api/posts/${id}`
        const seen = { id, title: kept, details: kept, when: kept }
        const whole = { ...seen, privateNote: kept, onBehalfOf: { name: kept, agreedHow: kept } }
        expect((await ann('GET', on)).json()).toMatchObject(whole)
        const its = (list: { items: { id: string }[] }) => list.items.find((post) => post.id === id)
        const list = await bernard('GET', `/api/boards/${boardId}/posts?limit=100`)
        expect(its(list.json())).toMatchObject(seen)
        const found = await bernard('GET', `/api/boards/${boardId}/posts?q=${encodeURIComponent(given)}`)
        if (!its(found.json())) notFound.push(given)
        const first = (await bernard('POST', `${on}/claims`, {})).json().id
        await bernard('PUT', `/api/claims/${first}/lateness`, { words: given })
        await bernard('PUT', `/api/claims/${first}/completion`, { stillToDo: given })
        await ann('PUT', `/api/claims/${first}/thanks`, { words: given })
        const second = (await bernard('POST', `${on}/claims`, {})).json().id
        await bernard('DELETE', `/api/claims/${second}`, { reason: given })
        await ann('DELETE', on, { reason: given })
        const [done, back] = (await ann('GET', `${on}/claims`)).json().items
        const { endWords } = (await ann('GET', on)).json()
        expect([done.thanks, done.late, back.reason, endWords]).toEqual([kept, kept, kept, kept])
        const story: Step[] = (await bernard('GET', `${on}/history`)).json().items
        const noted = ['claim.late', 'claim.done', 'claim.released', 'post.withdrawn']
        expect(story.filter(({ words }) => words !== null).map(({ type, words }) => [type, words])).toEqual(
          noted.map((type) => [type, kept]),
        )
      })
      expect(notFound).toEqual([])
    },
  )

  test(
    'come back byte for byte as the name of a neighbour, a street, its welcome and its kinds of help',
    limit,
    async () => {
      const { ann, boardId } = await openStreet()
      for (const { given, kept } of lines) {
        expect((await ann('PATCH', '/api/me', { name: given })).json().name).toBe(kept)
        const { version } = (await ann('GET', `/api/boards/${boardId}`)).json()
        const categories = [{ id: 'kind', name: given, words: [given] }]
        const edit = { version, name: given, welcome: given, categories }
        expect((await ann('PATCH', `/api/boards/${boardId}`, edit)).statusCode, given).toBe(200)
        const asKept = { name: kept, welcome: kept, categories: [{ id: 'kind', name: kept, words: [kept] }] }
        expect((await ann('GET', `/api/boards/${boardId}`)).json()).toMatchObject(asKept)
        const { items } = (await ann('GET', `/api/boards/${boardId}/members`)).json()
        expect(items.map(({ person }: { person: { name: string } }) => person.name)).toContain(kept)
      }
    },
  )

  test(
    'are refused where they cannot be seen, cannot be printed or are too long, each at its field',
    limit,
    async () => {
      const { ann, boardId } = await openStreet()
      const version = 1
      for (const { given } of [...refused, ...tooLong]) {
        const isLong = isKept(tidy(given))
        const onBehalf = { name: given, agreedHow: given, agreedOn: '2026-03-01' }
        const words = {
          title: given,
          when: given,
          onBehalf,
          ...(isLong ? {} : { details: given, privateNote: given }),
        }
        const post = await ann('POST', `/api/boards/${boardId}/posts`, { kind: 'request', ...words })
        const long = ['#/details', '#/privateNote']
        const short = ['#/onBehalf/agreedHow', '#/onBehalf/name', '#/title', '#/when']
        expect(pointersOf(post).sort(), given).toEqual([...(isLong ? [] : long), ...short].sort())
        expect(pointersOf(await ann('PATCH', '/api/me', { name: given }))).toEqual(['#/name'])
        const edit = { version, name: given, categories: [{ id: 'kind', name: given, words: [given] }] }
        const at = ['#/name', '#/categories/0/name', '#/categories/0/words/0']
        expect(pointersOf(await ann('PATCH', `/api/boards/${boardId}`, edit))).toEqual(at)
      }
      const { items } = (await ann('GET', `/api/boards/${boardId}/posts?state=board`)).json()
      expect(items, 'nothing of it was kept').toEqual([])
    },
  )
})
