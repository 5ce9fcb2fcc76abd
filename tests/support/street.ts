import { expect } from 'vitest'
import type { Board, Joining } from '#contract/boards'
import type { Cast } from './cast.ts'
import type { TestHouse } from './house.ts'
import { safely } from './safety.ts'

export const elmPlace = { lat: 54.9, lng: -1.38 }

type Start = { name?: string; joining?: Joining; place?: object; vouchesWanted?: number | null }

/** Starts a street through the front door; the founder is its first steward. */
export async function startStreet({ app }: TestHouse, founder: Cast, more: Start = {}): Promise<Board> {
  const payload = { name: 'Elm Street', place: elmPlace, vouchesWanted: 0, ...safely, ...more }
  const reply = await app.inject({ method: 'POST', url: '/api/boards', headers: founder.headers, payload })
  expect(reply.statusCode, reply.body).toBe(201)
  return reply.json()
}

/** Asks to join with a session; active at once where joining is open. */
export async function join({ app }: TestHouse, boardId: string, neighbour: Cast) {
  const url = `/api/boards/${boardId}/members`
  return await app.inject({ method: 'POST', url, headers: neighbour.headers, payload: {} })
}

/** A street with its founder and neighbours on it. */
export async function streetOf(house: TestHouse, [founder, ...others]: readonly [Cast, ...Cast[]]) {
  const street = await startStreet(house, founder)
  for (const neighbour of others) expect((await join(house, street.id, neighbour)).statusCode).toBe(201)
  return street
}

/** One call of the API, to be made by different people: `await ask(house, 'GET', '/boards/x').by(ann)`. */
export const ask = (
  { app }: TestHouse,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  url: string,
) => ({
  by: (cast: Cast | null, payload?: object) =>
    app.inject({
      method,
      url: `/api${url}`,
      ...(cast && { headers: cast.headers }),
      ...(payload && { payload }),
    }),
})
