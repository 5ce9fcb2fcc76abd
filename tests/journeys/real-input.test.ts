/** A street of real input: postcodes and requests nobody here wrote, in two languages, and one of them claimed. */
import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import type { Browser, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { Post, PostsPage } from '#contract/posts'
import { loadPlaces } from '../../server/places/load.ts'
import { openAs } from '../support/at-the-door.ts'
import { foundStreet } from '../support/elm-row.ts'
import { expectReadable } from '../support/looks.ts'
import { byItself } from '../support/visit.ts'
import { type Town, withTown } from '../support/with-town.ts'

const postcodes = '../shared/data/places/NSPL_2021-11_SR.csv'
const messages = '../shared/data/messages/disaster_validation.csv'
const missing = [postcodes, messages].filter((file) => !existsSync(file))
if (missing.length > 0)
  process.stderr.write(`Real input is not tested: no ${missing[0]} beside the project\n`)

type Message = { request: string; message: string; original: string }
const requests = () =>
  (parse(readFileSync(messages), { columns: true, relax_column_count: true }) as Message[]).filter(
    ({ request }) => request === '1',
  )
const sheetOf = (needs: string[]) => stringify([['What do you need?'], ...needs.map((need) => [need])])

describe.runIf(missing.length === 0)('a street of real input', () => {
  let town: Town
  let browser: Browser
  let street: Awaited<ReturnType<typeof foundStreet<readonly ['Ann', 'Bernard', 'Chandra']>>>
  withTown(async (opened) => {
    ;({ town, browser } = opened)
    await loadPlaces(town.store, postcodes, () => {})
    street = await foundStreet(town, ['Ann', 'Bernard', 'Chandra'], { place: { postcode: 'SR1 1RE' } })
    const { page, complaints, close } = await openAs(browser, `${board()}/sheet`, { who: street.cast[0] })
    const asked = requests()
    expect(asked.length).toBe(421)
    await bring(page, sheetOf(asked.map(({ message }) => message)), 505)
    await bring(page, sheetOf(asked.map(({ original }) => original)), 389)
    expect(complaints).toEqual([])
    await close()
  })
  const board = () => `${town.url}/boards/${street.boardId}`

  /** As a steward does it on the page: look first, let in what is there twice, put it on the board. */
  async function bring(page: Page, text: string, posts: number) {
    await page.goto(`${board()}/sheet`)
    const file = { name: 'requests.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
    await page.getByLabel('Your sheet, saved as CSV').setInputFiles(file)
    await page.getByRole('button', { name: 'Look at this file' }).click()
    await page.getByLabel('Bring in what is there twice').check()
    await page.getByRole('button', { name: 'Look again' }).click()
    await page.getByRole('button', { name: `Put ${posts} posts on the board` }).click()
    await page.getByText('Your sheet is on the board.').first().waitFor(byItself)
  }

  async function found(query: Record<string, string>): Promise<Post[]> {
    const [, bernard] = street.cast
    const all: Post[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const asked = new URLSearchParams({ limit: '100', ...query, ...(cursor && { cursor }) })
      const url = `/api/boards/${street.boardId}/posts?${asked}`
      const { items, next } = (await street.as(bernard)('GET', url)).json<PostsPage>()
      all.push(...items)
      cursor = next
    }
    return all
  }

  test('stands where its postcode is, and every need of every row is on it', async () => {
    const { cell, area } = (await street.as(street.cast[1])('GET', `/api/boards/${street.boardId}`)).json()
    expect([cell, area]).toEqual([expect.stringMatching(/^89/), 'SR1 1'])
    expect((await found({})).length).toBe(505 + 389)
  })

  test.each([
    ['water', 71],
    ['dlo', 45],
    ['manje', 66],
  ])('finds “%s” in %i posts, and the page shows the first of them', async (q, count) => {
    const posts = await found({ q })
    expect(posts.length).toBe(count)
    const { page, close } = await openAs(browser, `${board()}?q=${q}`, { who: street.cast[1] })
    await page.getByRole('heading', { name: 'Found' }).waitFor()
    expect(await page.locator('.post .title').first().innerText()).toBe(posts[0]!.title)
    await close()
  })

  test('shows a neighbour who has the board open that somebody can do it, without being asked again', async () => {
    const [, bernard, chandra] = street.cast
    const [first] = await found({ q: 'water' })
    const [his, hers] = await Promise.all([
      openAs(browser, `${town.url}/posts/${first!.id}`, { who: bernard }),
      openAs(browser, `${board()}?q=water`, { who: chandra }),
    ])
    await hers.page.evaluate('globalThis.sameDocument = true')
    const card = hers.page.locator(`#post-${first!.id}`)
    await card.getByRole('button', { name: 'I can do this' }).waitFor()
    await his.page.getByRole('button', { name: 'I can do this' }).click()
    await card.getByText('Bernard can do it').waitFor(byItself)
    expect(await card.getByRole('button', { name: 'I can do this' }).count()).toBe(0)
    expect(await hers.page.evaluate('globalThis.sameDocument')).toBe(true)
    for (const { complaints, close } of [his, hers]) {
      expect(complaints).toEqual([])
      await close()
    }
  })

  test('can be read and used by everybody, light and dark, small and wide', async () => {
    const longest = (await found({})).reduce((one, other) => (sizeOf(other) > sizeOf(one) ? other : one))
    const paths = {
      'real board': board(),
      'real search': `${board()}?q=manje`,
      'real post': `${town.url}/posts/${longest.id}`,
    }
    const { page, close } = await openAs(browser, board(), { who: street.cast[2] })
    for (const [name, path] of Object.entries(paths)) {
      await page.goto(path)
      await expectReadable(page, name)
    }
    await close()
  })
})

const sizeOf = ({ title, details }: Post) => title.length + (details?.length ?? 0)
