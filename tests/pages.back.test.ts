import type { Browser } from 'playwright-core'
import { expect, test } from 'vitest'
import { visit } from './support/visit.ts'
import { type Site, withSite } from './support/with-site.ts'

let site: Site
let browser: Browser
withSite((opened) => {
  ;({ site, browser } = opened)
})

test('whoever goes back and forth before the other page has come stays on the page of its address', async () => {
  const { page, close } = await visit(browser, site.url)
  await page.getByRole('link', { name: 'Help now' }).click()
  await page.getByRole('heading', { name: 'If you need help now' }).waitFor()
  let come = () => {}
  const held = new Promise<void>((resolve) => {
    come = resolve
  })
  await page.route('**/api/things**', async (route) => {
    await held
    await route.continue()
  })
  const asked = page.waitForRequest('**/api/things**')
  await page.evaluate('history.back()')
  await asked
  await page.evaluate('history.forward()')
  await page.waitForURL('**/help-now')
  const came = page.waitForResponse('**/api/things**')
  come()
  await came
  await expect.poll(() => page.locator('progress').count()).toBe(0)
  await page.waitForTimeout(200)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('If you need help now')
  await close()
})
