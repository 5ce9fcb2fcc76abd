/** The pages about people, looked at on every screen. `SHOTS=folder` keeps what the browser saw. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { neighbours } from '../support/cast.ts'
import { type Doorstep, openDoorstep } from '../support/doorstep.ts'
import { bareWords, faultsOf, overflowOf, screens } from '../support/looks.ts'
import { ready } from '../support/visit.ts'

let browser: Browser
let doorstep: Doorstep
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())
beforeEach(async () => {
  doorstep = await openDoorstep(browser)
})
afterEach(() => doorstep.close())

const everyPage = ['/sign-in', '/sign-in/code', '/sign-in/link/x.y', '/sign-in/card', '/sign-in/welcome']
const ownPages = ['/me', '/me/leave', '/card', '/card/ABCD%20EFGH%20JKMN']

const everywhere = [...everyPage, ...ownPages]

async function ann() {
  const [ann] = await neighbours(doorstep.house, ['Ann'])
  const card = { method: 'POST', url: '/api/cards', headers: ann.headers, payload: { name: 'Nell' } } as const
  await doorstep.house.app.inject(card)
  return { ...ann, extraHTTPHeaders: { ...ann.headers, cookie: 'code-for=%2B447700900123' } }
}

test.each(screens)(
  'every page is readable by everybody at $width px, $colorScheme',
  async (screen) => {
    const { extraHTTPHeaders } = await ann()
    const viewport = { width: screen.width, height: 800 }
    const page = await doorstep.open('/sign-in', {
      viewport,
      colorScheme: screen.colorScheme,
      extraHTTPHeaders,
    })
    for (const path of everywhere) {
      await page.goto(doorstep.url + path)
      await ready(page)
      await keep(page, `${path} ${screen.width} ${screen.colorScheme}`)
      expect(await faultsOf(page), path).toEqual([])
      expect(await overflowOf(page), path).toBeLessThanOrEqual(0)
    }
  },
  240_000,
)

test.each(['en-XA', 'ar-XB'])(
  'no page has a word of its own in %s',
  async (lang) => {
    const { extraHTTPHeaders, contact } = await ann()
    const page = await doorstep.open(`/sign-in?lang=${lang}`, { extraHTTPHeaders })
    for (const path of everywhere) {
      await page.goto(`${doorstep.url}${path}?lang=${lang}`)
      await ready(page)
      await keep(page, `${path} ${lang}`)
      expect(await bareWords(page, ['Ann', contact, 'English', 'ABCD EFGH JKMN']), path).toEqual([])
      expect(await overflowOf(page), path).toBeLessThanOrEqual(0)
    }
  },
  240_000,
)

async function keep(page: Page, name: string) {
  if (!process.env.SHOTS) return
  const path = `${process.env.SHOTS}/${name.replaceAll(/\W+/g, '-')}.png`
  await page.screenshot({ path, fullPage: true })
}
