// An old neighbour comes back after more than a year, and the two who know her let her in.
import type { Browser } from 'playwright-core'
import { expect, test } from 'vitest'
import { openAs } from '../support/at-the-door.ts'
import { addressOf, type Cast, cameBack, codeFor } from '../support/cast.ts'
import { foundStreet } from '../support/elm-row.ts'
import { days, minutes } from '../support/house.ts'
import { expectReadable } from '../support/looks.ts'
import { press } from '../support/signed-in.ts'
import { type Town, withTown } from '../support/with-town.ts'

let town: Town
let browser: Browser
withTown((opened) => {
  ;({ town, browser } = opened)
})

const backAgain = (who: Cast) => cameBack(town, who)

test.each([
  ['with script', true, ['Ann', 'Bernard', 'Nell']],
  ['without script', false, ['Ada', 'Brian', 'Nora']],
] as const)(
  'whoever comes back after a year is let in by two neighbours, %s',
  async (_, javaScriptEnabled, names) => {
    const { cast, boardId } = await foundStreet(town, names)
    const [ann, bernard, nell] = cast
    town.clock.pass(days(200))
    for (const one of [ann, bernard]) await backAgain(one)
    town.clock.pass(days(170))
    const { page, close } = await openAs(browser, `${town.url}/sign-in`, { javaScriptEnabled })
    const typeCode = async () => {
      town.clock.pass(minutes(13))
      await page.goto(`${town.url}/sign-in`)
      await page.getByLabel('Email address or mobile number').fill(addressOf(nell.name))
      await press(page, 'Send me a code')
      await page.getByLabel('Your code').fill(await codeFor(town.store, addressOf(nell.name)))
      await press(page, 'Sign in')
    }
    await typeCode()
    await page.getByText('Or ask two neighbours who know you.').waitFor()
    await page.getByText('Then come back with a new code').waitFor()
    expect((await page.getByLabel('Your code').inputValue()).length).toBeGreaterThan(5)
    if (javaScriptEnabled) await expectReadable(page, 'way back')

    for (const one of [ann, bernard]) {
      const who = await backAgain(one)
      const theirs = await openAs(browser, `${town.url}/boards/${boardId}/neighbours`, {
        who,
        javaScriptEnabled,
      })
      await theirs.page.getByRole('link', { name: nell.name }).first().click()
      await theirs.page.getByRole('heading', { name: `Is ${nell.name} asking to get back in?` }).waitFor()
      if (javaScriptEnabled) await expectReadable(theirs.page, 'let back in')
      await press(theirs.page, `Yes, it is ${nell.name}`)
      await theirs.page.getByText(`You have said that it is ${nell.name}.`).waitFor()
      await theirs.close()
    }
    town.clock.pass(days(2))
    await typeCode()
    await page.getByRole('link', { name: 'About me' }).first().waitFor()
    await page.goto(`${town.url}/me`)
    await page.getByText(addressOf(nell.name)).waitFor()
    await close()
  },
)

test('whoever has the number now begins anew, and the one it belonged to sees who wants in', async () => {
  const { cast } = await foundStreet(town, ['Olga', 'Pat'])
  const [olga] = cast
  town.clock.pass(days(366))
  const own = await backAgain(olga).catch(() => null)
  expect(own?.headers.authorization).toBe('Bearer undefined')
  const expiresAt = town.clock.now() + days(9)
  await town.store.write((tx) =>
    tx
      .update(tx.t.sessions)
      .set({ expiresAt })
      .then(() => {}),
  )
  const hers = await openAs(browser, `${town.url}/me`, { who: olga })
  await hers.page.getByRole('heading', { name: 'Somebody wants to get in' }).waitFor()
  await hers.page.getByText('not used for a year.').waitFor()
  await expectReadable(hers.page, 'who wants in')
  await press(hers.page, 'That is not me: stop it')
  await hers.page.getByRole('heading', { name: 'Somebody wants to get in' }).waitFor({ state: 'detached' })

  const { page, close } = await openAs(browser, `${town.url}/sign-in`, {})
  town.clock.pass(minutes(13))
  await page.getByLabel('Email address or mobile number').fill(addressOf('Olga'))
  await press(page, 'Send me a code')
  await page.getByLabel('Your code').fill(await codeFor(town.store, addressOf('Olga')))
  await press(page, 'Sign in')
  await page.getByLabel('What shall neighbours call you?').fill('Newman')
  await press(page, 'Begin as somebody new')
  await page.getByRole('link', { name: 'About me' }).first().waitFor()
  await page.goto(`${town.url}/me`)
  expect(await page.getByLabel('What neighbours call you').inputValue()).toBe('Newman')
  await Promise.all([close(), hers.close()])
})
