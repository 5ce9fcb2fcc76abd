/** J8: somebody worries about a neighbour, and whoever looks after worries hears of it, in real browsers. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAs } from '../support/at-the-door.ts'
import type { Cast } from '../support/cast.ts'
import { foundStreet } from '../support/elm-row.ts'
import { hours, minutes } from '../support/house.ts'
import { expectReadable } from '../support/looks.ts'
import { openWalk, press, see, type Town } from '../support/streetwalk.ts'
import { ready } from '../support/visit.ts'

let town: Town
beforeAll(async () => {
  town = await openWalk()
}, 240_000)
afterAll(() => town?.close())

let streets = 0

/** Ann looks after worries with Bernard; Dell asks for help, Chandra is on it. */
async function worriedStreet() {
  streets += 1
  const names = ['Ann', 'Bernard', 'Chandra', 'Dell'].map((name) => `${name} ${streets}`)
  const { cast, as, boardId, post } = await foundStreet(town, names as unknown as ['a', 'b', 'c', 'd'])
  const [ann, bernard, chandra, dell] = cast
  const deputy = `/api/boards/${boardId}/leads/${bernard.id}`
  await as(ann)('PUT', deputy, {})
  await as(bernard)('PUT', deputy, {})
  const { id: postId } = await post(dell, { title: 'Bring my shopping up' })
  await as(chandra)('POST', `/api/posts/${postId}/claims`, {})
  const walk = (who: Cast, path: string, javaScriptEnabled = true) =>
    openAs(town.browser, town.url + path, { who, javaScriptEnabled })
  return { ann, bernard, chandra, dell, as, boardId, postId, walk }
}

const fact = 'She had a new bruise, and he answered each question for her'

describe.each([true, false])('with script: %s', (script) => {
  test('a neighbour is worried, is thanked, and it is looked after in time', async () => {
    const { ann, bernard, chandra, dell, boardId, postId, walk } = await worriedStreet()
    const helper = await walk(chandra, `/posts/${postId}`, script)
    await helper.page.getByRole('link', { name: 'I am worried about somebody' }).click()
    await helper.page.getByRole('link', { name: 'No, not now' }).click()
    await helper.page.getByText(`Only ${ann.name}, ${bernard.name}.`, { exact: false }).waitFor()
    await press(helper.page, 'Tell them')
    await helper.page.getByRole('alert').waitFor()
    await helper.page.getByLabel('What did you see or hear?').fill(fact)
    await helper.page.getByLabel('What do you think it may mean? (if you like)').fill('He may hurt her')
    await press(helper.page, 'Tell them')
    await see(helper.page, 'Received. Thank you.')
    expect(helper.page.url()).toContain(`/boards/${boardId}/worried`)

    const list = `/boards/${boardId}/worries`
    const lead = await walk(ann, list, script)
    await see(lead.page, 'Nobody has looked yet')
    expect(await lead.page.content()).not.toContain('bruise')
    town.clock.pass(hours(24))
    await lead.page.reload()
    await see(lead.page, 'Late: please look now')
    await lead.page.getByRole('link', { name: 'Have a look' }).click()
    await see(lead.page, fact)
    await see(lead.page, 'He may hurt her')
    const tel = lead.page.getByRole('link', { name: 'Call 0191 498 0100' })
    await expect.poll(() => tel.getAttribute('href')).toBe('tel:01914980100')
    await lead.page.getByLabel('What they want').check()
    await lead.page.getByLabel('In a few words').fill('Wants her sister to know first')
    await press(lead.page, 'Write it down')
    await see(lead.page, 'Wants her sister to know first')
    await lead.page.getByLabel('Is the one who can do least for themselves safe?').check()
    await press(lead.page, 'I have thought of these')
    await see(lead.page, 'Written down: these are thought of.')
    await expect.poll(() => lead.page.getByLabel('Is the one who can do least').isChecked()).toBe(true)

    const deputy = await walk(bernard, new URL(lead.page.url()).pathname, script)
    await see(deputy.page, 'Wants her sister to know first')
    await deputy.page.getByLabel('Close it: there is nothing more to do').check()
    await deputy.page.getByLabel('In a few words').fill('The council has taken it on')
    await press(deputy.page, 'Write it down')
    await deputy.page.getByText('It is kept until', { exact: false }).waitFor()
    const readers = await deputy.page.getByRole('listitem').filter({ hasText: bernard.name }).count()
    expect(readers).toBeGreaterThan(0)
    for (const who of [dell, chandra]) {
      const { page } = await walk(who, new URL(lead.page.url()).pathname, script)
      await page.getByRole('heading', { name: 'We cannot find that page' }).waitFor()
      expect(await page.content()).not.toContain('bruise')
    }
    expect(helper.complaints.filter((line) => !/422|404/.test(line))).toEqual([])
  }, 240_000)

  test('somebody in danger is told to call first, and what cannot wait is late after an hour', async () => {
    const { ann, chandra, dell, boardId, walk } = await worriedStreet()
    const { page } = await walk(chandra, `/boards/${boardId}/worried?person=${dell.id}`, script)
    await page.getByRole('link', { name: 'Yes, or I am not sure' }).click()
    await page.getByRole('heading', { name: 'Call 999 first' }).waitFor()
    await expect
      .poll(() => page.getByRole('link', { name: 'Call 999' }).first().getAttribute('href'))
      .toBe('tel:999')
    await expect.poll(() => page.getByLabel('It should not wait until tomorrow').isChecked()).toBe(true)
    await page.getByLabel('What did you see or hear?').fill('Shouting, and a door')
    await press(page, 'Tell them')
    await see(page, 'Received. Thank you.')
    town.clock.pass(minutes(60))
    await town.sweep()
    const lead = await walk(ann, '/mine', script)
    await see(lead.page, 'Something on your street still waits for you. Please look at it now.')
  }, 240_000)
})

test('all of it can be done by keyboard alone', async () => {
  const { chandra, postId, walk } = await worriedStreet()
  const { page } = await walk(chandra, `/posts/${postId}`)
  const goTo = async (name: string) => {
    for (let n = 0; n < 60; n++) {
      await page.keyboard.press('Tab')
      const at = await page.evaluate<string>(
        'document.activeElement.textContent.trim() || document.activeElement.name',
      )
      if (at === name) return
    }
    throw new Error(`Never came to ${name}`)
  }
  await goTo('I am worried about somebody')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'You are worried about somebody' }).waitFor()
  await goTo('No, not now')
  await page.keyboard.press('Enter')
  await page.getByLabel('What did you see or hear?').waitFor()
  await goTo('seen')
  await page.keyboard.type('The curtains have been closed for a week')
  await goTo('Tell them')
  await page.keyboard.press('Enter')
  await see(page, 'Received. Thank you.')
}, 240_000)

test('each page can be read by everybody', async () => {
  const { ann, chandra, dell, as, boardId, walk } = await worriedStreet()
  const about = { kind: 'person', id: dell.id }
  await as(chandra)('POST', `/api/boards/${boardId}/concerns`, { about, seen: fact, thought: 'Fear' })
  const [{ id }] = (await as(ann)('GET', `/api/boards/${boardId}/concerns`)).json().items
  await as(ann)('POST', `/api/concerns/${id}/steps`, { kind: 'spoken', words: 'With her, alone' })
  const paths = [
    `/boards/${boardId}/worried?person=${dell.id}`,
    `/boards/${boardId}/worries`,
    `/worries/${id}`,
  ]
  paths.push(`${paths[0]}&danger=yes`, `/boards/${boardId}/worried?sent=1`)
  const { page } = await walk(ann, '/')
  for (const [n, path] of paths.entries()) {
    await page.goto(town.url + path)
    await ready(page)
    await expectReadable(page, `worry ${n}`)
  }
}, 240_000)
