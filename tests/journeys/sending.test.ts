/** What becomes of a form between its press and the next page: once, said truly, and nothing of it lost. */
import type { Browser, Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { openAs } from '../support/at-the-door.ts'
import { foundStreet } from '../support/elm-row.ts'
import { minutes } from '../support/house.ts'
import { press } from '../support/signed-in.ts'
import { type Town, withTown } from '../support/with-town.ts'

let town: Town
let browser: Browser
withTown((opened) => {
  ;({ town, browser } = opened)
})
// Everybody signs in anew on each street.
beforeEach(() => void town.clock.pass(minutes(61)))

async function openAsk() {
  const street = await foundStreet(town, ['Ann', 'Bernard'])
  const [who, bernard] = street.cast
  const opened = await openAs(browser, `${town.url}/boards/${street.boardId}/ask`, { who })
  await opened.page.getByLabel('What do you need?').fill('Paint a fence')
  return { ...street, ...opened, ann: who, bernard }
}
const isChecked = (page: Page) => page.getByRole('heading', { name: 'Look at it once more' }).waitFor()

test('it is being sent until the next page is there, and a second press asks for nothing twice', async () => {
  const { page, close } = await openAsk()
  let come = () => {}
  const held = new Promise<void>((resolve) => {
    come = resolve
  })
  await page.route('**/api/posts/*/wording', async (route) => {
    await held
    await route.continue()
  })
  let drafts = 0
  page.on('request', (request) => {
    if (request.method() === 'POST') drafts += 1
  })
  const asked = page.waitForRequest('**/api/posts/*/wording')
  await press(page, 'Continue')
  await asked
  await page.getByRole('button', { name: 'Sending' }).dispatchEvent('click')
  come()
  await isChecked(page)
  expect(drafts).toBe(1)
  await close()
})

test('where the next page does not come, the same words sent again count once', async () => {
  const { page, close } = await openAsk()
  const keys = new Set<string | undefined>()
  page.on('request', (request) => {
    if (request.method() === 'POST') keys.add(request.headers()['idempotency-key'])
  })
  await page.route('**/api/posts/*', (route) => route.abort())
  await press(page, 'Continue')
  await page.getByText('We could not reach Doorstep just now').waitFor()
  await page.unroute('**/api/posts/*')
  await press(page, 'Continue')
  await isChecked(page)
  expect(keys.size).toBe(1)
  await close()
})

test('where a part of the next page does not come, the browser fetches it whole', async () => {
  const { page, post, ann, bernard, close } = await openAsk()
  const { id } = await post(ann, { title: 'Jam' })
  const his = await openAs(browser, `${town.url}/posts/${id}`, { who: bernard })
  let asked = 0
  // Not `times: 1`: the page that is fetched at once would wait until the browser has taken the trap away.
  await his.page.route('**/assets/MyClaim*', (route) => (asked++ === 0 ? route.abort() : route.continue()))
  await press(his.page, 'I can do this')
  await his.page.getByRole('heading', { name: 'You are on it' }).waitFor()
  await Promise.all([his.close(), page.close(), close()])
})

test('what was said of the last form does not stand beside the problem of this one', async () => {
  const { page, close } = await openAsk()
  await page.goto(`${town.url}/me`)
  await page.locator('html[data-ready]').waitFor()
  await press(page, 'Save the name')
  await page.getByText('Your name is saved.').waitFor()
  await page.getByLabel('What neighbours call you').fill('A'.repeat(500))
  await press(page, 'Save the name')
  await page.getByRole('alert').waitFor()
  expect(await page.getByText('Your name is saved.').count()).toBe(0)
  await close()
})

test('without script, whoever is signed out meanwhile signs in beside it and sends the same again', async () => {
  const { post, as, ann, close } = await openAsk()
  const { id } = await post(ann, { title: 'Jam' })
  const look = { who: ann, javaScriptEnabled: false }
  const plain = await openAs(browser, `${town.url}/posts/${id}/edit`, look)
  const { page } = plain
  await page.getByLabel('What do you need?').fill('Something “long” & odd')
  const cookies = await page.context().cookies()
  await page.context().clearCookies()
  await press(page, 'Save')
  await page.getByText('Nothing you typed is lost').waitFor()
  await page.getByRole('link', { name: 'Sign in on another page' }).waitFor()
  await press(page, 'Send it again')
  await page.getByText('Nothing you typed is lost').waitFor()
  await page.context().addCookies(cookies)
  await press(page, 'Send it again')
  await page.waitForURL(/said=saved/)
  expect((await as(ann)('GET', `/api/posts/${id}`)).json().title).toBe('Something “long” & odd')
  await Promise.all([plain.close(), close()])
})
