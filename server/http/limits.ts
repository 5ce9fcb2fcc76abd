import rateLimit from '@fastify/rate-limit'
import { TooMany } from '#contract/http'
import type { App } from './room.ts'

/** Generous: a block of flats, a library or a whole phone network may share one address. */
export const perNetwork = { rateLimit: { max: 100, timeWindow: '10 minutes' } }

/** Counts calls to the routes of one room that ask for it in their `config`; each says when to come back. */
export async function countCalls(app: App) {
  await app.register(rateLimit, { global: false, errorResponseBuilder: () => TooMany.with() })
}
