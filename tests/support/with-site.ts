/** The small site and a browser for all the tests of one file, with nothing in it before each. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { openBrowser } from './browser.ts'
import { openSite } from './site.ts'

export type Site = Awaited<ReturnType<typeof openSite>>
const limitMs = 90_000

export function withSite(take: (opened: { site: Site; browser: Browser }) => void) {
  let site: Site | undefined
  let browser: Browser | undefined
  beforeAll(async () => {
    ;[site, browser] = await Promise.all([openSite(), openBrowser()])
    take({ site, browser })
  }, limitMs)
  beforeEach(() => {
    site?.things.clear()
    site?.sent.splice(0)
  })
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })
}
