/** A socket ends with what let it in, within the second: a hundred times for each reason. */
import { expect, onTestFinished, test } from 'vitest'
import WebSocket from 'ws'
import { forgetSessions } from '../server/people/queries.ts'
import { type Cast, signIn } from './support/cast.ts'
import { foundStreet } from './support/elm-row.ts'
import { days, openHouse } from './support/house.ts'
import { often } from './support/often.ts'

const cycles = often('CYCLES', { suite: 10, long: 100 })
const withinMs = 1000
const limit = { timeout: 120_000 + cycles * 2000 }

async function openStreet() {
  const house = await openHouse()
  const street = await foundStreet(house, ['Ann', 'Bernard'])
  const [ann, bernard] = street.cast
  await street.as(ann)('PUT', `/api/boards/${street.boardId}/members/${bernard.id}`, { role: 'steward' })
  const { port } = new URL(await house.app.listen({ host: '127.0.0.1', port: 0 }))
  let people = 0
  /** Somebody new each time, who belongs to the street and listens on two phones. */
  const listener = async () => {
    const contact = `neighbour${++people}@example.org`
    const phones = []
    for (let n = 0; n < 2; n++) {
      const { person, token } = (await signIn(house, { contact, name: 'Nell', as: 'token' })).json()
      const headers = { authorization: `Bearer ${token}` }
      phones.push({ id: person.id, name: 'Nell', contact, headers } as Cast)
    }
    await street.as(phones[0]!)('POST', `/api/boards/${street.boardId}/members`, {})
    return { phones, sockets: await Promise.all(phones.map(open)) }
  }
  const open = async ({ headers }: Cast) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/api/boards/${street.boardId}/live`, { headers })
    onTestFinished(() => socket.terminate())
    await new Promise((done) => socket.once('open', done))
    return {
      socket,
      closed: new Promise<number>((tell) => socket.once('close', () => tell(performance.now()))),
    }
  }
  return { house, ...street, listener, open }
}

type Street = Awaited<ReturnType<typeof openStreet>>
type Reason = { both: boolean; end: (street: Street, phones: Cast[]) => Promise<unknown> }

const reasons: Record<string, Reason> = {
  'signing out there': {
    both: false,
    end: ({ as }, [phone]) => as(phone!)('DELETE', '/api/session'),
  },
  'signing out everywhere': { both: true, end: ({ as }, [phone]) => as(phone!)('DELETE', '/api/sessions') },
  'leaving the street': {
    both: true,
    end: ({ as, boardId }, [phone]) => as(phone!)('DELETE', `/api/boards/${boardId}/members/${phone!.id}`),
  },
  'being asked to leave': {
    both: true,
    end: async ({ as, boardId, cast }, [phone]) => {
      const path = `/api/boards/${boardId}/members/${phone!.id}`
      for (const steward of cast) await as(steward)('DELETE', path)
    },
  },
  'being erased': { both: true, end: ({ as }, [phone]) => as(phone!)('DELETE', '/api/me') },
}

test.each(Object.keys(reasons))('%s closes the socket', limit, async (name) => {
  const { both, end } = reasons[name]!
  const street = await openStreet()
  const listens = () => street.house.house.live.listeners(street.boardId)
  const took: number[] = []
  for (let n = 0; n < cycles; n++) {
    const { phones, sockets } = await street.listener()
    await expect.poll(listens, { interval: 5 }).toBe(2)
    const from = performance.now()
    await end(street, phones)
    const ends = await Promise.all(sockets.slice(0, both ? 2 : 1).map(({ closed }) => closed))
    took.push(Math.max(...ends) - from)
    if (!both) expect(sockets[1]!.socket.readyState).toBe(WebSocket.OPEN)
    for (const { socket } of sockets) socket.terminate()
    await expect.poll(listens, { interval: 5 }).toBe(0)
  }
  console.info(`${name}: ${cycles} times, at most ${Math.round(Math.max(...took))} ms`)
  expect(Math.max(...took)).toBeLessThan(withinMs)
})

test('a session that runs out takes its socket along', limit, async () => {
  const { house, listener } = await openStreet()
  const { sockets } = await listener()
  house.clock.pass(days(90))
  await house.store.write((tx) => forgetSessions(tx, house.clock.now()))
  await Promise.all(sockets.map(({ closed }) => closed))
})
