import type { Browser, Page } from 'playwright-core'

/** A page as a neighbour has it on a phone, and what its console complained of. */
export async function visit(browser: Browser, url: string, options = { javaScriptEnabled: true }) {
  const context = await browser.newContext({ ...options, viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(url)
  if (options.javaScriptEnabled) await ready(page)
  return { page, complaints, close: () => context.close() }
}

/** How long to wait for what comes onto a page by itself: no promise of ours, but room for a slow machine. */
export const byItself = { timeout: 10_000 }

/** Waits until the page answers by script. */
export const ready = (page: Page) => page.locator('html[data-ready]').waitFor()
