// What the words sound like, said beside them with script and on the check page without; and who is asked by name.
import type { Browser } from 'playwright-core'
import { expect, test } from 'vitest'
import { openAs } from '../support/at-the-door.ts'
import { foundStreet } from '../support/elm-row.ts'
import { expectReadableAsIs, keep } from '../support/looks.ts'
import { type Town, withTown } from '../support/with-town.ts'

let town: Town
let browser: Browser
withTown((opened) => {
  ;({ town, browser } = opened)
})

test.each([true, false])(
  'a lift is asked for of somebody by name, with script: %s',
  { timeout: 90_000 },
  async (javaScriptEnabled) => {
    const { cast, as, boardId } = await foundStreet(town, ['Ann', 'Bernard', 'Chandra'])
    const [, bernard, chandra] = cast
    const neighbours = `${town.url}/boards/${boardId}/neighbours`
    const agreeing = await openAs(browser, neighbours, { javaScriptEnabled, who: chandra })
    agreeing.page.setDefaultTimeout(20_000)
    await agreeing.page.getByRole('button', { name: 'Yes, they may ask me' }).click()
    await agreeing.page.getByText('You have agreed').waitFor()
    await keep(agreeing.page, 'agree')
    const asking = `${town.url}/boards/${boardId}/ask`
    const { page, complaints, close } = await openAs(browser, asking, { javaScriptEnabled, who: bernard })
    page.setDefaultTimeout(20_000)
    await page.getByLabel('What do you need?').fill('A lift to the eye clinic')
    const said = page.getByText('sounds as if somebody is alone with another in a car')
    if (javaScriptEnabled) {
      await said.waitFor()
      await expectReadableAsIs(page, 'near')
      await page.getByRole('button', { name: 'Say: Inside my home' }).click()
      await said.waitFor({ state: 'detached' })
    }
    await page.getByLabel('Whom do you ask?').selectOption({ label: 'Chandra' })
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('heading', { name: 'Look at it once more' }).waitFor()
    if (!javaScriptEnabled) {
      await said.waitFor()
      await page.getByRole('button', { name: 'Say: Inside my home' }).click()
      await said.waitFor({ state: 'detached' })
    }
    await page.getByText('Inside my home, or in a car with me').waitFor()
    await page.getByRole('button', { name: 'Put it on the board' }).click()
    await page.waitForURL(/said=post-up/)
    const path = new URL(page.url()).pathname
    const taken = await as(chandra)('POST', `/api${path}/claims`, {})
    expect(taken.statusCode).toBe(201)
    expect(complaints.filter((one) => !/40[34]/.test(one))).toEqual([])
    await Promise.all([close(), agreeing.close()])
  },
)
