/** What a steward can do from a case besides deciding it: reach somebody, and take the whole of it to the police. */
import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { expect, test } from 'vitest'
import { openAs } from '../support/at-the-door.ts'
import { minutes } from '../support/house.ts'
import { expectReadable } from '../support/looks.ts'
import { press } from '../support/signed-in.ts'
import { stewardedTown } from '../support/stewards.ts'
import { type Town, withTown } from '../support/with-town.ts'

let town: Town
let browser: Browser
withTown((opened) => {
  ;({ town, browser } = opened)
})

const limit = 240_000
const despair = 'I do not want to be here anymore'

test.each([true, false])(
  'from the case a steward says why and is shown how to ring somebody, and takes the case along (script: %s)',
  { timeout: limit },
  async (javaScriptEnabled) => {
    const { ann, dell, chandra, heldPost, boardId, as, url } = await stewardedTown(town)
    const { caseId } = await heldPost(dell, { title: 'Bread please', details: despair }, 'crisis')
    const { page, close, complaints } = await openAs(browser, `${town.url}/cases/${caseId}`, {
      who: ann,
      javaScriptEnabled,
    })
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'The whole case, sealed' }).click(),
    ])
    expect(await readFile(await file.path(), 'utf8')).toContain(despair)
    await page.getByRole('link', { name: 'How to reach Dell' }).click()
    await page.getByLabel('Why do you need it?').waitFor()
    expect(await page.content()).not.toContain('dell@example.org')
    await press(page, 'Show it to me')
    await page.getByRole('alert').waitFor()
    await page.getByLabel('Why do you need it?').fill('You wrote that you cannot go on, and I want to ring')
    await press(page, 'Show it to me')
    await page.getByRole('link', { name: 'dell@example.org' }).waitFor()
    const { items } = (await as(dell)('GET', '/api/me/reveals')).json()
    expect(items[0]).toMatchObject({
      to: { id: ann.id },
      as: 'steward',
      reason: expect.stringContaining('ring'),
    })
    const ledger = (await as(chandra)('GET', `${url}/ledger`)).body
    for (const line of ['contact.seen', 'evidence.taken']) expect(ledger).toContain(line)
    if (javaScriptEnabled) await expectReadable(page, 'reach')
    town.clock.pass(minutes(11))
    await page.reload()
    await page.getByLabel('Why do you need it?').waitFor()
    expect((await as(chandra)('GET', `/api/boards/${boardId}/members/${dell.id}/looks`)).statusCode).toBe(403)
    expect(complaints.filter((line) => !/422/.test(line))).toEqual([])
    await close()
  },
)
