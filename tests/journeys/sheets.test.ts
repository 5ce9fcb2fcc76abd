/** A steward brings a sheet in a real browser, with script and without. */
import type { Browser, Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { sheet } from '../support/bringing.ts'
import { addressOf, type Cast, neighbours, signIn } from '../support/cast.ts'
import { callsAs, foundStreet } from '../support/elm-row.ts'
import { bareWords, expectReadableAsIs, screens } from '../support/looks.ts'
import { type Town, withTown } from '../support/with-town.ts'

let browser: Browser
let town: Town
withTown((opened) => {
  ;({ town, browser } = opened)
})

/** A browser in which somebody is signed in. */
async function openFor({ contact }: Pick<Cast, 'contact'>, options: { javaScriptEnabled?: boolean } = {}) {
  const { cookies } = await signIn(town, { contact })
  const { name, value } = cookies[0] as { name: string; value: string }
  const context = await browser.newContext({ ...options, viewport: { width: 360, height: 740 } })
  onTestFinished(() => context.close())
  await context.addCookies([{ name, value, url: town.url }])
  return context.newPage()
}

let stewards = 0
/** A new street, and its steward Stella with a browser at its sheet page. */
async function openSheetPage(options: { javaScriptEnabled?: boolean } = {}) {
  const name = `Stella ${++stewards}`
  const { boardId, as, cast } = await foundStreet(town, [name])
  const page = await openFor({ contact: addressOf(name) }, options)
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(`${town.url}/boards/${boardId}/sheet`)
  const titles = async () => {
    const { items } = (await as(cast[0]!)('GET', `/api/boards/${boardId}/posts`)).json()
    return items.map(({ title }: { title: string }) => title)
  }
  return { page, boardId, titles, complaints }
}

const file = (text: string) => ({ name: 'help.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
const see = (page: Page, text: string) => page.getByText(text, { exact: true }).first().waitFor()
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const bring = async (page: Page, text: string) => {
  await page.getByLabel('Your sheet, saved as CSV').setInputFiles(file(text))
  await press(page, 'Look at this file')
  await page.getByRole('heading', { name: 'What each column means' }).waitFor()
}

describe.each([true, false])('with script: %s', (javaScriptEnabled) => {
  test('a steward chooses a file, looks, puts it on the board and takes it back', async () => {
    const { page, titles, complaints } = await openSheetPage({ javaScriptEnabled })
    await bring(page, sheet)
    await see(page, '3 posts are ready for the board.')
    await see(page, 'Row 3, Phone: "sam at home" is not a telephone number')
    expect(await titles()).toEqual([])
    await press(page, 'Put 3 posts on the board')
    await see(page, 'Your sheet is on the board.')
    expect(await titles()).toEqual(['Food', 'Pet care', 'Café au lait'])
    await press(page, 'Take them all back')
    await see(page, 'Your sheet is taken back.')
    await see(page, '3 posts were taken away.')
    expect(await titles()).toEqual([])
    expect(complaints).toEqual([])
  })

  test('a steward pastes rows, says what a column means and which way round the dates are', async () => {
    const { page, titles } = await openSheetPage({ javaScriptEnabled })
    await page
      .getByLabel('Your rows, with the headings above them')
      .fill('Thing,Colour,Date\nBread,Rye,3/2/2026')
    await press(page, 'Look at these rows')
    await page.getByLabel('Column 1: Thing').selectOption({ label: 'What is needed or offered' })
    await page.getByLabel('Column 2: Colour').selectOption({ label: 'More about it' })
    await page.getByLabel('The month: 3/4 is the fourth of March').check()
    await press(page, 'Look again')
    await see(page, '1 post is ready for the board.')
    await see(page, 'Rye')
    await press(page, 'Put 1 post on the board')
    await see(page, 'Your sheet is on the board.')
    expect(await titles()).toEqual(['Bread'])
  })

  test('a sheet that cannot be read is said so beside its field, and one can be thrown away', async () => {
    const { page, boardId } = await openSheetPage({ javaScriptEnabled })
    await page.getByLabel('Your rows, with the headings above them').fill('Title\n"Bread')
    await press(page, 'Look at these rows')
    await page.getByRole('alert').waitFor()
    await see(page, 'Row 2: A quotation mark in this sheet is opened and never closed')
    await bring(page, sheet)
    await press(page, 'Throw this sheet away')
    await see(page, 'The sheet is thrown away. Nothing of it is kept.')
    expect(new URL(page.url()).pathname).toBe(`/boards/${boardId}/sheet`)
  })
})

test('a neighbour who has the board open sees the posts come and go', async () => {
  const { page, boardId } = await openSheetPage()
  const [ann] = await neighbours(town, [`Ann ${stewards}`])
  await callsAs(town)(ann)('POST', `/api/boards/${boardId}/members`, {})
  const open = await openFor(ann)
  await open.goto(`${town.url}/boards/${boardId}`)
  await open.locator('html[data-ready]').waitFor()
  await bring(page, sheet)
  await press(page, 'Put 3 posts on the board')
  await press(open, '3 new posts, show them')
  await open.getByRole('heading', { name: 'Café au lait' }).waitFor()
  await press(page, 'Take them all back')
  await see(open, 'This is not on the board any more.')
  await expect
    .poll(() => open.getByText('This is not on the board any more.', { exact: true }).count())
    .toBe(3)
})

describe.each(screens)('at $width px, $colorScheme', ({ width, colorScheme }) => {
  test('the pages of a sheet have no fault axe can find, and nothing sticks out', async () => {
    const { page } = await openSheetPage()
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    const look = (name: string) => expectReadableAsIs(page, `${name} ${width} ${colorScheme}`)
    await look('sheet to bring')
    await bring(page, `${sheet}\nZoë,,Bread,,3/3/2026,\nZoë,,Bread,,,`)
    await look('sheet to look at')
    await press(page, 'Put 4 posts on the board')
    await see(page, 'Your sheet is on the board.')
    await look('sheet on the board')
  })
})

test('every word of the pages is in the catalogue', async () => {
  const { page } = await openSheetPage()
  await page.goto(`${page.url()}?lang=en-XA`)
  expect(await bareWords(page, ['English'])).toEqual([])
  await page.locator('input[type=file]').setInputFiles(file('Title,Colour\n1 2 3,4 5 6'))
  await page.locator('form#form-file button').click()
  await page.locator('form#form-put').waitFor()
  expect(await bareWords(page, ['English'])).toEqual([])
})

test('a page on which nothing goes on asks for nothing', async () => {
  const { page } = await openSheetPage()
  await bring(page, sheet)
  await Promise.all([page.waitForResponse(/api\/imports\/[^/]+$/), press(page, 'Look again')])
  let asked = 0
  page.on('request', () => {
    asked += 1
  })
  await page.waitForTimeout(1500)
  asked = 0
  await page.waitForTimeout(1500)
  expect(asked).toBe(0)
})
