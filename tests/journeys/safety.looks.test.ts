/** The pages on which a street keeps safe, as everybody can read and use them. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAs } from '../support/at-the-door.ts'
import { bareWords, expectReadableAsIs, screens } from '../support/looks.ts'
import { unsafely } from '../support/safety.ts'
import { ask, join, startStreet } from '../support/street.ts'
import { meet, openWalk, type Town } from '../support/streetwalk.ts'

let town: Town
let paths: Record<string, string>
let who: Awaited<ReturnType<typeof people>>
beforeAll(async () => {
  town = await openWalk()
  who = await people()
}, 240_000)
afterAll(() => town?.close())

async function people() {
  const cast = await meet(town, ['Ann', 'Bernard', 'Chandra'])
  const [ann, bernard, chandra] = cast
  const bare = await startStreet(town, ann, { ...unsafely, name: 'Ash Row' })
  const { id } = await startStreet(town, ann)
  for (const one of [bernard, chandra]) await join(town, id, one)
  await ask(town, 'PUT', `/boards/${id}/leads/${bernard.id}`).by(ann, {})
  paths = {
    start: '/start',
    bare: `/boards/${bare.id}/safety`,
    safety: `/boards/${id}/safety`,
    'help now': `/help-now?board=${id}`,
  }
  return cast
}

test.each(screens)(
  'look right at $width in $colorScheme',
  async (screen) => {
    const { page, close } = await openAs(town.browser, town.url, { who: who[0], width: screen.width })
    await page.emulateMedia({ colorScheme: screen.colorScheme })
    for (const [name, path] of Object.entries(paths)) {
      await page.goto(town.url + path)
      await page.locator('html[data-ready]').waitFor()
      await expectReadableAsIs(page, `${name} ${screen.width} ${screen.colorScheme}`)
    }
    await close()
  },
  240_000,
)

test('have no word of their own', async () => {
  const { page, close } = await openAs(town.browser, town.url, { who: who[0] })
  const names = who.map(({ name }) => name)
  const board = (await ask(town, 'GET', `/boards/${paths.safety!.split('/')[2]}`).by(who[0])).json()
  const lines = board.helplines.flatMap((line: { name: string; number: string; words: string }) => [
    ...[line.name, line.words, `${line.name}, ${line.number}`],
  ])
  for (const path of [paths.bare!, paths.safety!, paths['help now']!]) {
    await page.goto(`${town.url}${path}${path.includes('?') ? '&' : '?'}lang=en-XA`)
    expect(await bareWords(page, [...names, ...lines, 'English', 'Elm Street', 'Ash Row'])).toEqual([])
  }
  await close()
}, 240_000)
