import type { FastifyInstance } from 'fastify'
import { atOnce } from '../http/at-once.ts'
import { isPretend, keepToDemo } from './rules.ts'

/** Whoever is a pretend neighbour stays on the pretend street: no streets, contacts, cards or passkeys of theirs. */
export function pretending(api: FastifyInstance) {
  const keep = atOnce(({ asker, method, url }) => {
    if (asker && isPretend(asker.id)) keepToDemo({ method, path: url.split('?')[0] ?? '' })
  })
  api.addHook('onRequest', keep)
}
