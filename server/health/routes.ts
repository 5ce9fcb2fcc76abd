import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as z from 'zod/mini'
import { Health, Status } from '#contract/health'
import { Id, NotFound, Overloaded } from '#contract/http'
import type { Room } from '../http/room.ts'
import { countOverdue } from '../letters/queries.ts'
import { isAnswering } from './queries.ts'

const here = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** For whoever keeps the machine: does it run, can it answer, and how fast does it. */
export const health: Room = async (app, house) => {
  const { store, counts, clock, mail } = house
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

  const startedAt = new Date(clock.now()).toISOString()
  app.get(
    '/boards/:boardId/status',
    { schema: { params: onBoard, response: { 200: Status } } },
    async (): Promise<Status> => {
      const { kind, lastAt } = house.copies()
      return {
        startedAt,
        copies: { kind, lastAt: lastAt === null ? null : new Date(lastAt).toISOString() },
        lettersWaiting: await countOverdue(store.read, clock.now()),
        mail: mail.smtpUrl ? 'sent' : 'kept',
        disk: await diskOf(dirname(mail.outbox)),
        answersMs: counts.answersMs(),
      }
    },
  )
}

const onBoard = z.object({ boardId: Id })

/** Of the disk on which the board keeps what it keeps. */
async function diskOf(folder: string): Promise<Status['disk']> {
  const { bavail, blocks, bsize } = await statfs(folder)
  return { freeBytes: bavail * bsize, usedPercent: Math.round(100 * (1 - bavail / blocks)) }
}
