/** The privacy notice and the papers of a street, as everybody can read and use them. `SHOTS=folder` keeps pictures. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Cast } from '../support/cast.ts'
import { expectReadable } from '../support/looks.ts'
import { ask, streetOf } from '../support/street.ts'
import { browse, meet, openWalk, type Town } from '../support/streetwalk.ts'

let town: Town
let ann: Cast
let bernard: Cast
let id: string
beforeAll(async () => {
  town = await openWalk()
  ;[ann, bernard] = await meet(town, ['Ann', 'Bernard'])
  id = (await streetOf(town, [ann, bernard])).id
}, 240_000)
afterAll(() => town?.close())

describe('the papers of a street', () => {
  test('can be read and used by everybody, light and dark, small and wide', async () => {
    await ask(town, 'POST', `/boards/${id}/disclosures`).by(ann, {
      ...{ body: 'A police force', power: 'A court order', given: 'Two dates' },
    })
    const { page } = await browse(town, ann, { path: '/find' })
    for (const path of [
      '/privacy',
      `/boards/${id}/legal`,
      `/boards/${id}/rules`,
      `/boards/${id}/records`,
      '/me',
    ]) {
      await page.goto(town.url + path)
      await expectReadable(page, path.replace(id, 'x'))
    }
  }, 240_000)

  test('rules are adopted by a steward, and a neighbour is asked to read them at the next visit', async () => {
    const { page } = await browse(town, ann, { path: `/boards/${id}/rules` })
    await page.getByRole('button', { name: 'Adopt these rules' }).click()
    await page.getByText('These rules hold now').waitFor()
    const { page: his } = await browse(town, bernard, { path: `/boards/${id}` })
    await his.getByRole('link', { name: 'This street has rules' }).click()
    await his.getByText('No money first').waitFor()
    await his.getByRole('button', { name: 'I keep to these rules' }).click()
    await his.getByText('That is written down').waitFor()
    await expect.poll(() => his.getByRole('link', { name: 'This street has rules' }).count()).toBe(0)
  })
})
