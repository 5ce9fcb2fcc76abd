/** A steward makes a second lock, and opens it on another phone. */
import { resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { freePort, plugIn } from '../support/authenticator.ts'
import { openBrowser } from '../support/browser.ts'
import { signIn } from '../support/cast.ts'
import { days, minutes, openHouse } from '../support/house.ts'
import { expectReadableAsIs, screens } from '../support/looks.ts'
import { ready } from '../support/visit.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const limit = { timeout: 240_000 }

/** A house at a name of its own, for a passkey belongs to one; and Ann, who has started a street with a code. */
async function openStreet() {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const house = await openHouse('sqlite', false, { publicUrl: url, dist: resolve('dist') })
  await house.app.listen({ host: '127.0.0.1', port })
  const phone = async (
    more: { hasScript?: boolean; width?: number; colorScheme?: 'light' | 'dark' } = {},
  ) => {
    const { hasScript = true, width = 360, colorScheme = 'light' } = more
    house.clock.pass(minutes(61))
    const viewport = { width, height: 800 }
    const context = await browser.newContext({ javaScriptEnabled: hasScript, viewport, colorScheme })
    onTestFinished(() => context.close())
    const reply = await signIn(house, { contact: 'ann@example.org', name: 'Ann' })
    await context.addCookies([{ name: 'session', value: reply.cookies[0]!.value, url }])
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    const go = async (path: string) => {
      await page.goto(url + path)
      if (hasScript) await ready(page)
    }
    return { page, go, cookie: `session=${reply.cookies[0]!.value}` }
  }
  const first = await phone()
  const made = await house.app.inject({
    method: 'POST',
    url: '/api/boards',
    headers: { cookie: first.cookie },
    payload: { name: 'Elm Row', place: { lat: 54.9069, lng: -1.3838 } },
  })
  return { house, phone, boardId: made.json().id as string }
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

test.each([true, false])('with codes on paper, and script: %s', limit, async (hasScript) => {
  const { house, phone, boardId } = await openStreet()
  const { page, go } = await phone({ hasScript })
  await go('/me')
  expect(await page.locator('main').innerText()).toContain('You have no second lock yet. Make one by')
  await press(page, 'Make eight codes to print')
  await page.getByRole('heading', { name: 'Your eight codes' }).waitFor()
  const codes = await page.locator('.code').allInnerTexts()
  expect(codes).toHaveLength(8)
  expect(page.url()).not.toContain(codes[0]!.slice(0, 5))

  house.clock.pass(days(15))
  const other = await phone({ hasScript })
  await other.go(`/boards/${boardId}/settings`)
  await other.page.locator('input[name="name"]').fill('Elm Street')
  await other.page.locator('form:has(input[name="name"]) button').last().click()
  await other.page.getByRole('link', { name: 'Open your second lock' }).click()
  await other.page.getByLabel('One of your codes').fill(codes[3]!.toLowerCase())
  await press(other.page, 'Open it')
  await other.page.waitForURL(/said=lock-open/)
  expect(new URL(other.page.url()).pathname).toBe(`/boards/${boardId}/settings`)
  await other.go('/me')
  expect(await other.page.locator('main').innerText()).toMatch(
    /Your second lock is open here until[\s\S]*left: 7/,
  )
})

test('with the lock of the phone itself', limit, async () => {
  const { phone, boardId, house } = await openStreet()
  const { page, go } = await phone()
  await plugIn(page)
  await go('/me')
  await press(page, 'Make a passkey here')
  await page.getByText('Your second lock is open here until').waitFor()
  house.clock.pass(days(31))
  await go('/me')
  await page.getByRole('link', { name: 'Open my second lock here' }).click()
  await press(page, 'Use my passkey')
  await page.waitForURL(/\/me$/)
  await page.getByText('Your second lock is open here until').waitFor()
  await go(`/boards/${boardId}/settings`)
  expect(await page.locator('main').innerText()).not.toContain('second lock')
})

test.each(screens)('is readable by everybody at $width px, $colorScheme', limit, async (screen) => {
  const { phone, house } = await openStreet()
  const { page, go } = await phone(screen)
  const look = (name: string) =>
    expectReadableAsIs(page, `lock ${name} ${screen.width} ${screen.colorScheme}`)
  await go('/me')
  await look('none')
  await go('/me/second-lock')
  await look('unmade')
  await go('/me')
  await press(page, 'Make eight codes to print')
  await page.getByRole('heading', { name: 'Your eight codes' }).waitFor()
  await look('codes')
  house.clock.pass(days(31))
  await go('/me')
  await look('shut')
  await go('/me/second-lock')
  await look('open')
})
