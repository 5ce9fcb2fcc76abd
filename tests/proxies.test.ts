// Who asks, when somebody else carries the question in.
import { expect, test } from 'vitest'
import type { Setting } from '../server/app.ts'
import { mostPerNetwork } from '../server/http/limits.ts'
import { openHouse } from './support/house.ts'

const proxy = '172.18.0.4'

/** The answers to one more code than a single address may ask for, each asked for another neighbour. */
async function asking(more: Partial<Setting>, remoteAddress = proxy) {
  const { app } = await openHouse('sqlite', false, more)
  const statuses: number[] = []
  for (let n = 0; n <= mostPerNetwork; n++) {
    const { statusCode } = await app.inject({
      method: 'POST',
      url: '/api/sign-in-codes',
      remoteAddress,
      headers: { 'x-forwarded-for': `198.51.${100 + (n >> 8)}.${n & 255}` },
      payload: { contact: `neighbour${n}@example.org` },
    })
    statuses.push(statusCode)
  }
  return new Set(statuses)
}

test('a proxy of our own says for whom it asks, so that a whole street is not taken for one', async () => {
  expect(await asking({ trustedProxies: 'uniquelocal' })).toEqual(new Set([202]))
})

test('a proxy on this machine is believed without being named', async () => {
  expect(await asking({}, '127.0.0.1')).toEqual(new Set([202]))
})

test('nobody else may pretend to ask for others', async () => {
  expect(await asking({})).toEqual(new Set([202, 429]))
  expect(await asking({ trustedProxies: 'uniquelocal' }, '203.0.113.9')).toEqual(new Set([202, 429]))
})
