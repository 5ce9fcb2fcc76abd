import type { Browser } from 'playwright-core'
import type { Cast } from './cast.ts'
import { ready } from './visit.ts'

interface Look {
  /** Nobody when left out. */
  who?: Cast
  width?: number
  javaScriptEnabled?: boolean
}

/** A neighbour's own browser, signed in, on a page of a town; with what its console complained of. */
export async function openAs(browser: Browser, url: string, look: Look) {
  const { who, width = 360, javaScriptEnabled = true } = look
  const context = await browser.newContext({ javaScriptEnabled, viewport: { width, height: 800 } })
  const value = who?.headers.authorization.replace('Bearer ', '')
  if (value) await context.addCookies([{ name: 'session', value, url: new URL(url).origin }])
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(url)
  if (javaScriptEnabled) await ready(page)
  return { page, complaints, close: () => context.close() }
}
