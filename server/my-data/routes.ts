import * as z from 'zod/mini'
import { ExportQuery } from '#contract/my-data'
import { MeExport } from '#contract/people'
import { type Asker, askerOf, type House, type Room } from '../http/room.ts'
import { forgetCookie } from '../people/asking.ts'
import { findMe } from '../people/me.ts'
import { endIdle } from './clock.ts'
import { erase, eraseAgain, scrub } from './erasing.ts'
import { ErasureList } from './list.ts'
import { readable } from './page.ts'
import { eraseMentions, eraseWords, knownOf } from './queries.ts'

const gone = { 204: z.undefined() }

/** What we know of somebody, for them to take along; and leaving for good. */
export const myData: Room = async (app, house) => {
  const { store, clock } = house
  const desk = { house, list: new ErasureList(house.erasureList, house.key), dirty: false }
  house.exports.push(knownOf)
  house.erasures.push(eraseMentions, eraseWords)
  house.ownSweeps.push(async () => void (desk.dirty && (await scrub(desk))))
  house.sweeps.push((now) => endIdle(desk, now))
  house.whenCleared.push(() => {
    desk.dirty = true
  })
  app.addHook('onReady', async () => void (await eraseAgain(desk)))

  app.get(
    '/me/export',
    { schema: { querystring: ExportQuery, response: { 200: MeExport } } },
    async (request, reply) => {
      const all = await exportOf(house, askerOf(request))
      const { as } = request.query
      reply.header('content-disposition', `attachment; filename="doorstep-me.${as}"`)
      if (as === 'json') return reply.send(all)
      // The contract is of the other copy; this one is a page, which no contract describes.
      return reply.type('text/html; charset=utf-8').send(readable(all) as never)
    },
  )

  app.delete('/me', { schema: { response: gone } }, async (request, reply) => {
    await erase(desk, askerOf(request).id)
    forgetCookie(reply, house)
    return reply.code(204).send()
  })

  async function exportOf({ exports }: House, asker: Asker) {
    const me = await findMe(store.read, asker, clock.now())
    const rooms = await Promise.all(exports.map((part) => part(store.read, asker.id)))
    return { ...Object.assign({}, ...rooms), me, exportedAt: new Date(clock.now()).toISOString() }
  }
}
