import type { LightMyRequestResponse } from 'fastify'
import { expect } from 'vitest'
import { eventsSince } from '../../server/live/queries.ts'
import type { Store } from './house.ts'

type Kind = { type: string; status: number }

/** The reply is this problem, in the one shape all problems have, pointing at these fields and no others. */
export function expectProblem(response: LightMyRequestResponse, kind: Kind, pointers: string[] = []) {
  const { type, errors = [] } = response.json()
  expect({ type, status: response.statusCode }).toEqual({ type: kind.type, status: kind.status })
  expect(response.headers['content-type']).toContain('application/problem+json')
  expect(errors.map((error: { pointer: string }) => error.pointer)).toEqual(pointers)
}

/** What was announced on a board: these, in this order, and nothing else. */
export async function expectAnnounced({ store }: { store: Store }, boardId: string, types: string[]) {
  const rows = await eventsSince(store.read, boardId, { seq: 0, limit: 500 })
  expect(rows.map((row) => row.type)).toEqual(types)
}
