import type { Browser, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { ready, visit } from './support/visit.ts'
import { type Site, withSite } from './support/with-site.ts'

let site: Site
let browser: Browser
withSite((opened) => {
  ;({ site, browser } = opened)
})

async function withThings() {
  for (const id of ['1', '2']) site.things.set(id, { id, name: `Thing ${id}`, at: 0, body: { id } })
  const opened = await visit(browser, site.url)
  await opened.page.evaluate('globalThis.sameDocument = true')
  return opened
}
const isSameDocument = (page: Page) => page.evaluate('globalThis.sameDocument')

test('a link shows the next page without loading the document; back and forward work', async () => {
  const { page, complaints, close } = await withThings()
  await page.getByRole('link', { name: 'Thing 2' }).click()
  await page.getByRole('heading', { name: 'A thing' }).waitFor()
  await expect.poll(() => page.title()).toBe('A thing, Doorstep')
  await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('H1')
  await page.goBack()
  await page.getByRole('link', { name: 'Thing 2' }).waitFor()
  await expect.poll(() => page.title()).toBe('Things, Doorstep')
  await page.goForward()
  await page.getByText('{"id":"2"}').waitFor()
  expect(await isSameDocument(page)).toBe(true)
  expect(complaints.filter((one) => !one.includes('401'))).toEqual([])
  await close()
})

test('going back returns to the place on the page', async () => {
  const { page, close } = await withThings()
  const link = page.getByRole('link', { name: 'Thing 2' })
  await page.evaluate('scrollTo(0, 150)')
  await link.dispatchEvent('click')
  await page.getByRole('heading', { name: 'A thing' }).waitFor()
  await expect.poll(() => page.evaluate('scrollY')).toBe(0)
  await page.goBack()
  await link.waitFor()
  await expect.poll(() => page.evaluate('scrollY')).toBe(150)
  await close()
})

test('looking again brings what is new and leaves typing, focus and place alone', async () => {
  const { page, close } = await withThings()
  const name = page.getByLabel('Name')
  await name.fill('Half a wo')
  const before = await page.evaluate('scrollY')
  site.things.set('3', { id: '3', name: 'Thing 3', at: 0, body: {} })
  await page.getByRole('button', { name: 'Look again' }).dispatchEvent('click')
  await page.getByRole('link', { name: 'Thing 3' }).waitFor()
  await expect.poll(() => name.inputValue()).toBe('Half a wo')
  await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('new-name')
  expect(await page.evaluate('scrollY')).toBe(before)
  await close()
})

test('when the network fails, the page stays and says so; a form keeps its words and sends them once', async () => {
  const { page, close } = await withThings()
  await page.getByLabel('Name').fill('Rope')
  await page.context().setOffline(true)
  await page.getByRole('link', { name: 'Thing 2' }).click()
  await page.getByText('We could not reach Doorstep just now').waitFor()
  await page.getByRole('button', { name: 'Make it' }).click()
  await page.getByText('Everything you typed is still here').waitFor()
  await expect.poll(() => page.getByLabel('Name').inputValue()).toBe('Rope')
  await page.context().setOffline(false)
  await page.getByRole('button', { name: 'Make it' }).click()
  await page.getByRole('heading', { name: 'A thing' }).waitFor()
  expect(site.sent).toHaveLength(1)
  await close()
})

test('words sent again after a lost reply carry the same key', async () => {
  const { page, close } = await withThings()
  let isLost = true
  await page.route('**/api/things', async (route) => {
    await route.fetch()
    await (isLost ? route.abort() : route.continue())
    isLost = false
  })
  await page.getByLabel('Name').fill('Rope')
  await page.getByRole('button', { name: 'Make it' }).click()
  await page.getByText('Everything you typed is still here').waitFor()
  await page.getByRole('button', { name: 'Make it' }).click()
  await page.getByRole('heading', { name: 'A thing' }).waitFor()
  expect(new Set(site.sent.map(({ key }) => key)).size).toBe(1)
  expect(site.sent.length).toBeGreaterThan(1)
  await close()
})

test('a link within the page, and going back over it, leaves what is typed alone', async () => {
  const { page, close } = await withThings()
  await page.getByLabel('Name').fill('A name that is longer than twenty letters')
  await page.getByLabel('Details').fill('Half a story')
  await page.getByRole('button', { name: 'Make it' }).click()
  await page.getByRole('link', { name: 'That name is too long' }).click()
  await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('new-name')
  await page.keyboard.press('Control+Home')
  await page.getByRole('link', { name: 'Skip to the main part' }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => page.url()).toContain('#main')
  await page.goBack()
  await expect.poll(() => page.url()).not.toContain('#')
  site.things.set('3', { id: '3', name: 'Thing 3', at: 0, body: {} })
  await page.getByRole('button', { name: 'Look again' }).dispatchEvent('click')
  await page.getByRole('link', { name: 'Thing 3' }).waitFor()
  await expect.poll(() => page.getByLabel('Details').inputValue()).toBe('Half a story')
  expect(await isSameDocument(page)).toBe(true)
  await close()
})

test('a form that stays on its page leaves the place, empties itself and says what happened', async () => {
  const { page, close } = await withThings()
  await page.getByLabel('Note').fill('Draft')
  await page.getByText('15 letters left').waitFor()
  await page.getByRole('button', { name: 'Keep on this page' }).click()
  await page.getByRole('status').getByText('It is made').waitFor()
  await page.getByText('20 letters left').last().waitFor()
  await expect.poll(() => page.getByLabel('Note').inputValue()).toBe('')
  await expect.poll(() => page.evaluate('scrollY')).toBeGreaterThan(100)
  await expect
    .poll(() => page.getByText('It is made').evaluate((notice) => notice.getBoundingClientRect().top))
    .toBe(0)
  await expect.poll(() => page.url()).toBe(`${site.url}/?said=made`)
  await page.getByRole('button', { name: 'Remove Thing 1' }).click()
  await page.getByText('It is made').waitFor({ state: 'detached' })
  await close()
})

test('what was sent stands until the page has read it back, and what is typed meanwhile stays', async () => {
  const { page, close } = await withThings()
  const note = page.getByLabel('Note')
  const things = /api\/things/
  const send = page.getByRole('button', { name: 'Keep on this page' })
  for (const [typed, left] of [
    ['', ''],
    [' and more', 'Draft and more'],
  ] as const) {
    let read = () => {}
    const held = new Promise<void>((resolve) => {
      read = resolve
    })
    await page.route(things, async (route) => {
      await held
      await route.continue()
    })
    const asked = page.waitForRequest(things)
    await note.fill('Draft')
    await send.click()
    await asked
    expect(await note.inputValue()).toBe('Draft')
    await note.press('End')
    await note.pressSequentially(typed)
    read()
    await send.waitFor()
    await expect.poll(() => note.inputValue()).toBe(left)
    await page.unroute(things)
  }
  await close()
})

test('a page for somebody signed in leads to signing in; who is signed out while typing is not led away', async () => {
  const { page, close } = await withThings()
  await page.getByRole('link', { name: 'My own' }).click()
  await page.waitForURL('**/sign-in?next=%2Fmine')
  await page.context().addCookies([{ name: 'session', value: '1', url: site.url }])
  await page.goto(`${site.url}/mine`)
  await ready(page)
  await page.getByLabel('Name').fill('Half a wo')
  await page.context().clearCookies()
  const refused = page.waitForResponse('**/api/mine')
  await page.getByRole('button', { name: 'Look again' }).click()
  expect((await refused).status()).toBe(401)
  await page.getByRole('button', { name: 'Make it' }).focus()
  await expect.poll(() => page.getByLabel('Name').inputValue()).toBe('Half a wo')
  expect(new URL(page.url()).pathname).toBe('/mine')
  await close()
})
