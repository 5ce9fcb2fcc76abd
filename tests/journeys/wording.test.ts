/** What was not meant for everybody is noticed while it is typed, and before it goes up; one tap moves it. */
import type { Browser, Page } from 'playwright-core'
import { expect, test, vi } from 'vitest'
import type { PostInFull } from '#contract/posts'
import { type Cast, neighbours } from '../support/cast.ts'
import { bareWords, expectReadable } from '../support/looks.ts'
import { phoneOf, press } from '../support/signed-in.ts'
import { ask, streetOf } from '../support/street.ts'
import { type Town, withTown } from '../support/with-town.ts'

let town: Town
let browser: Browser
let ann: Cast
let bernard: Cast
let street: { id: string }
vi.setConfig({ testTimeout: 240_000 })
withTown(async (opened) => {
  ;({ town, browser } = opened)
  ;[ann, bernard] = await neighbours(town, ['Ann', 'Bernard'])
  street = await streetOf(town, [ann, bernard])
})

const openForm = async (how = {}) =>
  (await phoneOf(browser, bernard, how)).at(`${town.url}/boards/${street.id}/ask`)
const details = (page: Page) => page.locator('[name="details"]')
const note = (page: Page) => page.locator('[name="privateNote"]')
const idIn = (page: Page) => new URL(page.url()).pathname.split('/')[2]!
const read = async (who: Cast, id: string): Promise<PostInFull> =>
  (await ask(town, 'GET', `/posts/${id}`).by(who)).json()

test('a phone number is noticed while it is typed, and one tap moves its sentence to the private note', async () => {
  const page = await openForm()
  await page.locator('[name="title"]').fill('Milk on 12/03/2026')
  await details(page).fill('Two pints please. Ring 07700 900123 at the gate. Thank you.')
  await page.getByText('“07700 900123” looks like a phone number.').waitFor()
  await expect.poll(() => page.getByText('looks like').count()).toBe(1)
  await press(page, 'Move it to the private note')
  await page.getByText('looks like').waitFor({ state: 'detached' })
  await expect.poll(() => details(page).inputValue()).toBe('Two pints please. Thank you.')
  await expect.poll(() => note(page).inputValue()).toBe('Ring 07700 900123 at the gate.')
  await expect.poll(() => note(page).isVisible()).toBe(true)
  await press(page, 'Continue')
  await page.getByRole('heading', { name: 'Look at it once more' }).waitFor()
  await expect.poll(() => page.getByText('Is this for everybody?').count()).toBe(0)
})

test.each([
  ['with script', true],
  ['without script', false],
])(
  '%s: the page to check shows it, health asks for a tick, and what is left alone may go up',
  async (_, hasScript) => {
    const page = await openForm({ hasScript })
    await page.locator('[name="title"]').fill('A lift on Monday')
    await details(page).fill('I am at 14 Elm Row. My chemo is at ten.')
    await press(page, 'Continue')
    await page.getByRole('heading', { name: 'Is this for everybody?' }).waitFor()
    const health = page.locator('form', { hasText: '“chemo” sounds like' })
    await health.getByRole('button', { name: 'Move it to the private note' }).click()
    await page.getByRole('alert').waitFor()
    expect((await read(bernard, idIn(page))).details).toContain('chemo')
    await page.getByLabel('Only whoever helps needs to know this').check()
    await health.getByRole('button', { name: 'Move it to the private note' }).click()
    await page.getByText('Moved to the private note.').first().waitFor()
    await page.getByText('“14 Elm Row” looks like where somebody lives').waitFor()
    await press(page, 'Put it on the board')
    await page.waitForURL(/said=post-up/)
    const id = idIn(page)
    expect(await read(ann, id)).toMatchObject({
      state: 'open',
      details: 'I am at 14 Elm Row.',
      privateNote: null,
    })
    expect(await read(bernard, id)).toMatchObject({ privateNote: 'My chemo is at ten.' })
  },
)

test('both can be read and used by everybody, light and dark, small and wide, and every word is in the catalogue', async () => {
  const page = await openForm()
  await details(page).fill('Ring 07700 900123. My chemo is at ten. I can’t go on.')
  await page.locator('section.beside').waitFor()
  await expectReadable(page, 'form')
  await page.locator('[name="title"]').fill('Bread')
  await press(page, 'Continue')
  await page.locator('#noticed').waitFor()
  await expectReadable(page, 'check')
  const foreign = await (await phoneOf(browser, bernard, { lang: 'en-XA' })).at(page.url())
  const ours = await bareWords(foreign)
  expect(ours.filter((text) => /street would read|private note|not alone|Everybody/.test(text))).toEqual([])
})
