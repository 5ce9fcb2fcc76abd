import type { FastifyInstance } from 'fastify'
import { keepToDemo } from './rules.ts'

/** Whoever is a pretend neighbour stays on the pretend street: no streets, contacts, cards or passkeys of theirs. */
export function pretending(api: FastifyInstance) {
  api.addHook('onRequest', async ({ asker, method, url }) => {
    if (asker) keepToDemo(asker.id, { method, path: url.split('?')[0] ?? '' })
  })
}
