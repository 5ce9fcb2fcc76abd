// Knowing each other, and not wanting to meet, as two people do it in a browser.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundStreet } from '../support/elm-row.ts'
import { ask } from '../support/street.ts'
import { browse, openWalk, press, type Town } from '../support/streetwalk.ts'

let town: Town
beforeAll(async () => {
  town = await openWalk()
}, 240_000)
afterAll(() => town?.close())

test.each([true, false])(
  'a neighbour vouches, thinks again, blocks and unblocks (script: %s)',
  async (javaScriptEnabled) => {
    const { boardId, cast, post } = await foundStreet(town, ['Ann', 'Bernard', 'Chandra'])
    const [ann, bernard] = cast
    const { id } = await post(bernard, { title: 'Mend a chair' })
    const { page } = await browse(town, ann, { path: `/posts/${id}`, javaScriptEnabled })
    await page.getByRole('link', { name: 'Bernard' }).click()
    await page.getByText('Nobody here has said yet that they know Bernard.').waitFor()
    await press(page, 'I know Bernard')
    await page.getByText('Ann knows Bernard.').waitFor()
    await press(page, 'Take it back that I know Bernard')
    await page.getByText('Nobody here has said yet').waitFor()
    await press(page, 'Block Bernard')
    await page.getByText('Done. You do not see each other here any more.').waitFor()
    expect((await ask(town, 'GET', `/posts/${id}`).by(ann)).statusCode).toBe(404)
    await page.goto(`${town.url}/boards/${boardId}/neighbours`)
    expect(await page.getByText('Bernard').count()).toBe(0)
    await page.getByText('Chandra', { exact: true }).waitFor()
    await page.goto(`${town.url}/me/blocks`)
    await press(page, 'Stop blocking Bernard')
    await page.getByText('You have not blocked anybody.').waitFor()
    expect((await ask(town, 'GET', `/posts/${id}`).by(ann)).statusCode).toBe(200)
  },
  240_000,
)

test('a steward says how a street comes to trust somebody', async () => {
  const { boardId, cast } = await foundStreet(town, ['Stella'])
  const { page } = await browse(town, cast[0], { path: `/boards/${boardId}/settings` })
  const wanted = page.getByLabel('How many have to know somebody before they are trusted?')
  await expect.poll(() => wanted.inputValue()).toBe('0')
  for (const [choice, stored] of [
    ['2', 2],
    ['', null],
  ] as const) {
    await wanted.selectOption(choice)
    await page.getByLabel('Everybody’s').check()
    await press(page, 'Save')
    // The word that it is saved stands there from the first time.
    await expect
      .poll(async () => (await ask(town, 'GET', `/boards/${boardId}`).by(cast[0])).json())
      .toMatchObject({ vouchesWanted: stored, checking: 'everyone' })
    await page.getByText('Saved.').first().waitFor()
  }
}, 240_000)
