// An errand that costs money, from the asking to the receipt, with script and without.
import type { Browser } from 'playwright-core'
import { expect, test } from 'vitest'
import { openAs } from '../support/at-the-door.ts'
import { foundStreet } from '../support/elm-row.ts'
import { expectReadable } from '../support/looks.ts'
import { type Town, withTown } from '../support/with-town.ts'

let town: Town
let browser: Browser
withTown((opened) => {
  ;({ town, browser } = opened)
})

test.each([true, false])(
  'the shopping is asked for, paid, said and read, with script: %s',
  { timeout: 90_000 },
  async (javaScriptEnabled) => {
    const { cast, as, boardId } = await foundStreet(town, ['Ann', 'Bernard', 'Chandra'])
    const [ann, bernard, chandra] = cast
    const look = { javaScriptEnabled }
    const asking = await openAs(browser, `${town.url}/boards/${boardId}/ask`, { ...look, who: bernard })
    const { page } = asking
    page.setDefaultTimeout(20_000)
    await page.getByLabel('What do you need?').fill('A loaf and some milk')
    await page.getByText('If it costs money').click()
    await page.getByLabel('How many pounds at most?').fill('35')
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('alert').getByText('At most £30 here').waitFor()
    if (javaScriptEnabled) await expectReadable(page, 'ask-money')
    await page.getByLabel('How many pounds at most?').fill('20')
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByText('up to £20, paid back with the receipt').waitFor()
    await page.getByRole('button', { name: 'Put it on the board' }).click()
    await page.waitForURL(/posts\/[\w-]+\?said=post-up/)
    const path = new URL(page.url()).pathname
    const claimed = await as(chandra)('POST', `/api${path}/claims`, {})
    await as(bernard)('PUT', `/api/claims/${claimed.json().id}/acceptance`)

    const helping = await openAs(browser, town.url + path, { ...look, who: chandra })
    const hers = helping.page
    const said = hers.locator('#form-done')
    await hers.getByRole('link', { name: 'It is done', exact: true }).click()
    await said.getByLabel('What did it cost in all?').fill('12.4')
    await said.getByRole('button', { name: 'It is done', exact: true }).click()
    await said.getByRole('alert').getByText('such as 12.40').waitFor()
    await said.getByLabel('What did it cost in all?').fill('12.40')
    await said.getByRole('button', { name: 'It is done', exact: true }).click()
    await said.getByRole('alert').getByText('Tick this once you have the receipt').waitFor()
    expect(await said.getByLabel('What did it cost in all?').inputValue()).toBe('12.40')
    if (javaScriptEnabled) await expectReadable(hers, 'done-money')
    await said.getByLabel('What does the receipt say?').fill('Bread and milk, Corner Shop')
    await said.getByLabel('The receipt is here').check()
    await said.getByRole('button', { name: 'It is done', exact: true }).click()
    await hers.waitForURL(/said=done/)
    await hers.getByText('It is done. Thank you').waitFor()
    expect(await hers.locator('main').textContent()).not.toContain('£12.40')

    await page.goto(town.url + path)
    await page.getByText('£12.40').waitFor()
    if (javaScriptEnabled) await expectReadable(page, 'read-money')
    await hers.getByRole('link', { name: 'Put right what it cost' }).click()
    const mending = hers.locator('#form-mend')
    await mending.getByLabel('What did it cost in all?').fill('14.20')
    await mending.getByRole('button', { name: 'Put right what it cost' }).click()
    await mending.getByRole('alert').getByText('Tick this once you have the receipt').waitFor()
    if (javaScriptEnabled) await expectReadable(hers, 'mend-money')
    await mending.getByLabel('What does the receipt say?').fill('Bread and milk, Corner Shop')
    await mending.getByLabel('The receipt is here').check()
    await mending.getByRole('button', { name: 'Put right what it cost' }).click()
    await hers.waitForURL(/said=mended/)
    await page.reload()
    await page.getByText('£14.20').waitFor()
    const steward = await openAs(browser, town.url + path, { ...look, who: ann })
    const his = steward.page
    expect(await his.locator('main').textContent()).not.toContain('14.20')
    await his.getByRole('link', { name: 'Look at what was spent' }).click()
    await his.getByLabel('Why do you need to see it?').fill('They do not agree about the change')
    if (javaScriptEnabled) await expectReadable(his, 'look-money')
    await his.getByRole('button', { name: 'Look at what was spent' }).click()
    await his.getByText('£14.20').waitFor()
    const complaints = [asking, helping, steward].flatMap((one) => one.complaints)
    expect(complaints.filter((one) => !/40[34]|422/.test(one))).toEqual([])
    await Promise.all([asking.close(), helping.close(), steward.close()])
  },
)
