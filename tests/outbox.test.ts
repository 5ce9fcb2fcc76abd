/** Of the letters that lie in the outbox, those of somebody who leaves go, and nobody else's. */
import { expect, test } from 'vitest'
import { signIn } from './support/cast.ts'
import { askCode } from './support/entering.ts'
import { openHouse } from './support/house.ts'
import { lettersIn, notesIn } from './support/letters.ts'

test.each([
  ['ann@example.org', ['joann@example.org', 'ann@example.org.uk']],
  ['rg@example.org', ['jörg@example.org']],
  ['jörg@example.org', ['rg@example.org']],
  ['+3725123456', ['+37251234567']],
])('those to %s, and not those to %j', async (contact, others) => {
  const house = await openHouse()
  const { token } = (await signIn(house, { contact, name: 'Ann', as: 'token' })).json()
  for (const to of [contact, ...others]) await askCode(house, to)
  await house.sweep()
  const left = async () => [...(await lettersIn(house.outbox)).map(({ to }) => to), ...notesIn(house.outbox)]
  expect(await left()).toHaveLength(1 + others.length)
  const headers = { authorization: `Bearer ${token}` }
  expect((await house.app.inject({ method: 'DELETE', url: '/api/me', headers })).statusCode).toBe(204)
  expect(await left()).toHaveLength(others.length)
  for (const other of others) expect((await left()).join('\n')).toContain(other)
})
