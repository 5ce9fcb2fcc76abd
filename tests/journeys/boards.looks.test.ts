/** Every page of a street, as everybody can read and use it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Category } from '#contract/boards'
import { languageOptions } from '../../web/boards/languages.ts'
import type { Cast } from '../support/cast.ts'
import { bareWords, expectReadable, overflowOf } from '../support/looks.ts'
import { ask, join, streetOf } from '../support/street.ts'
import { boardOf, browse, meet, openWalk, type Town } from '../support/streetwalk.ts'

let town: Town
beforeAll(async () => {
  town = await openWalk()
}, 240_000)
afterAll(() => town?.close())

const ownWords = ({ name, words }: Category) => [name, words.join(', ')]

describe('every page of a street', () => {
  const written: string[] = []
  let paths: string[]
  let ann: Cast
  beforeAll(async () => {
    const cast = await meet(town, ['Ann', 'Bernard', 'Chandra'])
    ann = cast[0]
    const { id } = await streetOf(town, [ann, cast[1]])
    await ask(town, 'POST', `/boards/${id}/members/${cast[1].id}/vouches`).by(ann)
    await ask(town, 'PATCH', `/boards/${id}`).by(ann, { version: 1, joining: 'approved' })
    await join(town, id, cast[2])
    const made = (await ask(town, 'POST', `/boards/${id}/invitations`).by(ann, {})).json()
    const token = made.url.slice(made.url.lastIndexOf('/') + 1)
    written.push(...cast.map(({ name }) => name), 'Elm Street', 'English', made.url)
    paths = [
      '/start',
      '/find',
      '/find?near=SR2+7XA',
      '/find?near=nowhere',
      `/boards/${id}/join`,
      `/boards/${id}/settings`,
      `/invitations/${token}`,
      '/invitations/over',
      `/boards/${id}/invitations/${made.id}`,
      `/boards/${id}/neighbours`,
      `/boards/${id}/neighbours/${cast[1].id}`,
      '/me/blocks',
    ]
  })

  test('can be read and used by everybody, light and dark, small and wide', async () => {
    const { page } = await browse(town, ann, { path: '/find' })
    for (const path of paths) {
      await page.goto(town.url + path)
      await expectReadable(page, path)
    }
  }, 240_000)

  test.each(['ar-XB', 'en-XA'])('in %s says every word from the catalogue, at 320 px', async (locale) => {
    const { page } = await browse(town, ann, { path: '/find' })
    await page.setViewportSize({ width: 320, height: 800 })
    const { categories, welcome } = await boardOf(town, paths[4]!.split('/')[2]!, ann)
    const own = languageOptions([]).map(({ label }) => label)
    const names = [...own, ...categories.flatMap(ownWords), welcome]
    for (const path of paths) {
      await page.goto(`${town.url}${path}${path.includes('?') ? '&' : '?'}lang=${locale}`)
      const bare = await bareWords(page, [...written, ...names])
      expect(
        bare.filter((words) => !words.includes('Street')),
        path,
      ).toEqual([])
      expect(await overflowOf(page), path).toBe(0)
    }
  })
})
