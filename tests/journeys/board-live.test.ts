// A board somebody reads while the street goes on: nothing they read moves, and nothing is kept from them.
import type { Browser, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openAs } from '../support/at-the-door.ts'
import { foundStreet } from '../support/elm-row.ts'
import { minutes } from '../support/house.ts'
import { byItself, ready } from '../support/visit.ts'
import { type Town, withTown } from '../support/with-town.ts'

let town: Town
let browser: Browser
withTown((opened) => {
  ;({ town, browser } = opened)
})

const titles = (page: Page) => page.locator('.post h3').allTextContents()

async function openBoard(posts: number) {
  // Everybody signs in anew on each street.
  town.clock.pass(minutes(61))
  const street = await foundStreet(town, ['Ann', 'Bernard'])
  const [ann, bernard] = street.cast
  const first = []
  for (let n = 1; n <= posts; n++) first.push(await street.post(ann, { title: `Errand ${n}` }))
  const opened = await openAs(browser, `${town.url}/boards/${street.boardId}`, { who: bernard })
  return { ...street, ...opened, ann, bernard, first }
}

test('new posts wait for a tap, what has gone stays marked, and the reader stays where they are', async () => {
  const { page, as, post, ann, first, close } = await openBoard(12)
  await page.locator('.post').nth(9).getByRole('button').focus()
  const place = await page.locator('.post').nth(9).boundingBox()
  await as(ann)('DELETE', `/api/posts/${first[0]!.id}`, {})
  await post(ann, { title: 'Something new' })
  await page.getByText('This is not on the board any more.').waitFor(byItself)
  const show = page.getByRole('button', { name: '1 new post, show it' })
  await show.waitFor({ ...byItself, state: 'attached' })
  expect(await titles(page)).toHaveLength(12)
  expect(await page.evaluate('document.activeElement.closest("li")?.id')).toBe(`post-${first[9]!.id}`)
  const after = await page.locator('.post').nth(9).boundingBox()
  expect(after!.y).toBeCloseTo(place!.y, 0)
  await show.click()
  await expect
    .poll(() => titles(page))
    .toEqual([...first.slice(1).map(({ title }) => title), 'Something new'])
  await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Waiting longest')
  await close()
})

test('a page that has lost its line says so, and catches up by itself', async () => {
  const { page, post, ann, close } = await openBoard(1)
  await page.context().setOffline(true)
  await page.evaluate("dispatchEvent(new Event('offline'))")
  await page.getByText('Not up to date. Trying again…').waitFor()
  await post(ann, { title: 'Meanwhile' })
  await page.context().setOffline(false)
  await page.getByRole('button', { name: '1 new post, show it' }).waitFor()
  await expect.poll(() => page.getByText('Not up to date').count()).toBe(0)
  await close()
})

test('more posts are added below, by script in place and without it on a page of their own', async () => {
  const { page, close, boardId, bernard } = await openBoard(33)
  await expect.poll(() => titles(page)).toHaveLength(30)
  await page.getByRole('link', { name: 'Show more' }).click()
  await expect.poll(() => titles(page)).toHaveLength(33)
  const plain = await openAs(browser, `${town.url}/boards/${boardId}`, {
    who: bernard,
    javaScriptEnabled: false,
  })
  await plain.page.getByRole('link', { name: 'Show more' }).click()
  expect(await titles(plain.page)).toEqual(['Errand 31', 'Errand 32', 'Errand 33'])
  await plain.close()
  await close()
})

test('a search finds by words, and goes on finding while the street moves', async () => {
  const { page, post, ann, close } = await openBoard(3)
  await page.getByLabel('Find on this board').fill('errand 2')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'What we found' }).waitFor()
  await expect.poll(() => titles(page)).toEqual(['Errand 2'])
  await post(ann, { title: 'Errand 22' })
  await page.getByRole('button', { name: '1 new post, show it' }).click()
  await expect.poll(() => titles(page)).toEqual(['Errand 2', 'Errand 22'])
  await close()
})

test('the way back to what has waited longest keeps the kind of help that was chosen', async () => {
  const { page, post, ann, bernard, boardId, close } = await openBoard(0)
  for (let n = 1; n <= 31; n++) await post(ann, { title: `Walk ${n}`, category: 'pets' })
  const pets = await openAs(browser, `${town.url}/boards/${boardId}?category=pets`, {
    who: bernard,
    javaScriptEnabled: false,
  })
  await pets.page.getByRole('link', { name: 'Show more' }).click()
  await pets.page.getByRole('link', { name: 'Back to what has waited longest' }).click()
  const { searchParams } = new URL(pets.page.url())
  expect(Object.fromEntries(searchParams)).toEqual({ category: 'pets', kind: 'request' })
  await Promise.all([pets.close(), close(), page.close()])
})

/** What a place on the page says, from now on. */
const listenTo = (page: Page, place: string) =>
  page.evaluate(`globalThis.said = []; for (const one of document.querySelectorAll('${place}'))
    new MutationObserver(() => one.textContent && said.push(one.textContent))
      .observe(one, { childList: true, characterData: true, subtree: true })`)
const saidOn = (page: Page) => page.evaluate('globalThis.said')

test('each change of a post is said, not only the first', async () => {
  const { page, as, ann, first, close } = await openBoard(1)
  await page.goto(`${town.url}/posts/${first[0]!.id}`)
  await ready(page)
  await listenTo(page, 'main p.aside[role=status]')
  const change = (version: number, title: string) =>
    as(ann)('PATCH', `/api/posts/${first[0]!.id}`, { version, title })
  const { version } = (await change(first[0]!.version, 'Plum jam')).json()
  await page.getByRole('heading', { name: 'Plum jam' }).waitFor(byItself)
  await expect.poll(() => saidOn(page)).toHaveLength(1)
  await change(version, 'Cherry jam')
  await page.getByRole('heading', { name: 'Cherry jam' }).waitFor(byItself)
  await expect.poll(() => saidOn(page)).toHaveLength(2)
  await close()
})
