/** A phone in somebody's hand, on a house that listens, with the letters it sends. */
import { resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { freePort } from './authenticator.ts'
import { openBrowser } from './browser.ts'
import { openHouse, type TestHouse } from './house.ts'
import { lettersIn } from './letters.ts'
import { ready } from './visit.ts'

export type Doorstep = Awaited<ReturnType<typeof openDoorstep>>
type Options = Parameters<Browser['newContext']>[0]

/** One browser for the tests of a file, and for each of them a house of its own, given to `take`. */
export function withDoorsteps(take: (doorstep: Doorstep) => void) {
  let browser: Browser | undefined
  let doorstep: Doorstep | undefined
  beforeAll(async () => {
    browser = await openBrowser()
  })
  beforeEach(async () => {
    doorstep = await openDoorstep(browser!)
    take(doorstep)
  })
  afterEach(() => doorstep?.close())
  afterAll(() => browser?.close())
}

/** A whole house with its built pages at an address of its own, and a browser to visit it with. */
async function openDoorstep(browser: Browser) {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const house = await openHouse('sqlite', true, { publicUrl: url, dist: resolve('dist') })
  await house.app.listen({ host: '127.0.0.1', port })

  const open = async (path: string, options: Options = {}) => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, ...options })
    const page = await context.newPage()
    await page.goto(url + path)
    if (options.javaScriptEnabled !== false) await ready(page)
    return page
  }
  const close = async () => {
    await Promise.all(browser.contexts().map((context) => context.close()))
    await house.close()
  }
  return { house, url, open, close }
}

export const press = (page: Page, name: string) => page.getByRole('button', { name }).click()
export const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()

/** The newest letter, as it stands in the outbox. */
export async function newestLetter(house: TestHouse) {
  await house.sweep()
  return (await lettersIn(house.outbox)).at(-1)!.text
}
export const codeIn = (letter: string) => /\d{3} \d{3}/.exec(letter)![0]

export async function askCode(page: Page, contact = 'ann@example.org') {
  await page.getByLabel('Your email address or mobile number').fill(contact)
  await press(page, 'Send me a code')
  await heading(page, 'Type in your code')
}

/** Signs in on the screen, and is on the way to `/help-now`. */
export async function enterAs({ house, url }: Doorstep, page: Page, name: string) {
  await page.goto(`${url}/sign-in?next=/help-now`)
  await ready(page)
  await askCode(page, `${name.toLowerCase()}@example.org`)
  await page.getByLabel('Your code').fill(codeIn(await newestLetter(house)))
  await page.getByLabel('What shall neighbours call you?').fill(name)
  await press(page, 'Sign in')
}
