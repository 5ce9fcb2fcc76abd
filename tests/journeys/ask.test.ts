/** Asking, in a real browser: from the form to the board, with script, without, and by keyboard alone. */
import type { Browser, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { PostInFull } from '#contract/posts'
import { type Cast, neighbours } from '../support/cast.ts'
import { minutes } from '../support/house.ts'
import { phoneOf, press, unfold } from '../support/signed-in.ts'
import { ask, streetOf } from '../support/street.ts'
import { type Town, withTown } from '../support/with-town.ts'

let town: Town
let browser: Browser
let ann: Cast
let bernard: Cast
let street: { id: string }
withTown(async (opened) => {
  ;({ town, browser } = opened)
  ;[ann, bernard] = await neighbours(town, ['Ann', 'Bernard'])
  street = await streetOf(town, [ann, bernard])
})

const annAt = async (path: string, how = {}) => (await phoneOf(browser, ann, how)).at(town.url + path)
const idIn = (page: Page) => new URL(page.url()).pathname.split('/')[2] ?? ''
const readBy = async (who: Cast, id: string): Promise<PostInFull> =>
  (await ask(town, 'GET', `/posts/${id}`).by(who)).json()
describe.each([
  ['with script', true],
  ['without script', false],
])('%s', (_, hasScript) => {
  test('a neighbour asks in her own words, looks at it once more, and puts it on the board', async () => {
    const page = await annAt(`/boards/${street.id}/ask`, { hasScript })
    await page.getByLabel('What do you need?').fill('A lift to the eye clinic')
    await page.getByLabel('Anything else to know?').fill('I cannot drive after the drops.')
    await page.getByLabel('When would suit?').fill('Sometime this week')
    await unfold(page, 'By when')
    await page.getByLabel('My household').check()
    await page.getByLabel('How many neighbours').fill('2')
    await unfold(page, 'Only for the neighbour')
    await page.getByLabel('A phone number, and what they should know').fill('Number 14')
    await unfold(page, 'for somebody else')
    await page.getByLabel('Who is it for?').last().fill('Rose')
    await page.getByLabel('How did they say yes?').fill('At her door')
    await page.getByLabel('On which day?').fill('2026-03-11')
    await press(page, 'Continue')
    await page.getByRole('heading', { name: 'Look at it once more' }).waitFor()
    const draft = await readBy(ann, idIn(page))
    expect(draft).toMatchObject({ state: 'draft', category: null, privateNote: 'Number 14' })
    expect((await ask(town, 'GET', `/posts/${draft.id}`).by(bernard)).statusCode).toBe(404)
    await press(page, 'Lifts and transport')
    await page.locator('dd', { hasText: 'Lifts and transport' }).waitFor()
    await press(page, 'Put it on the board')
    await page.waitForURL(/posts\/[\w-]+\?said=post-up/)
    const seen = await readBy(bernard, draft.id)
    expect(seen).toMatchObject({
      ...{ state: 'open', kind: 'request', title: 'A lift to the eye clinic', category: 'lifts' },
      ...{ when: 'Sometime this week', scope: 'household', parts: 2, onBehalf: true },
      ...{ privateNote: null, onBehalfOf: null },
    })
  })

  test('a form with nothing in it comes back and says what is needed, with everything else kept', async () => {
    const page = await annAt(`/boards/${street.id}/offer`, { hasScript })
    await page.getByLabel('Anything else to know?').fill('Most mornings')
    await press(page, 'Continue')
    await page.getByRole('alert').waitFor()
    await expect
      .poll(() => page.getByRole('link', { name: 'This is needed' }).getAttribute('href'))
      .toBe('#ask-title')
    await expect.poll(() => page.getByLabel('Anything else to know?').inputValue()).toBe('Most mornings')
  })

  test('whoever asks for somebody else says who agreed, and when: the folded part opens to say so', async () => {
    const page = await annAt(`/boards/${street.id}/ask`, { hasScript })
    await page.getByLabel('What do you need?').fill('Bread')
    await unfold(page, 'for somebody else')
    await page.getByLabel('Who is it for?').last().fill('Rose')
    await press(page, 'Continue')
    await page.getByRole('alert').waitFor()
    await expect.poll(() => page.locator('#ask-onBehalf\\.agreedOn').isVisible()).toBe(true)
    await expect.poll(() => page.getByRole('link', { name: 'This is needed' }).count()).toBe(2)
  })

  test('an answer is changed from the check page, and one can be emptied', async () => {
    const body = { kind: 'offer', draft: true, title: 'I bake', details: 'Bread', when: 'Fridays' }
    const { id } = (await ask(town, 'POST', `/boards/${street.id}/posts`).by(ann, body)).json()
    const page = await annAt(`/posts/${id}/check`, { hasScript })
    await page.getByRole('link', { name: 'Change When' }).click()
    await page.getByRole('heading', { name: 'Change your post' }).waitFor()
    await page.getByLabel('When would suit?').fill('')
    await page.getByLabel('What can you offer?').fill('I bake bread')
    await press(page, 'Save')
    await page.getByRole('heading', { name: 'Look at it once more' }).waitFor()
    expect(await readBy(ann, id)).toMatchObject({ title: 'I bake bread', details: 'Bread', when: null })
  })

  test('an edit that came too late shows both texts, keeps what was typed, and saves the second time', async () => {
    const made = await ask(town, 'POST', `/boards/${street.id}/posts`).by(ann, {
      kind: 'offer',
      title: 'Jam',
    })
    const { id, version } = made.json()
    const page = await annAt(`/posts/${id}/edit`, { hasScript })
    town.clock.pass(minutes(12))
    await ask(town, 'PATCH', `/posts/${id}`).by(ann, { version, title: 'Plum jam', details: 'Two jars' })
    await page.getByLabel('What can you offer?').fill('Cherry jam')
    await press(page, 'Save')
    const alert = page.getByRole('alert')
    await alert.getByText('Plum jam').waitFor()
    await expect.poll(() => alert.textContent()).toMatch(/Saved at Thursday 12 March at 9:\d\d/)
    await expect.poll(() => page.getByLabel('What can you offer?').inputValue()).toBe('Cherry jam')
    await press(page, 'Save')
    await page.waitForURL(/said=saved/)
    expect((await readBy(ann, id)).title).toBe('Cherry jam')
  })

  test('a draft is thrown away, and nobody ever saw it', async () => {
    const body = { kind: 'request', draft: true, title: 'Never mind' }
    const { id } = (await ask(town, 'POST', `/boards/${street.id}/posts`).by(ann, body)).json()
    const page = await annAt(`/posts/${id}/check`, { hasScript })
    await press(page, 'Throw it away')
    await page.waitForURL(/said=draft-gone/)
    expect((await readBy(ann, id)).state).toBe('withdrawn')
  })

  test('an old post is asked again without typing, and whoever helped is told first', async () => {
    const body = { kind: 'request', title: 'Bins out', when: 'Mondays', privateNote: 'Side gate' }
    const old = (await ask(town, 'POST', `/boards/${street.id}/posts`).by(ann, body)).json()
    const claim = (await ask(town, 'POST', `/posts/${old.id}/claims`).by(bernard, {})).json()
    await ask(town, 'PUT', `/claims/${claim.id}/acceptance`).by(ann, {})
    await ask(town, 'PUT', `/claims/${claim.id}/completion`).by(bernard, {})
    await ask(town, 'PUT', `/posts/${old.id}/ending`).by(ann, { as: 'same-again' })
    const page = await annAt(`/boards/${street.id}/ask?repeat=${old.id}`, { hasScript })
    await expect.poll(() => page.getByLabel('What do you need?').inputValue()).toBe('Bins out')
    await expect.poll(() => page.getByLabel('Yes, tell Bernard first').isChecked()).toBe(true)
    await press(page, 'Continue')
    await page.getByText('Told first').waitFor()
    await press(page, 'Put it on the board')
    await page.waitForURL(/said=post-up/)
    const again = await readBy(ann, idIn(page))
    expect(again).toMatchObject({ when: 'Mondays', privateNote: 'Side gate', state: 'open' })
    expect(again.firstAsk).toEqual({ id: bernard.id, name: 'Bernard' })
  })
})
