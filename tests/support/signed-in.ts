import type { Browser, Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import type { Cast } from './cast.ts'

type How = { hasScript?: boolean; lang?: string }

/** A neighbour's phone at a page, signed in (or nobody's, with null). Closed when the test is over. */
export async function phoneOf(
  browser: Browser,
  who: Cast | null,
  { hasScript = true, lang = 'en-GB' }: How = {},
) {
  const viewport = { width: 360, height: 740 }
  const context = await browser.newContext({ javaScriptEnabled: hasScript, viewport })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const session = who?.headers.authorization.slice('Bearer '.length) ?? ''
  const at = async (url: string) => {
    const cookies = Object.entries({ session, lang }).filter(([, value]) => value)
    const { origin } = new URL(url)
    await context.addCookies(cookies.map(([name, value]) => ({ name, value, url: origin })))
    await page.goto(url)
    if (hasScript) await page.locator('html[data-ready]').waitFor()
    return page
  }
  return { page, at }
}

export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
export const unfold = (page: Page, summary: string) => page.locator('summary', { hasText: summary }).click()
