/** A street is started, found, joined and looked after in a real browser, with script and without. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addressOf, codeFor } from '../support/cast.ts'
import { ask, join, startStreet } from '../support/street.ts'
import { boardOf, browse, meet, openWalk, press, see, type Town } from '../support/streetwalk.ts'

let town: Town
beforeAll(async () => {
  town = await openWalk()
}, 240_000)
afterAll(() => town?.close())

describe.each([true, false])('with script: %s', (javaScriptEnabled) => {
  test('somebody starts a street by its postcode, told first which postcode will not do', async () => {
    const [ann] = await meet(town, ['Ann'])
    const { page } = await browse(town, ann, { path: '/start', javaScriptEnabled })
    await page.getByLabel('What do people call your street?').fill('Elm & Oak')
    await page.getByLabel('Postcode', { exact: true }).fill('sr2 7xq')
    await page.getByText('Say more, if you like').click()
    await page.getByLabel('A steward says yes to each person').check()
    await page.getByLabel('Polski').check()
    await press(page, 'Start this street')
    await page.getByRole('alert').waitFor()
    await see(page, 'SR2 7XQ ended in 2019-06. Give the one used today, or a point')
    await expect
      .poll(() => page.getByLabel('What do people call your street?').inputValue())
      .toBe('Elm & Oak')
    await expect.poll(() => page.getByLabel('Polski').isChecked()).toBe(true)
    await page.getByLabel('Postcode', { exact: true }).fill('sr2 7xa')
    await press(page, 'Start this street')
    await see(page, 'Your street has started. Now ask a neighbour to join.')
    await see(page, 'Two stewards are wanted, so that nobody has to do it alone. Choose a neighbour below.')
    const boardId = new URL(page.url()).pathname.split('/')[2]!
    expect(await boardOf(town, boardId, ann)).toMatchObject({
      name: 'Elm & Oak',
      area: 'SR2 7',
      joining: 'approved',
      languages: ['en', 'pl'],
    })
  })

  test('a newcomer finds it, and joins in one step', async () => {
    const [ann] = await meet(town, ['Ann'])
    const name = `Found by ${ann.name}`
    const { id } = await startStreet(town, ann, { name, place: { postcode: 'SR2 7XB' } })
    const { page, broken } = await browse(town, null, { path: '/find', javaScriptEnabled })
    await page.getByLabel('Postcode').fill('sr27xc')
    await press(page, 'Find streets near here')
    await see(page, 'We do not know SR2 7XC here. Look again, or try a postcode nearby.')
    await page.getByLabel('Postcode').fill('sr27xd')
    await press(page, 'Find streets near here')
    await page.getByRole('link', { name }).click()
    await page.getByRole('heading', { name: `Join ${name}` }).waitFor()
    await press(page, 'Join this street')
    await page.getByRole('alert').waitFor()
    await expect.poll(() => page.getByText('This is needed').count()).toBe(4)
    const contact = `for.${addressOf(ann.name)}`
    await page.getByLabel('What shall neighbours call you?').fill('Bernard')
    await page.getByLabel('Email address or mobile number').fill(contact)
    await page.getByLabel('One thing you could offer (if you like)').fill('I can walk dogs')
    await press(page, 'Join this street')
    await page.waitForURL('**/sign-in/code?**')
    expect(new URL(page.url()).searchParams.get('next')).toBe(`/boards/${id}`)
    await page.getByLabel('Your code').fill(await codeFor(town.store, contact))
    await press(page, 'Sign in')
    await page.waitForURL(javaScriptEnabled ? /welcome|boards/ : `**/boards/${id}*`)
    const posts = await ask(town, 'GET', `/boards/${id}/posts`).by(ann)
    expect(posts.json().items).toMatchObject([{ title: 'I can walk dogs', author: { name: 'Bernard' } }])
    expect(broken).toEqual([])
  })

  test('a steward lets somebody in, shares the work, and steps down', async () => {
    const [ann, bernard, chandra] = await meet(town, ['Ann', 'Bernard', 'Chandra'])
    const { id } = await startStreet(town, ann, { joining: 'approved' })
    for (const neighbour of [bernard, chandra]) await join(town, id, neighbour)
    const { page } = await browse(town, ann, { path: `/boards/${id}/settings`, javaScriptEnabled })
    await press(page, `Let ${bernard.name} in`)
    await see(page, 'They are in, and have been told.')
    await press(page, 'Not this time')
    await see(page, 'Nobody is asking to join just now.')
    await page.getByText(`${bernard.name}: what a steward may do`).click()
    await press(page, `Make ${bernard.name} a steward`)
    await see(page, 'There is one more steward now.')
    await press(page, 'Stop being a steward')
    await see(page, 'That is done. Thank you for all you did.')
    expect((await boardOf(town, id, bernard)).you).toEqual({ role: 'steward', state: 'active' })
    expect((await boardOf(town, id, ann)).you).toEqual({ role: 'neighbour', state: 'active' })
    expect((await boardOf(town, id, chandra)).you).toBeNull()
  })

  test('the last steward cannot leave, and is told why', async () => {
    const [ann] = await meet(town, ['Ann'])
    const { id } = await startStreet(town, ann)
    const { page } = await browse(town, ann, { path: `/boards/${id}/settings`, javaScriptEnabled })
    await press(page, 'Leave this street')
    await see(page, 'A street needs a steward. Ask somebody else to be one first')
  })

  test('a steward changes the words, the rules and the kinds of help', async () => {
    const [ann] = await meet(town, ['Ann'])
    const { id } = await startStreet(town, ann)
    const { page } = await browse(town, ann, { path: `/boards/${id}/settings`, javaScriptEnabled })
    await page.getByLabel('A few words of welcome').fill('Come in')
    await page.getByLabel('People who have not joined may read the board').check()
    await press(page, 'Save')
    await see(page, 'Saved.')
    const before = await boardOf(town, id, ann)
    expect(before).toMatchObject({ welcome: 'Come in', visible: true, version: 2 })
    await page.getByText('Pets', { exact: true }).click()
    await page.getByLabel('Name of kind 4').fill('')
    await page.getByLabel('A new kind (if you like)').first().fill('Bees')
    await page
      .getByLabel('Words that mean the new kind, with commas between (if you like)')
      .first()
      .fill('hive, honey')
    await press(page, 'Save the kinds of help')
    await see(page, 'Saved.')
    await page.getByText('Bees', { exact: true }).waitFor()
    const { categories } = await boardOf(town, id, ann)
    expect(categories).toHaveLength(before.categories.length)
    expect(categories.map(({ id: kind }: { id: string }) => kind)).not.toContain('pets')
    expect(categories.at(-1)).toEqual({ id: 'bees', name: 'Bees', words: ['hive', 'honey'] })
  })

  test('an invitation is made, printed, used and ended', async () => {
    const [ann, bernard] = await meet(town, ['Ann', 'Bernard'])
    const { id } = await startStreet(town, ann, { joining: 'invited' })
    const { page } = await browse(town, ann, { path: `/boards/${id}/settings`, javaScriptEnabled })
    await page.getByLabel('How many people may use it?').fill('3')
    await press(page, 'Make an invitation')
    await page.getByRole('img', { name: 'A square to scan with a phone' }).waitFor()
    const address = await page.locator('.address').textContent()
    const invited = await browse(town, bernard, {
      path: new URL(address!.trim()).pathname,
      javaScriptEnabled,
    })
    await press(invited.page, 'Join this street')
    await invited.page.waitForURL(`**/boards/${id}?**`)
    expect((await boardOf(town, id, bernard)).you).toEqual({ role: 'neighbour', state: 'active' })
    await page.goto(`${town.url}/boards/${id}/settings`)
    await press(page, 'End it')
    await see(page, 'There is no invitation at the moment.')
    await invited.page.goto(`${town.url}${new URL(address!.trim()).pathname}`)
    await invited.page.getByRole('heading', { name: 'This invitation has ended' }).waitFor()
  })
})

test('a browser that knows where it is starts a street without a postcode', async () => {
  const [ann] = await meet(town, ['Ann'])
  const { page, context } = await browse(town, ann, { path: '/start' })
  await context.grantPermissions(['geolocation'], { origin: town.url })
  await context.setGeolocation({ latitude: 54.90012345, longitude: -1.38 })
  await page.getByLabel('What do people call your street?').fill('Here Street')
  await press(page, 'Use where I am now')
  await see(page, 'We will use where you are now. Others see only roughly where that is.')
  await press(page, 'Start this street')
  await see(page, 'Your street has started. Now ask a neighbour to join.')
  const { boards } = town.store.read.t
  const rows = await town.store.read.select().from(boards)
  expect(rows.find(({ name }) => name === 'Here Street')).toMatchObject({
    lat: 54.9,
    lng: -1.38,
    area: 'SR2 7',
  })
})
