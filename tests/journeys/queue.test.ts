// J7: two hundred posts wait, and two stewards clear them at once, in real browsers and with a clock the test moves.
import { eq } from 'drizzle-orm'
import type { Browser, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Actions } from '#contract/actions'
import { openAs } from '../support/at-the-door.ts'
import { hours, minutes } from '../support/house.ts'
import { type StewardedStreet, stewardedTown } from '../support/stewards.ts'
import { type Town, withTown } from '../support/with-town.ts'

let town: Town
let street: StewardedStreet
let browser: Browser
withTown(async (opened) => {
  ;({ town, browser } = opened)
  street = await stewardedTown(town)
})

const queuePage = () => `${town.url}/boards/${street.boardId}/cases`
const cards = (page: Page) => page.locator('[data-case]')

/** One by one, by the keyboard alone, until nothing she may decide so is left. */
async function byKeys(page: Page, most: number) {
  for (let n = 0; n < most; n++) {
    const before = await cards(page).count()
    if (before === 0) return
    await page.keyboard.press('j')
    await page.keyboard.press('a')
    await page.getByText('You can take it back for ten minutes').first().waitFor()
    await page.waitForFunction(
      `document.querySelectorAll('[data-case]').length !== ${before} || document.querySelector('.warning')`,
    )
  }
}

/** All that can be chosen, at once, again and again. */
async function together(page: Page) {
  await page.evaluate(
    `document.querySelectorAll('#form-batch [type=checkbox]').forEach((one) => { one.checked = true })`,
  )
  await page.getByRole('button', { name: 'Put the chosen on the board' }).click({ timeout: 30_000 })
  await page.getByText('You can take them back for ten minutes').waitFor({ timeout: 30_000 })
}

test('two hundred posts, two stewards, no case decided twice, and none waits four hours unheard', async () => {
  const { ann, bernard, dell, esther, holding, post, queue, noticed, house, as, url } = street
  const write = (n: number) =>
    post(n % 2 ? dell : esther, { title: `Number ${n} on the list`, details: `Thing ${n}` })
  await holding('new', async () => {
    for (let n = 0; n < 199; n++) await write(n)
  })
  await holding('crisis', () => write(199))
  house.clock.pass(hours(3))
  await house.sweep()
  expect((await queue(ann, '?limit=200')).open).toBe(200)
  const [hers, his] = await Promise.all([
    openAs(browser, queuePage(), { who: ann, width: 1280 }),
    openAs(browser, queuePage(), { who: bernard }),
  ])
  await hers.page.getByText('Somebody may need help now').first().waitFor()
  expect(await cards(hers.page).first().innerText()).toBe('Number 199 on the list')
  await Promise.all([byKeys(hers.page, 12), together(his.page)])
  await hers.page.reload()
  await byKeys(hers.page, 20)
  await hers.page.getByText('Nothing waits. Thank you for looking.').waitFor()
  expect((await queue(bernard)).open).toBe(0)

  const { actions } = house.store.read.t
  const done = await house.store.read.select().from(actions).where(eq(actions.boardId, street.boardId))
  expect(done).toHaveLength(200)
  expect(new Set(done.map(({ caseId }) => caseId)).size).toBe(200)
  expect(new Set(done.map(({ byId }) => byId))).toEqual(new Set([ann.id, bernard.id]))
  expect((await as(dell)('GET', `${url}/ledger/check`)).json()).toMatchObject({ fault: null })
  const alarms = (await noticed(bernard)).filter((what) => what === 'queue.waits')
  expect(alarms).toEqual([])
  for (const { complaints } of [hers, his]) expect(complaints.filter((one) => !/409/.test(one))).toEqual([])
  await Promise.all([hers.close(), his.close()])
}, 240_000)

test('what nobody looks at is said aloud after four hours', async () => {
  const { ann, dell, holding, post, noticed, house } = street
  await holding('new', () => post(dell, { title: 'Left alone for long' }))
  house.clock.pass(hours(4) - minutes(1))
  const told = async () => (await noticed(ann)).filter((what) => what === 'queue.waits').length
  expect(await told()).toBe(0)
  house.clock.pass(minutes(1))
  await expect.poll(told).toBe(1)
})

test('a neighbour tells the stewards in two taps, a steward hides it, its author asks for a second look', async () => {
  const { ann, bernard, chandra, dell, post, house, as } = street
  const { id } = await post(dell, { title: 'A sharp word for all' })
  const hers = await openAs(browser, `${town.url}/posts/${id}`, { who: chandra, javaScriptEnabled: false })
  await hers.page.getByRole('link', { name: 'Tell the stewards' }).click()
  await hers.page.getByRole('button', { name: 'It is unkind' }).click()
  await hers.page.getByText('The stewards will look').waitFor()
  const anns = await openAs(browser, queuePage(), { who: ann })
  await anns.page.getByRole('link', { name: 'A sharp word for all' }).focus()
  await anns.page.keyboard.press('h')
  await anns.page.locator('#form-hide').getByLabel('Unkind').check()
  await anns.page.locator('#form-hide').getByRole('button', { name: 'Hide it' }).click()
  await anns.page.getByText('Decided, and whoever it is about has been told.').waitFor()
  const dells = await openAs(browser, `${town.url}/decisions`, { who: dell })
  await dells.page.getByText('Your post is hidden').waitFor()
  await dells.page.getByText('Ask for a second look').click()
  await dells.page.getByLabel('What should another steward know?').fill('I meant the weather')
  await dells.page.getByRole('button', { name: 'Ask another steward' }).click()
  await dells.page.getByText('Another steward looks again').waitFor()
  const his = await openAs(browser, queuePage(), { who: bernard })
  await his.page.getByText('I meant the weather').waitFor()
  await his.page.getByLabel('Your answer to them').fill('You are right')
  await his.page.getByRole('button', { name: 'Take the decision back' }).click()
  await his.page.getByText('Answered.').waitFor()
  expect((await as(chandra)('GET', `/api/posts/${id}`)).json().state).toBe('open')
  const { items } = (await as(ann)('GET', `/api/boards/${street.boardId}/actions`)).json() as Actions
  expect(items[0]).toMatchObject({ deed: 'hide', state: 'overturned' })
  await house.sweep()
  for (const { complaints, close } of [hers, anns, dells, his]) {
    expect(complaints).toEqual([])
    await close()
  }
}, 240_000)
