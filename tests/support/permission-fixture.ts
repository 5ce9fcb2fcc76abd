/** How the matrix makes a call, and what it takes for an answer. */
import type { LightMyRequestResponse } from 'fastify'
import type { Ids, Scene, Where } from './permission-scene.ts'

export type Calling = { scene: Scene; where: Where; ids: Ids }
export type Fixture = {
  body?: (calling: Calling) => object | Promise<object>
  query?: string
  /** What has to have happened to the thing before. */
  before?: (calling: Calling) => Promise<unknown>
  /** Problems of the room itself that are an answer to somebody who may ask. */
  fine?: string[]
  /** How a reply looks that is neither done nor a problem. */
  isDone?: (reply: LightMyRequestResponse) => boolean
}

export const empty: Fixture = { body: () => ({}) }
export const read: Fixture = {}
/** A socket's own handler has nothing to say to a plain call. */
export const socket: Fixture = { isDone: ({ statusCode, body }) => statusCode === 404 && body === '' }
export const say = (body: object, fine: string[] = []): Fixture => ({ body: () => body, fine })
