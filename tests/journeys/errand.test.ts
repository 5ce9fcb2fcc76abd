// A whole errand in real browsers: asked, claimed, agreed, done, closed. The other page sees each step by itself.
import type { Browser, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { openAs } from '../support/at-the-door.ts'
import { foundStreet } from '../support/elm-row.ts'
import { byItself } from '../support/visit.ts'
import { type Town, withTown } from '../support/with-town.ts'

let town: Town
let street: Awaited<ReturnType<typeof elmRow>>
let browser: Browser
const elmRow = () => foundStreet(town, ['Ann', 'Bernard', 'Chandra'])
withTown(async (opened) => {
  ;({ town, browser } = opened)
  street = await elmRow()
})

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()

async function asked(title: string, more = {}) {
  const [ann, bernard] = street.cast
  return { ann, bernard, post: await street.post(ann, { title, ...more }) }
}
const board = () => `${town.url}/boards/${street.boardId}`

test('two neighbours: claimed, agreed, done and closed, each page moving by itself', async () => {
  const { ann, bernard, post } = await asked('Fetch my prescription', { privateNote: 'Ring twice' })
  const [her, his, board2] = await Promise.all([
    openAs(browser, `${town.url}/posts/${post.id}`, { who: ann }),
    openAs(browser, board(), { who: bernard }),
    openAs(browser, board(), { who: street.cast[2] }),
  ])
  await his.page.locator(`#post-${post.id}`).getByRole('button', { name: 'I can do this' }).click()
  await his.page.getByText('You can do it, waiting for Ann’s yes').waitFor(byItself)
  await her.page.locator('.voice', { hasText: 'Bernard can do it' }).waitFor(byItself)
  const card = board2.page.locator(`#post-${post.id}`)
  await card.getByText('Bernard can do it, waiting for Ann’s yes').waitFor(byItself)
  await press(her.page, 'Say yes')
  await her.page.getByText('bernard@example.org').waitFor(byItself)
  await his.page.getByText('You are on it').waitFor(byItself)
  await card.getByText('Bernard is on it').waitFor(byItself)
  await his.page.getByRole('link', { name: 'Fetch my prescription' }).click()
  await his.page.getByText('Ring twice').waitFor()
  await his.page.getByText('ann@example.org').waitFor()
  await press(his.page, 'It is done')
  await his.page.getByText('It is done. Thank you, from Ann').waitFor()
  await her.page.getByRole('heading', { name: 'One last question' }).waitFor(byItself)
  await her.page.getByLabel(/next time I would ask Bernard first/).check()
  await press(her.page, 'Keep my answer')
  await her.page.getByText('Thank you. Your answer is kept.').waitFor()
  await card.getByText('This is not on the board any more.').waitFor(byItself)
  for (const { complaints } of [her, his, board2]) expect(complaints).toEqual([])
  await Promise.all([her.close(), his.close(), board2.close()])
})

describe.each([
  ['with script', true],
  ['with JavaScript off', false],
])('%s', (_, javaScriptEnabled) => {
  const open = (who: (typeof street.cast)[number], path: string) =>
    openAs(browser, town.url + path, { who, javaScriptEnabled })

  test('the same errand works, and so do late, hand back and undo, withdraw and undo', async () => {
    const { ann, bernard, post } = await asked(`A ladder ${javaScriptEnabled}`)
    const his = await open(bernard, `/boards/${street.boardId}`)
    await his.page.locator(`#post-${post.id}`).getByRole('button', { name: 'I can do this' }).click()
    await his.page
      .getByText(/waiting for Ann’s yes|has until/)
      .first()
      .waitFor()
    await his.page.goto(`${town.url}/posts/${post.id}`)
    await his.page.getByText('Ann has until').waitFor()
    const her = await open(ann, '/mine')
    await press(her.page, 'Say yes to Bernard')
    await her.page.getByText('You have said yes').waitFor()
    await his.page.reload()
    await his.page.getByRole('link', { name: 'I am running late' }).click()
    await his.page.getByLabel('What shall we tell Ann?').fill('The bus is stuck')
    await press(his.page, 'Tell them')
    await his.page.getByText('We have told them.').waitFor()
    await his.page.getByRole('link', { name: 'Hand it back' }).click()
    await his.page.getByLabel(/Why/).fill('My back')
    await press(his.page, 'Hand it back')
    await his.page.getByText('You have handed it back.').waitFor()
    await press(his.page, 'Undo: take it again')
    await his.page.getByText('Thank you. Your name is down for it').waitFor()
    await her.page.goto(`${town.url}/posts/${post.id}`)
    await her.page.getByRole('link', { name: 'Withdraw it' }).click()
    await press(her.page, 'Withdraw it')
    await her.page.getByText('You have withdrawn this.').waitFor()
    await press(her.page, 'Undo: put it back on the board')
    await her.page.getByText('It is back on the board.').waitFor()
    await her.page.getByText('What has happened so far').click()
    await her.page.getByText('The bus is stuck').waitFor()
    await Promise.all([his.close(), her.close()])
  })

  test('whoever comes too late is shown what waits longest, and can take a waiting place', async () => {
    const { ann, bernard, post } = await asked(`Milk ${javaScriptEnabled}`)
    await street.post(ann, { title: 'Bread' })
    const late = await open(street.cast[2], '/help-now')
    // A phone that hears nothing for a while.
    await late.page.routeWebSocket(/live/, () => {})
    await late.page.goto(board())
    await street.as(bernard)('POST', `/api/posts/${post.id}/claims`, {})
    const card = late.page.locator(`#post-${post.id}`)
    await card.getByRole('button', { name: 'I can do this' }).click()
    await card.getByText('Somebody is already on it.').waitFor()
    await card.getByText('These wait longest.').waitFor()
    await expect.poll(() => card.getByRole('listitem').count()).toBeGreaterThan(0)
    await late.page.goto(`${town.url}/posts/${post.id}`)
    await press(late.page, 'Take a waiting place')
    await late.page.getByText('You have waiting place number 1.').waitFor()
    await late.close()
  })
})

test('the whole errand by keyboard alone', async () => {
  const { ann, bernard, post } = await asked('Change a light bulb')
  const his = await openAs(browser, board(), { who: bernard })
  await tabTo(his.page, 'I can do thisChange a light bulb')
  await his.page.keyboard.press('Enter')
  await his.page.locator(`#post-${post.id}`).getByText('You can do it').waitFor()
  await expect
    .poll(() => his.page.evaluate('document.activeElement.closest("li")?.id'))
    .toBe(`post-${post.id}`)
  const her = await openAs(browser, `${town.url}/posts/${post.id}`, { who: ann })
  await tabTo(her.page, 'Say yesBernard')
  await her.page.keyboard.press('Enter')
  await her.page.getByText('You have said yes').waitFor()
  await tabTo(his.page, 'Change a light bulb')
  await his.page.keyboard.press('Enter')
  await his.page.getByText('Ann has said yes').waitFor()
  await tabTo(his.page, 'I am running late')
  await his.page.keyboard.press('Enter')
  await his.page.keyboard.type('Five minutes')
  await his.page.keyboard.press('Enter')
  await his.page.getByText('We have told them.').waitFor()
  await tabTo(his.page, 'It is done')
  await his.page.keyboard.press('Enter')
  await his.page.getByText('It is done. Thank you, from Ann').waitFor()
  await her.page.getByRole('heading', { name: 'One last question' }).waitFor(byItself)
  await tabTo(her.page, 'Keep my answer')
  await her.page.keyboard.press('Enter')
  await her.page.getByText('Thank you. Your answer is kept.').waitFor()
  expect((await street.as(ann)('GET', `/api/posts/${post.id}`)).json().state).toBe('met')
  await Promise.all([his.close(), her.close()])
})

/** Goes on with Tab until it reaches something with these words. */
async function tabTo(page: Page, words: string) {
  for (let steps = 0; steps < 80; steps++) {
    await page.keyboard.press('Tab')
    const reached = await page.evaluate<string>(
      'document.activeElement.textContent.replace(/\\s+/g, " ").trim()',
    )
    if (reached === words) return
  }
  throw new Error(`No way to “${words}” by keyboard`)
}
