/** From an install where nobody is, into the demo street, to a live post, and out again. In a real browser. */
import type { Browser, Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { neighbours } from '../support/cast.ts'
import { bareWords, expectReadable, overflowOf } from '../support/looks.ts'
import { phoneOf, press } from '../support/signed-in.ts'
import { ask, streetOf } from '../support/street.ts'
import { type Town, withTown } from '../support/with-town.ts'

let town: Town
let browser: Browser
withTown((opened) => {
  ;({ town, browser } = opened)
})
beforeEach(async () => {
  await ask(town, 'DELETE', '/demo').by(null)
})

const visitorAt = async (path: string, how = {}) => (await phoneOf(browser, null, how)).at(town.url + path)
const postsNamed = async (title: string) => {
  const { posts } = town.store.read.t
  return (await town.store.read.select().from(posts)).filter((post) => post.title === title)
}

describe.each([
  ['with script', true],
  ['without script', false],
])('%s', (_, hasScript) => {
  test('a newcomer looks round, is a neighbour for a while, asks, and removes it all', async () => {
    const page = await visitorAt('/', { hasScript })
    await page.getByRole('link', { name: 'Start your street' }).waitFor()
    await page.getByRole('button', { name: 'Look round a demo street' }).click()
    await page.waitForURL('**/boards/demo')
    await page.getByText('Nobody here is real').waitFor()
    await page.getByRole('link', { name: 'Be one of the neighbours' }).click()
    await press(page, 'Be Rose')
    await page.waitForURL('**/boards/demo')
    await page.getByText('You are being Rose').waitFor()
    await page.getByRole('link', { name: 'I need…' }).click()
    await page.getByLabel('What do you need?').fill('Thread my needle')
    await press(page, 'Continue')
    await press(page, 'Put it on the board')
    await page.waitForURL(/said=post-up/)
    expect(await postsNamed('Thread my needle')).toMatchObject([{ authorId: 'demo-rose', state: 'open' }])
    await page.getByRole('link', { name: 'Be somebody else' }).click()
    await press(page, 'Remove it now')
    await page.getByText('The demo street is gone').waitFor()
    expect(await postsNamed('Thread my needle')).toEqual([])
    await expect.poll(() => page.getByRole('link', { name: 'Sign in' }).count()).toBe(1)
  })

  test('whoever is a pretend neighbour can step out again', async () => {
    await ask(town, 'POST', '/demo').by(null)
    const page = await visitorAt('/demo', { hasScript })
    await press(page, 'Be Ann')
    await page.waitForURL('**/boards/demo')
    await page.getByRole('link', { name: 'Be somebody else' }).click()
    await press(page, 'Step out')
    await page.getByText('You have stepped out').waitFor()
    await expect.poll(() => page.getByText('You are being').count()).toBe(0)
  })
})

test('by keyboard alone a newcomer comes from the first page to a live post', async () => {
  const page = await visitorAt('/')
  const focused = () =>
    page.evaluate<string>('document.activeElement.innerText?.trim() || document.activeElement.id')
  const tabTo = async (what: RegExp) => {
    for (let n = 0; n < 90 && !what.test(await focused()); n++) await page.keyboard.press('Tab')
    expect(await focused()).toMatch(what)
  }
  const go = async (what: RegExp, arrived: string) => {
    await tabTo(what)
    await page.keyboard.press('Enter')
    await page.getByText(arrived).first().waitFor()
  }
  await go(/^Look round/, 'Waiting longest')
  await go(/^Be one of the neighbours/, 'Ninety in the spring')
  await go(/^Be Tomasz/, 'You are being Tomasz')
  await go(/^I can offer/, 'What can you offer?')
  await tabTo(/^ask-title$/)
  await page.keyboard.type('I carry anything, anywhere')
  await go(/^Continue$/, 'Look at it once more')
  await tabTo(/^Put it on the board$/)
  await page.keyboard.press('Enter')
  await page.waitForURL(/said=post-up/)
  expect(await postsNamed('I carry anything, anywhere')).toMatchObject([{ authorId: 'demo-tomasz' }])
})

const looks: [string, string, string | null][] = [
  ['the first page of an empty install', '/', null],
  ['the first page for a pretend neighbour', '/', 'Grace'],
  ['the demo street’s own page', '/demo', 'Grace'],
]

/** A phone at a page, as a pretend neighbour or a visitor. */
async function phoneAt(path: string, who: string | null, how = {}): Promise<Page> {
  if (!who) return visitorAt(path, how)
  await ask(town, 'POST', '/demo').by(null)
  const page = await visitorAt('/demo', how)
  await page.locator(`button[value="demo-${who.toLowerCase()}"]`).click()
  await page.waitForURL('**/boards/demo')
  await page.goto(town.url + path)
  await page.locator('html[data-ready]').waitFor()
  return page
}

test.each(looks)(
  '%s can be read and used by everybody, light and dark, small and wide',
  async (name, path, who) => {
    const page = await phoneAt(path, who)
    await expectReadable(page, name)
  },
)

test.each(['en-XA', 'ar-XB'])(
  'in %s every word comes from the catalogue and fits at 320 px',
  async (lang) => {
    const { demoPeople } = await import('../../db/demo.ts')
    const written = ['English', 'Elm Row', 'Wait in for the gas man', 'Nine tomato plants want a sunny wall']
    const people = demoPeople.flatMap(({ name, about }) => [name, about])
    for (const [, path, who] of looks) {
      const page = await phoneAt(path, who, { lang })
      await page.setViewportSize({ width: 320, height: 800 })
      expect(await bareWords(page, [...written, ...people]), path).toEqual([])
      expect(await overflowOf(page)).toBe(0)
    }
  },
)

test('where streets are, the first page finds them by postcode; a neighbour’s own come first', async () => {
  const [ann] = await neighbours(town, ['Ann'])
  const street = await streetOf(town, [ann])
  const visitor = await visitorAt('/')
  await expect.poll(() => visitor.getByLabel('Your postcode').count()).toBe(1)
  await expect.poll(() => visitor.getByRole('link', { name: 'Start your street' }).count()).toBe(0)
  const page = await (await phoneOf(browser, ann)).at(town.url)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Hello, Ann')
  expect(await page.getByRole('link', { name: street.name }).getAttribute('href')).toBe(
    `/boards/${street.id}`,
  )
  await expect.poll(() => page.getByText('Nothing waits for you').count()).toBe(1)
})
