// Words between two people in real browsers: they come by themselves, to these two, and without script too.
import type { Browser, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { openAs } from '../support/at-the-door.ts'
import { foundStreet } from '../support/elm-row.ts'
import { expectReadable } from '../support/looks.ts'
import { byItself } from '../support/visit.ts'
import { type Town, withTown } from '../support/with-town.ts'

let town: Town
let street: Awaited<ReturnType<typeof elmRow>>
let browser: Browser
const elmRow = () => foundStreet(town, ['Ann', 'Bernard', 'Chandra', 'نور'])
withTown(async (opened) => {
  ;({ town, browser } = opened)
  street = await elmRow()
})

async function claimed(title: string, who = street.cast[1]) {
  const [ann] = street.cast
  const { id } = await street.post(ann, { title })
  const claim = (await street.as(who)('POST', `/api/posts/${id}/claims`, {})).json()
  const write = (by: typeof ann, text: string) =>
    street.as(by)('POST', `/api/claims/${claim.id}/messages`, { text })
  return { ann, bernard: who, id, write }
}
const at = (id: string) => `${town.url}/posts/${id}`
const send = async (page: Page, to: string, text: string) => {
  await page.getByLabel(writeTo(to)).fill(text)
  await page.getByRole('button', { name: 'Send' }).click()
}
/** A name is set apart from the words around it by marks that nobody sees. */
const writeTo = (name: string) => new RegExp(`Write to .?${name}`)
const linesOn = (page: Page) => page.locator('.talk .words')

test('what one writes comes by itself onto the page of the other, and counts where they are', async () => {
  const { ann, bernard, id } = await claimed('Walk the dog')
  const [her, his, mine] = await Promise.all([
    openAs(browser, at(id), { who: ann }),
    openAs(browser, at(id), { who: bernard }),
    openAs(browser, `${town.url}/boards/${street.boardId}`, { who: ann }),
  ])
  await send(his.page, 'Ann', 'Shall I come at four?')
  await her.page.locator('.talk .words', { hasText: 'Shall I come at four?' }).waitFor(byItself)
  await expect.poll(() => his.page.getByLabel(writeTo('Ann')).inputValue()).toBe('')
  await send(her.page, 'Bernard', 'Half past is better')
  await his.page.locator('.talk .words', { hasText: 'Half past' }).waitFor(byItself)
  for (const { page } of [her, his]) await expect.poll(() => linesOn(page).count()).toBe(2)
  await her.page.reload()
  await expect
    .poll(() => her.page.locator('.count').count(), { message: 'what stands on the page is read' })
    .toBe(0)
  await her.page.goto(`${town.url}/help-now`)
  await his.page.getByLabel(writeTo('Ann')).fill('Good')
  await his.page.keyboard.press('Tab')
  await his.page.keyboard.press('Enter')
  await her.page.getByRole('link', { name: /My things 1 new message/ }).waitFor(byItself)
  await her.page.getByRole('link', { name: /My things/ }).click()
  await her.page.getByRole('link', { name: '1 new message', exact: true }).click()
  await her.page.locator('.talk .words', { hasText: 'Good' }).waitFor()
  for (const { complaints } of [her, his, mine]) expect(complaints).toEqual([])
  await Promise.all([her.close(), his.close(), mine.close()])
})

test('my things says by itself that somebody has written', async () => {
  const { ann, bernard, write } = await claimed('Milk')
  const her = await openAs(browser, `${town.url}/mine`, { who: ann })
  await write(bernard, 'Which one?')
  await her.page.getByRole('link', { name: '1 new message', exact: true }).waitFor(byItself)
  await her.close()
})

test('with JavaScript off each form sends, and each look shows what is new', async () => {
  const { ann, bernard, id } = await claimed('Read me a letter')
  const [her, his] = await Promise.all(
    [ann, bernard].map((who) => openAs(browser, at(id), { who, javaScriptEnabled: false })),
  )
  await send(his!.page, 'Ann', 'I have glasses')
  await expect.poll(() => linesOn(his!.page).allTextContents()).toEqual(['I have glasses'])
  await her!.page.reload()
  await send(her!.page, 'Bernard', 'So have I')
  await expect.poll(() => linesOn(her!.page).allTextContents()).toEqual(['I have glasses', 'So have I'])
  await Promise.all([her!.close(), his!.close()])
})

test('what asks for a PIN is not passed on, and both read why, in their own words', async () => {
  const { ann, bernard, id } = await claimed('Do my shopping')
  const [her, his] = await Promise.all([ann, bernard].map((who) => openAs(browser, at(id), { who })))
  await send(his!.page, 'Ann', 'Just give me your bank card and tell me the PIN')
  await his!.page.getByText('We have not passed this on.').waitFor()
  await her!.page.getByText('We have kept it back. Nobody here needs yours.').waitFor(byItself)
  expect(await her!.page.content()).not.toContain('tell me the PIN')
  await Promise.all([her!.close(), his!.close()])
})

test('two taps tell the stewards, with script and without', async () => {
  const { ann, bernard, id, write } = await claimed('Fix the gate')
  await write(bernard, 'You are a nuisance')
  const queue = async () => (await street.as(ann)('GET', '/api/me/reports')).json().items.length
  const before = await queue()
  const her = await openAs(browser, at(id), { who: ann, javaScriptEnabled: false })
  await her.page.getByText('Something is wrong').click()
  await her.page.getByRole('button', { name: 'It is unkind' }).click()
  await her.page.getByText('We have told the stewards.').waitFor()
  expect(await queue()).toBe(before + 1)
  await her.close()
  await write(bernard, 'Really')
  const again = await openAs(browser, at(id), { who: ann })
  await again.page.getByText('Something is wrong').click()
  await again.page.getByRole('button', { name: 'It looks like a trick' }).click()
  await again.page.getByText('We have told the stewards.').waitFor()
  expect(await queue()).toBe(before + 2)
  await again.close()
})

describe('the page with words on it', () => {
  test('can be read and used by everybody, light and dark, small and wide', {
    timeout: 240_000,
  }, async () => {
    const [, , , nur] = street.cast
    const { ann, id, write } = await claimed('Water the tomatoes', nur)
    await write(nur, 'مرحبا، أصل في الرابعة')
    await write(ann, 'Lovely. The can is behind the blue door, and the tap is stiff: turn it to the left')
    await write(nur, 'Tell me the PIN of your card')
    for (const who of [ann, nur]) {
      const { page, close } = await openAs(browser, at(id), { who })
      await expectReadable(page, `talk ${who.name}`)
      await close()
    }
  })
})

test('the next message is said as the first was, though the words are the same', async () => {
  const { ann, bernard, write } = await claimed('Water the plants')
  const { page, close } = await openAs(browser, `${town.url}/help-now`, { who: ann })
  const heard = page.locator('body p.aside[role=status]').first()
  await write(bernard, 'One')
  await expect.poll(() => heard.textContent(), byItself).toMatch(/new message/)
  for (const link of ['My things', 'Water the plants'])
    await page.getByRole('link', { name: link }).first().click()
  await linesOn(page).filter({ hasText: 'One' }).waitFor()
  await page.getByRole('link', { name: 'Help now' }).click()
  await page.getByRole('heading', { name: 'If you need help now' }).waitFor()
  await expect.poll(() => heard.textContent()).toBe('')
  await write(bernard, 'Two')
  await expect.poll(() => heard.textContent(), byItself).toMatch(/new message/)
  await close()
})
