// J9, its second half: who was frozen signs out, signs in on the same phone under another name, and joins again.
import type { Browser, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openAs } from '../support/at-the-door.ts'
import { addressOf, codeFor } from '../support/cast.ts'
import { minutes } from '../support/house.ts'
import { expectReadable } from '../support/looks.ts'
import { press, unfold } from '../support/signed-in.ts'
import { stewardedTown } from '../support/stewards.ts'
import { type Town, withTown } from '../support/with-town.ts'

let town: Town
let browser: Browser
withTown((opened) => {
  ;({ town, browser } = opened)
})

/** As anybody joins: by name and address on the page of the street, and the code that comes. */
async function join(page: Page, boardId: string, name: string) {
  town.clock.pass(minutes(13))
  await page.goto(`${town.url}/boards/${boardId}/join`)
  await page.getByLabel('What shall neighbours call you?').fill(name)
  await page.getByLabel('Email address or mobile number').fill(addressOf(name))
  await press(page, 'Join this street')
  await page.getByLabel('Your code').fill(await codeFor(town.store, addressOf(name)))
  await press(page, 'Sign in')
  await page.getByRole('link', { name: 'About me' }).first().waitFor()
}

test.each([
  ['with script', true, ['Mallory', 'Molly']],
  ['without script', false, ['Mervyn', 'Merv']],
] as const)(
  'a swindler who comes back under another name is seen by the stewards, %s',
  async (_, javaScriptEnabled, [before, after]) => {
    const { ann, bernard, boardId, tell, chandra, queue, as } = await stewardedTown(town)
    const { page, close } = await openAs(browser, town.url, { javaScriptEnabled })
    await join(page, boardId, before)
    const { items } = (await as(ann)('GET', `/api/boards/${boardId}/members`)).json()
    const mallory = items.find(({ person }: { person: { name: string } }) => person.name === before).person.id
    await tell(chandra, { kind: 'person', id: mallory }, { reason: 'scam' })
    const [first] = (await queue(ann)).items
    const frozen = await as(ann)('POST', `/api/cases/${first!.id}/actions`, {
      deed: 'freeze',
      reason: 'scam',
    })
    expect(frozen.statusCode).toBe(201)
    await page.goto(`${town.url}/me`)
    await press(page, 'Sign out here')
    await page.getByRole('link', { name: 'Sign in' }).first().waitFor()
    await join(page, boardId, after)

    const steward = await openAs(browser, `${town.url}/boards/${boardId}/cases`, {
      who: bernard,
      javaScriptEnabled,
    })
    await steward.page.getByText('May be somebody you sent away').waitFor()
    await steward.page.getByText('Signs in where somebody does who is paused').waitFor()
    await steward.page.getByRole('link', { name: after }).click()
    await steward.page.getByRole('heading', { name: 'May be the same person' }).waitFor()
    await steward.page.getByText(/who is paused, signs in on the same phone or computer/).waitFor()
    await steward.page.getByText('Families share a phone').waitFor()
    if (javaScriptEnabled) await expectReadable(steward.page, 'another account')
    await unfold(steward.page, 'Ask them to wait')
    await steward.page.getByLabel(/For how many hours/).fill('24')
    await press(steward.page, 'Ask them to wait')
    await steward.page.waitForURL(/\/cases(\?|$)/)
    expect((await queue(ann)).items.filter(({ kind }) => kind === 'account')).toEqual([])
    await Promise.all([close(), steward.close()])
  },
)
