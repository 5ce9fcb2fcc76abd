import { describe, expect, test } from 'vitest'
import type { Post, PostInFull, PostsPage } from '#contract/posts'
import { readSheet, type Sheet } from '../server/sheets/csv.ts'
import { openSheets, sheet } from './support/bringing.ts'
import { foundStreet } from './support/elm-row.ts'
import { engines } from './support/house.ts'
import { keptOf, naughty } from './support/naughty.ts'

const cells = (text: string) => {
  const { headers, rows } = readSheet(text) as Sheet
  return rows.map(({ cells }) => Object.fromEntries(headers.map((header, at) => [header, cells[at]])))
}

describe.each(engines)('a board taken away as a sheet on %s', (engine) => {
  test('holds for a steward what they may see, and for a neighbour what everybody may', async () => {
    const { bring, as, stella, ann, boardId } = await openSheets(engine)
    await bring.put(sheet)
    await as(ann)('POST', `/api/boards/${boardId}/posts`, {
      kind: 'offer',
      title: '=1+1',
      category: 'shopping',
      standing: true,
      privateNote: 'My gate code',
      onBehalf: { name: 'Mr Ho', agreedHow: 'By phone', agreedOn: '2026-03-01' },
    })
    const taken = async (by: typeof ann) => {
      const reply = await as(by)('GET', `/api/boards/${boardId}/export.csv`)
      expect(reply.headers['content-type']).toContain('text/csv')
      expect(reply.body).toContain(`"'=1+1"`)
      return cells(reply.body)
    }
    expect((await taken(stella))[0]).toMatchObject({ Title: 'Food', Name: 'Robin', Status: 'open' })
    expect((await taken(stella)).at(-1)).toMatchObject({
      Title: '=1+1',
      Name: 'Mr Ho',
      'Private note': '',
      Standing: 'yes',
    })
    expect((await taken(ann)).at(-1)).toMatchObject({ Kind: 'offer', Title: '=1+1', 'Posted by': 'Ann' })
    expect(JSON.stringify(await taken(ann))).not.toMatch(/Robin|Mr Ho|07700 900|gate code/)
  })

  test('is long and comes whole', async () => {
    const { bring, as, stella, boardId } = await openSheets(engine)
    await bring.put(['Title', ...Array.from({ length: 1203 }, (_, n) => `Bread ${n}`)].join('\n'))
    const taken = cells((await as(stella)('GET', `/api/boards/${boardId}/export.csv`)).body)
    expect(new Set(taken.map(({ Title }) => Title)).size).toBe(1203)
  })
})

test('every naughty string goes through post, list, search, sheet and another board byte for byte', async () => {
  const { house, as, stella, boardId } = await openSheets('sqlite')
  const told = naughty.map((text) => ({ text, kept: keptOf(text) }))
  const kept = told.flatMap(({ kept }) => kept ?? [])
  expect(kept.length).toBeGreaterThan(470)

  for (const { text, kept } of told) {
    const words = { title: text, details: text, when: text, privateNote: text }
    const onBehalf = { name: text, agreedHow: text, agreedOn: '2026-03-01' }
    const reply = await as(stella)('POST', `/api/boards/${boardId}/posts`, {
      kind: 'request',
      ...words,
      onBehalf,
    })
    expect(reply.statusCode, text).toBe(kept === undefined ? 422 : 201)
    if (kept === undefined) expect(reply.json().errors[0].pointer, text).toBe('#/title')
  }

  const listed = await allOf((query) => as(stella)('GET', `/api/boards/${boardId}/posts?${query}`))
  expect(listed.map(({ title }) => title)).toEqual(kept)
  expect(listed.map(({ details }) => details)).toEqual(kept)
  for (const { id, title } of listed) {
    const q = new URLSearchParams({ q: title })
    const found = await allOf((query) => as(stella)('GET', `/api/boards/${boardId}/posts?${q}&${query}`))
    expect(
      found.map((post) => post.id),
      title,
    ).toContain(id)
  }

  const taken = (await as(stella)('GET', `/api/boards/${boardId}/export.csv`)).body
  const other = await foundStreet(house, ['Olga'])
  const [olga] = other.cast
  const brought = { text: taken, withDuplicates: true }
  const preview = (await other.as(olga)('POST', `/api/boards/${other.boardId}/imports`, brought)).json()
  expect(preview).toMatchObject({ counts: { rows: kept.length, posts: kept.length, errors: 0 } })
  await other.as(olga)('PUT', `/api/imports/${preview.id}/completion`)
  const there = await allOf((query) => other.as(olga)('GET', `/api/boards/${other.boardId}/posts?${query}`))
  const inFull = await Promise.all(
    there.map(async ({ id }) => (await other.as(olga)('GET', `/api/posts/${id}`)).json<PostInFull>()),
  )
  const words = inFull.map((post) => [
    post.title,
    post.details,
    post.when,
    post.privateNote,
    post.onBehalfOf?.name,
  ])
  expect(words.toSorted()).toEqual(kept.map((text) => Array(5).fill(text)).toSorted())
}, 120_000)

type Ask = (query: string) => Promise<{ json: <T>() => T }>

async function allOf(ask: Ask): Promise<Post[]> {
  const items: Post[] = []
  let next: string | null = ''
  while (next !== null) {
    const page: PostsPage = (await ask(next ? `limit=100&cursor=${next}` : 'limit=100')).json<PostsPage>()
    items.push(...page.items)
    next = page.next
  }
  return items
}
