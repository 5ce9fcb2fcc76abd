import type { Browser, Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { bareWords, expectReadable, faultsOf, overflowOf } from './support/looks.ts'
import { ready, visit } from './support/visit.ts'
import { type Site, withSite } from './support/with-site.ts'

let site: Site
let browser: Browser
withSite((opened) => {
  ;({ site, browser } = opened)
})
beforeEach(() => {
  site.things.set('1', { id: '1', name: 'Ladder', at: 0, body: {} })
})

const nothing = async () => {}
const sendTooMuch = async (page: Page) => {
  await page.getByLabel('Name').fill('A name that is longer than twenty letters')
  await page.getByRole('button', { name: 'Make it' }).click()
  await page.getByRole('alert').waitFor()
}
const openDialog = (page: Page) => page.getByRole('button', { name: 'Hand it back' }).click()

const sights: [string, string, (page: Page) => Promise<void>][] = [
  ['the pieces', '/pieces', nothing],
  ['an open dialog', '/pieces', openDialog],
  ['a form', '/', nothing],
  ['a form with problems', '/', sendTooMuch],
  ['help now', '/help-now', nothing],
  ['a page that is not there', '/nowhere', nothing],
  ['a page that does not work', '/?q=busy', nothing],
]

test.each(sights)(
  '%s can be read and used by everybody, light and dark, small and wide',
  async (name, path, act) => {
    const { page, close } = await visit(browser, site.url + path)
    await act(page)
    await expectReadable(page, name)
    await close()
  },
)

test('the check would find a fault: grey words, a small target, a picture without words', async () => {
  const { page, close } = await visit(browser, `${site.url}/help-now`)
  await page.evaluate(`document.querySelector('main').innerHTML = '<h1>x</h1><p class="bad">grey</p><img src="x">'
    + '<button class="bad">a</button><button class="bad">b</button>'
    + '<pre>' + 'long '.repeat(99) + '</pre>'
    new CSSStyleSheet().replace('.bad { color: #666; padding: 0; border: 0; font-size: 12px; inline-size: 10px }')
      .then((sheet) => document.adoptedStyleSheets.push(sheet))`)
  const rules = (await faultsOf(page)).map((fault) => fault.split(':')[0])
  expect(rules).toEqual(expect.arrayContaining(['image-alt', 'color-contrast-enhanced', 'target-size']))
  expect(await overflowOf(page)).toBeGreaterThan(0)
  await close()
})

test.each(['ar-XB', 'en-XA'])(
  'in %s every word comes from the catalogue and fits at 320 px',
  async (locale) => {
    const page = await browser.newPage({ viewport: { width: 320, height: 800 } })
    const written = ['English', 'Help now']
    for (const path of ['/help-now', '/nowhere']) {
      await page.goto(`${site.url}${path}?lang=${locale}`)
      await ready(page)
      expect(await bareWords(page, written)).toEqual([])
      expect(await overflowOf(page)).toBe(0)
    }
    await expect
      .poll(() => page.evaluate('getComputedStyle(document.body).direction'))
      .toBe(locale === 'ar-XB' ? 'rtl' : 'ltr')
    await page.goto(`${site.url}/pieces`)
    expect(await bareWords(page, written)).toContain('Buttons')
    await page.close()
  },
)

test('on paper nothing is left that can only be pressed, and the crisis numbers stay', async () => {
  const page = await browser.newPage()
  await page.goto(site.url)
  await page.emulateMedia({ media: 'print' })
  await expect.poll(() => page.getByRole('button').filter({ visible: true }).count()).toBe(0)
  await expect.poll(() => page.getByText('116 123').isVisible()).toBe(true)
  await page.close()
})

test('by keyboard the first thing to reach skips to the main part', async () => {
  const page = await browser.newPage()
  await page.goto(`${site.url}/help-now`)
  await ready(page)
  await page.keyboard.press('Tab')
  await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Skip to the main part')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Call 999')
  await page.close()
})

test('a page that was sent away tries again by itself, and keeps what is on the page', async () => {
  const { page, close } = await visit(browser, site.url)
  await page.clock.install()
  await page.goto(`${site.url}/?q=busy`)
  await ready(page)
  await page.getByRole('heading', { name: 'Many neighbours are here just now' }).waitFor()
  await page.clock.fastForward(10_000)
  await page.getByRole('heading', { name: 'Many neighbours are here just now' }).waitFor()
  await page.evaluate('globalThis.sameDocument = true')
  await page.route('**/api/things?q=busy', (route) => route.fulfill({ json: { items: [] } }))
  await page.clock.fastForward(10_000)
  await expect.poll(() => page.title()).toBe('Things, Doorstep')
  expect(await page.evaluate('globalThis.sameDocument')).toBe(true)
  await close()
})

test('whoever has to sign in once it is no longer busy is led there', async () => {
  const { page, close } = await visit(browser, site.url)
  await page.clock.install()
  await page.goto(`${site.url}/?q=busy`)
  await ready(page)
  const problem = { type: '/problems/sign-in-needed', title: 'Please sign in', status: 401 }
  await page.route('**/api/things?q=busy', (route) => route.fulfill({ status: 401, json: problem }))
  const again = page.waitForRequest((request) => request.isNavigationRequest())
  await page.clock.fastForward(10_000)
  expect((await again).url()).toBe(`${site.url}/?q=busy`)
  await close()
})
