/** Fields that are folded away, lists that are chosen from, and what becomes of them after a problem or a save. */
import type { Browser } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { openAs } from '../support/at-the-door.ts'
import { foundStreet } from '../support/elm-row.ts'
import { minutes } from '../support/house.ts'
import { press, unfold } from '../support/signed-in.ts'
import { stewardedTown } from '../support/stewards.ts'
import { type Town, withTown } from '../support/with-town.ts'

let town: Town
let browser: Browser
withTown((opened) => {
  ;({ town, browser } = opened)
})
// Everybody signs in anew on each street.
beforeEach(() => void town.clock.pass(minutes(61)))

async function openSettings() {
  const street = await foundStreet(town, ['Ann'])
  const opened = await openAs(browser, `${town.url}/boards/${street.boardId}/settings`, {
    who: street.cast[0],
  })
  return { ...street, ...opened, ann: street.cast[0] }
}

test('what was chosen from a list is still chosen after it was saved', async () => {
  const { page, as, ann, boardId, close } = await openSettings()
  const wanted = page.getByLabel('How many have to know somebody')
  await wanted.selectOption('3')
  for (let n = 0; n < 2; n++) {
    await press(page, 'Save')
    await page.getByText('Saved.').waitFor()
    await expect.poll(() => page.getByRole('button', { name: 'Sending' }).count()).toBe(0)
    expect(await wanted.inputValue()).toBe('3')
  }
  expect((await as(ann)('GET', `/api/boards/${boardId}`)).json().vouchesWanted).toBe(3)
  await close()
})

test('what was chosen before the script had come stays chosen', async () => {
  const { page, boardId, close } = await openSettings()
  let letIn = () => {}
  const late = new Promise<void>((resolve) => {
    letIn = resolve
  })
  await page.route(/\.js$/, (route) => late.then(() => route.continue()))
  await page.goto(`${town.url}/boards/${boardId}/settings`, { waitUntil: 'commit' })
  const wanted = page.getByLabel('How many have to know somebody')
  await wanted.selectOption('3')
  letIn()
  await page.locator('html[data-ready]').waitFor()
  expect(await wanted.inputValue()).toBe('3')
  await press(page, 'Save')
  await page.getByText('Saved.').waitFor()
  expect(await wanted.inputValue()).toBe('3')
  await close()
})

test.each([
  ['Name of kind 1', 'x'.repeat(500), 'kinds-categories.0.name'],
  ['Words that mean kind 1, with commas between', `dog, ${'x'.repeat(500)}`, 'kinds-categories.0.words'],
])('a problem of "%s" leads to it, though it is folded away', async (label, words, id) => {
  const { page, close } = await openSettings()
  const first = page.locator('#form-kinds summary').first()
  await first.click()
  await page.getByLabel(label, { exact: true }).fill(words)
  await first.click()
  await press(page, 'Save the kinds of help')
  await page.getByRole('alert').getByRole('link').click()
  await expect.poll(() => page.evaluate('document.activeElement.id')).toBe(id)
  await close()
})

test('without script, what was folded open for a form is open when it comes back', async () => {
  const { ann, dell, heldPost } = await stewardedTown(town)
  const { caseId } = await heldPost(dell, { title: 'Bread please' })
  const look = { who: ann, javaScriptEnabled: false }
  const { page, close } = await openAs(browser, `${town.url}/cases/${caseId}`, look)
  await unfold(page, 'Hide')
  await page.locator('#form-hide textarea').fill('x'.repeat(2001))
  await page.locator('#form-hide').getByRole('button').click()
  await page.getByRole('alert').waitFor()
  await expect.poll(() => page.locator('#form-hide textarea').inputValue()).toHaveLength(2001)
  await close()
})

test('a kind of help that was changed elsewhere is not set back by who never touched it', async () => {
  const { post, as, ann, page, close } = await openSettings()
  const { id, version } = await post(ann, { title: 'Jam', category: 'pets' })
  await page.goto(`${town.url}/posts/${id}/edit`)
  await page.locator('html[data-ready]').waitFor()
  await as(ann)('PATCH', `/api/posts/${id}`, { version, category: 'shopping', when: 'Monday' })
  await page.getByLabel('What do you need?').fill('Cherry jam')
  await press(page, 'Save')
  await page.getByText('It was changed somewhere else').waitFor()
  await expect.poll(() => page.getByLabel('When would suit?').inputValue()).toBe('Monday')
  await press(page, 'Save')
  await page.waitForURL(/said=saved/)
  const { title, when, category } = (await as(ann)('GET', `/api/posts/${id}`)).json()
  expect({ title, when, category }).toEqual({ title: 'Cherry jam', when: 'Monday', category: 'shopping' })
  await close()
})
