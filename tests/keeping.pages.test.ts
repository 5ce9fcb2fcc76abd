/** A post whose words are gone: its author is not offered what cannot be done with it any more. */
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { cameBack } from './support/cast.ts'
import { foundStreet } from './support/elm-row.ts'
import { days, openHouse } from './support/house.ts'

test('a post without words is neither put back on the board nor asked the same again', async () => {
  const house = await openHouse('sqlite', false, { dist: resolve('dist') })
  const { as, boardId, cast, post } = await foundStreet(house, ['Ann'])
  const { id } = await post(cast[0], { title: 'Walk the spaniel' })
  await as(cast[0])('DELETE', `/api/posts/${id}`, {})
  const offered = ['Put it back on the board', 'Ask the same again']
  const page = async (url: string, { headers } = cast[0]) => (await house.app.inject({ url, headers })).body
  const repeat = `/boards/${boardId}/ask?repeat=${id}`
  const before = await page(`/posts/${id}`)
  expect(offered.filter((words) => before.includes(words))).toEqual(offered)
  expect(await page(repeat)).toContain('Walk the spaniel')
  house.clock.pass(days(90.1))
  await house.sweep()
  const her = await cameBack(house, cast[0])
  const after = await page(`/posts/${id}`, her)
  expect(after).toContain('Words no longer kept')
  expect(after).toContain('kept for 90 days after it ends')
  expect(offered.filter((words) => after.includes(words))).toEqual([])
  expect(await page(repeat, her)).not.toMatch(/value="Words no longer kept|>Words no longer kept</)
})
