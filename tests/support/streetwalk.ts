/** Neighbours who go about a town in real browsers. */
import type { Browser, Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { redrawCells, savePostcodes } from '../../server/places/queries.ts'
import { openBrowser } from './browser.ts'
import { addressOf, type Cast, neighbours, openSecondLock, signIn } from './cast.ts'
import { ask } from './street.ts'
import { openTown } from './town.ts'

/** Twelve made-up postcodes along one road; the last of them has ended. */
const road = [...'ABDEFGHJLNPQ'].map((letter, n) => ({
  postcode: `SR27X${letter}`,
  lat: 54.9 + n / 10_000,
  lng: -1.38,
  terminatedOn: letter === 'Q' ? '2019-06' : null,
}))

export type Town = Awaited<ReturnType<typeof openWalk>>

export async function openWalk() {
  const [town, browser] = await Promise.all([openTown(), openBrowser()])
  await town.store.write((tx) => savePostcodes(tx, road))
  await redrawCells(town.store)
  const close = async () => {
    await browser.close()
    await town.close()
  }
  return { ...town, browser, close }
}

let people = 0
/** Neighbours nobody has met in another test. */
export function meet<const T extends readonly string[]>(town: Town, names: T) {
  people += 1
  return neighbours(town, names.map((name) => `${name} ${people}`) as unknown as T)
}

type At = { path: string; javaScriptEnabled?: boolean }

/** A page as somebody has it on a phone, signed in or not. */
export async function browse(town: Town, cast: Cast | null, { path, ...options }: At) {
  const context = await (town.browser as Browser).newContext({
    ...options,
    viewport: { width: 360, height: 740 },
  })
  onTestFinished(() => context.close())
  if (cast) {
    const { cookies } = await signIn(town, { contact: addressOf(cast.name) })
    await openSecondLock(town, cast.id)
    const [cookie] = cookies as [{ name: string; value: string }]
    await context.addCookies([{ name: cookie.name, value: cookie.value, url: town.url }])
  }
  const page = await context.newPage()
  const broken: string[] = []
  page.on('pageerror', (error) => broken.push(String(error)))
  await page.goto(town.url + path)
  return { page, context, broken }
}

export const see = (page: Page, text: string) => page.getByText(text, { exact: true }).first().waitFor()
export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
export const boardOf = async (town: Town, boardId: string, by: Cast) =>
  (await ask(town, 'GET', `/boards/${boardId}`).by(by)).json()
