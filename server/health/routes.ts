import { Health } from '#contract/health'
import { NotFound, Overloaded } from '#contract/http'
import type { Room } from '../http/room.ts'
import { isAnswering } from './queries.ts'

const here = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** For whoever keeps the machine: does it run, can it answer, and how fast does it. */
export const health: Room = async (app, house) => {
  const { store, counts } = house
  counts.watchSaving(house)

  app.get('/health', { schema: { response: { 200: Health } } }, async () => ({ state: 'running' as const }))

  app.get('/ready', { schema: { response: { 200: Health } } }, async () => {
    if (!(await isAnswering(store))) throw Overloaded.with()
    return { state: 'ready' as const }
  })

  app.get('/metrics', async (request, reply) => {
    if (!here.has(request.ip)) throw NotFound.with()
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(await counts.asText(house))
  })
}
