/** Signing in as a neighbour does it: with the letter in hand, on a phone, with script and without. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { plugIn } from '../support/authenticator.ts'
import {
  askCode,
  codeIn,
  type Doorstep,
  enterAs,
  heading,
  newestLetter,
  press,
  withDoorsteps,
} from '../support/doorstep.ts'
import { ready } from '../support/visit.ts'

let doorstep: Doorstep
withDoorsteps((opened) => {
  doorstep = opened
})

const pathOf = (page: Page) => new URL(page.url()).pathname + new URL(page.url()).search

describe.each([
  ['with script', true],
  ['without script', false],
])('%s', (_, javaScriptEnabled) => {
  test('a newcomer asks for a code, types it in, and goes on to where they were going', async () => {
    const page = await doorstep.open('/sign-in?next=/help-now', { javaScriptEnabled })
    await askCode(page)
    expect(pathOf(page)).toBe('/sign-in/code?next=%2Fhelp-now')
    await page.getByText(/Your code for .?ann@example.org.? is ready/).waitFor()
    await page.getByText('folder called outbox').waitFor()
    const code = codeIn(await newestLetter(doorstep.house))
    await page.getByLabel('Your code').fill(code)
    await press(page, 'Sign in')
    const name = page.getByLabel('What shall neighbours call you?')
    await page.getByRole('alert').waitFor()
    await expect.poll(() => name.getAttribute('aria-invalid')).toBe('true')
    await expect.poll(() => page.getByLabel('Your code').inputValue()).toBe(code)
    await name.fill('Ann')
    await press(page, 'Sign in')
    if (javaScriptEnabled) await page.getByRole('link', { name: 'Go on' }).click()
    await page.waitForURL(`${doorstep.url}/help-now`)
    await page.getByRole('link', { name: 'About me' }).first().waitFor()
  })

  test('a wrong code is said beside its field', async () => {
    const page = await doorstep.open('/sign-in', { javaScriptEnabled })
    await askCode(page)
    await page.getByLabel('Your code').fill('nonsense')
    await press(page, 'Sign in')
    await page.getByRole('alert').getByText('That code does not work').waitFor()
    await expect.poll(() => page.getByLabel('Your code').inputValue()).toBe('nonsense')
  })

  test('a link that was opened three times by others still signs in, at the press of its button', async () => {
    const page = await doorstep.open('/sign-in', { javaScriptEnabled })
    await askCode(page)
    const link = /http\S+\/sign-in\/link\/\S+/.exec(await newestLetter(doorstep.house))![0]
    for (let time = 0; time < 3; time++) expect((await fetch(link)).status).toBe(200)
    await page.goto(link)
    await page.getByLabel('What shall neighbours call you?').fill('Ann')
    await press(page, 'Sign in')
    await heading(page, 'You are in, Ann')
  })

  test('a card made by a neighbour signs in whoever holds it', async () => {
    const ann = await doorstep.open('/sign-in')
    await enterAs(doorstep, ann, 'Ann')
    await ann.waitForURL(/welcome/)
    const state = await ann.context().storageState()
    const page = await doorstep.open('/card', { javaScriptEnabled, storageState: state })
    await page.getByLabel('What shall neighbours call them?').fill('Nell')
    await press(page, 'Make the card')
    await heading(page, 'Their card')
    const code = (await page.locator('.code').textContent())!.trim()
    const drawn = "document.querySelector('main img').naturalWidth"
    await expect.poll(() => page.evaluate<number>(drawn)).toBeGreaterThan(0)
    const nell = await doorstep.open('/sign-in/card', { javaScriptEnabled })
    await nell.getByLabel('What the card says').fill(code.toLowerCase())
    await press(nell, 'Sign in')
    await nell.getByRole('link', { name: 'About me' }).first().click()
    await heading(nell, 'About me')
    await expect.poll(() => nell.getByLabel('What neighbours call you').inputValue()).toBe('Nell')
  })

  test('somebody changes their name, signs out everywhere, and leaves for good', async () => {
    const start = await doorstep.open('/sign-in')
    await enterAs(doorstep, start, 'Ann')
    await start.waitForURL(/welcome/)
    const page = await doorstep.open('/me', {
      javaScriptEnabled,
      storageState: await start.context().storageState(),
    })
    await page.getByLabel('What neighbours call you').fill('Annie')
    await press(page, 'Save the name')
    await page.getByText('Your name is saved.').waitFor()
    await press(page, 'Sign out everywhere')
    await page.getByText('You are signed out everywhere.').waitFor()
    await start.goto(`${doorstep.url}/me`)
    await heading(start, 'Sign in')
    await enterAs(doorstep, start, 'Ann')
    await start.waitForURL(`${doorstep.url}/help-now`)
    await start.goto(`${doorstep.url}/me/leave`)
    await press(start, 'Leave and erase me')
    await start.getByText('what we knew of you is erased').waitFor()
    const { read } = doorstep.house.store
    expect(await read.select({ name: read.t.people.name }).from(read.t.people)).toEqual([
      { name: 'A neighbour who left' },
    ])
  })
})

test('a passkey is offered after the first success, and signs in from then on', async () => {
  const page = await doorstep.open('/sign-in')
  await plugIn(page)
  await enterAs(doorstep, page, 'Ann')
  await heading(page, 'You are in, Ann')
  await press(page, 'Make a passkey here')
  await page.waitForURL(`${doorstep.url}/help-now`)
  await page.goto(`${doorstep.url}/me`)
  await ready(page)
  await page
    .getByText(/Chrome, .* since/)
    .first()
    .waitFor()
  await press(page, 'Sign out here')
  await page.getByText('You are signed out here.').waitFor()
  await press(page, 'Use my passkey')
  await page.getByRole('link', { name: 'About me' }).first().waitFor()
  await page.goto(`${doorstep.url}/me`)
  await ready(page)
  await press(page, 'Take it off')
  await page.getByText('You have no passkey yet.').waitFor()
})

test('whoever is not signed in is asked to be, and never sent to another site', async () => {
  const page = await doorstep.open('/card')
  expect(pathOf(page)).toBe('/sign-in?next=%2Fcard')
  for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example', '/api/me/export']) {
    const away = await doorstep.open(`/sign-in/code?next=${encodeURIComponent(next)}`)
    const hidden = await away.locator('#form-code input[name=_next]').getAttribute('value')
    expect(hidden).toBe('/')
  }
})
