/** The form as it helps whoever writes: suggestions, a lost page, the keyboard; and how its pages look. */
import type { Browser, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { PostInFull } from '#contract/posts'
import { type Cast, neighbours } from '../support/cast.ts'
import { bareWords, expectReadable, overflowOf } from '../support/looks.ts'
import { phoneOf, press, unfold } from '../support/signed-in.ts'
import { ask, streetOf } from '../support/street.ts'
import { type Town, withTown } from '../support/with-town.ts'

let town: Town
let browser: Browser
let ann: Cast
let street: { id: string }
withTown(async (opened) => {
  ;({ town, browser } = opened)
  ;[ann] = await neighbours(town, ['Ann'])
  street = await streetOf(town, [ann])
})

const annAt = async (path: string, how = {}) => (await phoneOf(browser, ann, how)).at(town.url + path)
const idIn = (page: Page) => new URL(page.url()).pathname.split('/')[2] ?? ''
const readByAnn = async (id: string): Promise<PostInFull> =>
  (await ask(town, 'GET', `/posts/${id}`).by(ann)).json()
test('kinds of help are suggested while one writes, and a tap chooses', async () => {
  const page = await annAt(`/boards/${street.id}/ask`)
  await page.getByLabel('What do you need?').pressSequentially('Walk my dog')
  await press(page, 'Pets')
  await expect.poll(() => page.getByLabel('What kind of help').inputValue()).toBe('pets')
  await press(page, 'Any evening')
  await expect.poll(() => page.getByLabel('When would suit?').inputValue()).toBe('Any evening')
  await press(page, 'Continue')
  await page.getByRole('heading', { name: 'Look at it once more' }).waitFor()
  expect(await readByAnn(idIn(page))).toMatchObject({ category: 'pets', when: 'Any evening' })
})

test('what was typed is back after the page was lost, but never the private part; once sent it is forgotten', async () => {
  const page = await annAt(`/boards/${street.id}/ask`)
  await page.getByLabel('What do you need?').fill('Paint a fence')
  await unfold(page, 'Only for the neighbour')
  await page.getByLabel('A phone number, and what they should know').fill('Number 3')
  await page.reload()
  await page.getByText('We kept what you had written').waitFor()
  await expect.poll(() => page.getByLabel('What do you need?').inputValue()).toBe('Paint a fence')
  expect(await page.evaluate('JSON.stringify(sessionStorage)')).not.toContain('Number 3')
  await press(page, 'Continue')
  await page.getByRole('heading', { name: 'Look at it once more' }).waitFor()
  await expect.poll(() => page.evaluate('JSON.stringify(sessionStorage)')).not.toContain('fence')
  await page.goto(`${town.url}/boards/${street.id}/ask`)
  await page.locator('html[data-ready]').waitFor()
  await expect.poll(() => page.getByLabel('What do you need?').inputValue()).toBe('')
})

test('what somebody has begun is shown to nobody who comes after them, and goes when they sign out', async () => {
  const [bernard] = await neighbours(town, ['Bernard'])
  await ask(town, 'POST', `/boards/${street.id}/members`).by(bernard, {})
  const { page, at } = await phoneOf(browser, ann)
  const form = `${town.url}/boards/${street.id}/ask`
  const what = page.getByLabel('What do you need?')
  await at(form)
  await what.fill('Take me to the clinic')
  const next = {
    name: 'session',
    value: bernard.headers.authorization.slice('Bearer '.length),
    url: town.url,
  }
  await page.context().addCookies([next])
  await page.reload()
  await page.locator('html[data-ready]').waitFor()
  await expect.poll(() => what.inputValue()).toBe('')
  await what.fill('Mend my gate')
  await page.goto(`${town.url}/me`)
  await page.locator('html[data-ready]').waitFor()
  await press(page, 'Sign out here')
  await page.getByText('You are signed out here.').waitFor()
  await expect.poll(() => page.evaluate('sessionStorage.length')).toBe(0)
})

test('the whole of it is done by keyboard alone', async () => {
  const page = await annAt(`/boards/${street.id}/ask`)
  const focused = () =>
    page.evaluate<string>('document.activeElement.textContent.trim() || document.activeElement.id')
  const tabTo = async (what: string) => {
    for (let n = 0; n < 40 && (await focused()) !== what; n++) await page.keyboard.press('Tab')
    expect(await focused()).toBe(what)
  }
  await tabTo('ask-title')
  await page.keyboard.type('Hold the ladder')
  await tabTo('Only for the neighbour who helps')
  await page.keyboard.press('Enter')
  await tabTo('ask-address')
  await page.keyboard.type('Round the back')
  await tabTo('ask-privateNote')
  await page.keyboard.type('Mind the cat')
  await tabTo('Continue')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Look at it once more' }).waitFor()
  await tabTo('Put it on the board')
  await page.keyboard.press('Enter')
  await page.waitForURL(/said=post-up/)
  expect(await readByAnn(idIn(page))).toMatchObject({
    ...{ address: 'Round the back', privateNote: 'Mind the cat', state: 'open' },
  })
})

test('a neighbour of another street, and a visitor, are told what to do first', async () => {
  const [carla] = await neighbours(town, ['Carla'])
  const elsewhere = await streetOf(town, [carla])
  const page = await annAt(`/boards/${elsewhere.id}/ask`)
  await expect.poll(() => page.getByRole('link', { name: 'Join this street' }).count()).toBe(1)
  await expect.poll(() => page.getByRole('button', { name: 'Continue' }).count()).toBe(0)
  await page.context().clearCookies()
  await page.reload()
  await expect.poll(() => page.getByRole('main').getByRole('link', { name: 'Sign in' }).count()).toBe(1)
})

async function sights(): Promise<[string, (page: Page) => Promise<void>][]> {
  const body = { kind: 'request', draft: true, title: 'Tea', privateNote: 'No 9' }
  const { id } = (await ask(town, 'POST', `/boards/${street.id}/posts`).by(ann, body)).json()
  const unfoldAll = async (page: Page) => {
    for (const summary of await page.locator('summary').all()) await summary.click()
  }
  const fail = async (page: Page) => {
    await page.locator('form button.do').click()
    await page.getByRole('alert').waitFor()
  }
  return [
    [`/boards/${street.id}/ask`, unfoldAll],
    [`/boards/${street.id}/offer`, fail],
    [`/posts/${id}/check`, async () => {}],
    [`/posts/${id}/edit`, async () => {}],
  ]
}

test('every page can be read and used by everybody, light and dark, small and wide', async () => {
  for (const [path, act] of await sights()) {
    const page = await annAt(path)
    await act(page)
    await expectReadable(page, path)
  }
}, 240_000)

test.each(['en-XA', 'ar-XB'])(
  'in %s every word comes from the catalogue and fits at 320 px',
  async (lang) => {
    const board = (await ask(town, 'GET', `/boards/${street.id}`).by(ann)).json()
    const written = ['English', 'Tea', 'No 9', ...board.categories.map(({ name }: { name: string }) => name)]
    for (const [path] of await sights()) {
      const page = await annAt(path, { lang })
      await page.setViewportSize({ width: 320, height: 800 })
      expect(await bareWords(page, written), path).toEqual([])
      expect(await overflowOf(page)).toBe(0)
    }
  },
)
