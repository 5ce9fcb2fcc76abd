/** Elm Row: a street with its first steward and the neighbours a test names. */
import type { InjectOptions } from 'fastify'
import type { Post } from '#contract/posts'
import { type Cast, neighbours } from './cast.ts'
import { type Engine, openHouse, type TestHouse } from './house.ts'
import { safely } from './safety.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type Street = Awaited<ReturnType<typeof openStreet>>

/** Nobody is new here, so that a test of something else meets no steward's look and no limit of the newly come. */
export const weAllKnowEachOther = { vouchesWanted: 0 }

/** The first name founds the street; everybody else joins it. */
export async function openStreet<const T extends readonly string[]>(
  engine: Engine,
  names: T,
  options: { keep?: boolean; start?: object } = {},
) {
  const house = await openHouse(engine, options.keep)
  return { house, ...(await foundStreet(house, names, options.start)) }
}

export async function foundStreet<const T extends readonly string[]>(
  house: TestHouse,
  names: T,
  start: object = {},
) {
  const cast = await neighbours(house, names)
  const [founder, ...others] = cast as unknown as Cast[]
  const as = callsAs(house)
  const place = { lat: 54.9069, lng: -1.3838 }
  const street = { name: 'Elm Row', place, ...weAllKnowEachOther, ...safely, ...start }
  const { id: boardId } = (await as(founder!)('POST', '/api/boards', street)).json()
  for (const neighbour of others) await as(neighbour)('POST', `/api/boards/${boardId}/members`, {})
  const post = async (by: Cast, more: object = {}): Promise<Post> =>
    (
      await as(by)('POST', `/api/boards/${boardId}/posts`, {
        kind: 'request',
        title: 'Walk the dog',
        ...more,
      })
    ).json()
  return { boardId: boardId as string, cast, as, post }
}

/** `as(ann)('POST', '/api/…', body)`: one call, made by that neighbour (or by nobody). */
export function callsAs({ app }: Pick<TestHouse, 'app'>) {
  return (by: Cast | null, more: Record<string, string> = {}) =>
    (method: Method, url: string, payload?: InjectOptions['payload']) =>
      app.inject({
        method,
        url,
        headers: { ...by?.headers, ...more },
        ...(payload === undefined ? {} : { payload }),
      })
}
