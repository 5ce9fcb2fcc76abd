/** J10, the other side: a steward is called, is told what to do, writes, sees that the bread is brought, and is cared for. */
import type { Browser, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { openAs } from '../support/at-the-door.ts'
import type { Cast } from '../support/cast.ts'
import { expectReadable } from '../support/looks.ts'
import { press, unfold } from '../support/signed-in.ts'
import { stewardedTown } from '../support/stewards.ts'
import { type Town, withTown } from '../support/with-town.ts'

let town: Town
let browser: Browser
withTown((opened) => {
  ;({ town, browser } = opened)
})

const see = (page: Page, text: string) => page.getByText(text).first().waitFor()
const limit = 240_000
const despair = 'I do not want to be here anymore'

describe.each([
  ['with script', true],
  ['without script', false],
])('%s', (_, javaScriptEnabled) => {
  const at = (who: Cast, path: string) => openAs(browser, town.url + path, { who, javaScriptEnabled })

  test('somebody who cannot go on is written to by a steward, and still gets the bread', {
    timeout: limit,
  }, async () => {
    const street = await stewardedTown(town)
    const { ann, bernard, chandra, dell, boardId, as, heldPost, noticed, url } = street
    for (const title of ['Cheap watches', 'More cheap watches']) await heldPost(chandra, { title }, 'spam')

    const hers = await at(dell, `/boards/${boardId}/ask`)
    await hers.page.getByLabel('What do you need?').fill('Bread please')
    await hers.page.getByLabel('Anything else to know?').fill(despair)
    await press(hers.page, 'Continue')
    await hers.page.getByRole('heading', { name: 'You are not alone with this' }).waitFor()
    await press(hers.page, 'Put it on the board')
    await see(hers.page, 'A steward has been told')
    const postId = new URL(hers.page.url()).pathname.split('/')[2]!

    // No time has passed: both stewards are called at once, in words that say nothing of her.
    for (const steward of [ann, bernard]) expect(await noticed(steward)).toContain('case.crisis')
    const anns = await at(ann, '/mine')
    await anns.page
      .getByRole('link', { name: 'Somebody on your street may need help right now' })
      .first()
      .click()
    await anns.page.getByRole('heading', { name: 'What to look at' }).waitFor()
    await see(anns.page, 'Somebody may need help now')
    await expect.poll(() => anns.page.locator('[data-case]').first().innerText()).toBe('Bread please')
    await anns.page.locator('[data-case]').first().click()
    await anns.page.getByRole('heading', { name: 'Somebody may be in crisis' }).waitFor()
    await see(anns.page, despair)
    for (const step of [
      'Call 999',
      'Write to them today',
      'Listen',
      'You may ask openly',
      '116 123',
      'Do not carry it alone',
      'see that they get it',
    ])
      await see(anns.page, step)
    for (const unsaid of ['Cheer up', 'A promise to tell nobody', 'Asking how they would do it'])
      await see(anns.page, unsaid)
    const words = anns.page.locator('#form-write textarea')
    await expect.poll(() => words.inputValue()).toContain('I am glad you said it')
    await words.fill('Dear Dell, I read it, and I am glad you said it. Are you safe?')
    await press(anns.page, 'Send it')
    await see(anns.page, 'It is sent.')
    await anns.page.getByRole('listitem').filter({ hasText: 'Dear Dell, I read it' }).waitFor()
    const caseId = new URL(anns.page.url()).pathname.split('/')[2]!
    expect((await as(bernard)('GET', `/api/cases/${caseId}`)).json()).toMatchObject({ state: 'open' })
    expect((await as(chandra)('GET', `${url}/ledger`)).body).not.toContain('action.write')

    expect(await noticed(dell)).toContain('steward.wrote')
    await hers.page.goto(`${town.url}/mine`)
    await hers.page
      .getByRole('link', { name: 'A steward of your street has written to you.' })
      .first()
      .click()
    await see(hers.page, 'Dear Dell, I read it')
    await hers.page.getByRole('link', { name: 'Answer in your post' }).first().click()
    await hers.page.getByLabel('Anything else to know?').fill(`${despair}. My sister is coming tonight.`)
    await press(hers.page, 'Save')
    await hers.page.waitForURL(/said=/)
    await anns.page.goto(`${town.url}/cases/${caseId}`)
    await see(anns.page, 'My sister is coming tonight.')

    await unfold(anns.page, 'Ask for a change')
    await expect
      .poll(() => anns.page.locator('#form-ask textarea').first().inputValue())
      .toContain('We want you to get what you asked for')
    await anns.page.locator('#form-ask').getByRole('button', { name: 'Ask for a change' }).click()
    await see(anns.page, 'Decided, and whoever it is about has been told.')
    await see(anns.page, 'You have read something hard today.')
    await hers.page.goto(`${town.url}/posts/${postId}/edit`)
    await hers.page.getByLabel('Anything else to know?').fill('Sliced, if there is some')
    await press(hers.page, 'Save')
    await hers.page.waitForURL(/said=/)
    await anns.page.goto(`${town.url}/cases/${caseId}`)
    await press(anns.page, 'Put it on the board')
    await see(anns.page, 'Decided, and whoever it is about has been told.')

    const his = await at(chandra, `/boards/${boardId}`)
    await his.page.locator(`#post-${postId}`).getByRole('button', { name: 'I can do this' }).click()
    await his.page
      .getByText(/waiting for Dell’s yes|has until/)
      .first()
      .waitFor()
    expect(await his.page.content()).not.toContain('be here anymore')
    expect((await as(chandra)('GET', `/api/posts/${postId}`)).body).not.toContain('be here anymore')
    for (const { complaints, close } of [hers, anns, his]) {
      expect(complaints).toEqual([])
      await close()
    }
  })
})

test('the page of somebody in crisis can be used by everybody, and by keyboard', {
  timeout: limit,
}, async () => {
  const { ann, dell, esther, heldPost, decide, as } = await stewardedTown(town)
  const { caseId } = await heldPost(dell, { title: 'Bread please', details: despair }, 'crisis')
  const written = await decide(ann, caseId, { deed: 'write', reason: 'danger', words: 'I am here' })
  expect(written.statusCode, written.body).toBe(201)
  expect((await decide(ann, caseId, { deed: 'write', reason: 'danger' })).json()).toMatchObject({
    errors: [{ pointer: '#/words' }],
  })
  expect((await decide(esther, caseId, { deed: 'write', reason: 'danger', words: 'Hello' })).statusCode).toBe(
    404,
  )
  expect((await as(ann)('DELETE', `/api/actions/${written.json().id}`)).statusCode).toBe(409)
  for (const [who, path] of [
    [ann, `/cases/${caseId}`],
    [dell, '/decisions'],
  ] as const) {
    const { page, close } = await openAs(browser, town.url + path, { who })
    await expectReadable(page, `crisis ${who.name}`)
    await close()
  }
  const { page, close } = await openAs(browser, `${town.url}/cases/${caseId}`, { who: ann })
  const focused = () =>
    page.evaluate<string>('document.activeElement.textContent.trim() || document.activeElement.name')
  for (let n = 0; n < 40 && (await focused()) !== 'words'; n++) await page.keyboard.press('Tab')
  await page.keyboard.type('Is somebody with you?')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('listitem').filter({ hasText: 'Is somebody with you?' }).waitFor()
  await close()
})
