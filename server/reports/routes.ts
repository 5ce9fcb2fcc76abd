import * as z from 'zod/mini'
import { Id } from '#contract/http'
import { NewReport, Report, Reports } from '#contract/reports'
import { writeOnce } from '../http/once.ts'
import { askerOf, type Room } from '../http/room.ts'
import { alarm, report, toReport } from './acts.ts'
import { forgetReported, forgetReporter, reportsBy } from './queries.ts'

const OnBoard = z.object({ boardId: Id })

/** Somebody says that something is wrong; a steward looks at it, and they get an answer. */
export const reports: Room = async (app, house) => {
  const { store, clock } = house
  house.sweeps.push((now) => store.write((tx) => alarm(tx, now)))
  house.erasures.push(forgetReporter)
  house.erasures.unshift(forgetReported)
  house.exports.push(async (db, personId) => ({ reports: await ownReports(personId, db) }))

  app.post(
    '/boards/:boardId/reports',
    { schema: { params: OnBoard, body: NewReport, response: { 201: Report } } },
    async (request, reply) => {
      const { params, body: asked, asker } = request
      const reporting = { ...params, byId: asker?.id ?? null, asked, now: clock.now() }
      const made = await writeOnce(house, request, (tx) => report(tx, reporting))
      return reply.code(201).send(made)
    },
  )

  app.get('/me/reports', { schema: { response: { 200: Reports } } }, async ({ asker }) => ({
    items: await ownReports(askerOf({ asker }).id),
  }))

  async function ownReports(personId: string, db = store.read) {
    const rows = await reportsBy(db, personId)
    return rows.map(({ report: row, aboutKind: kind, aboutId: id }) => toReport(row, { kind, id }))
  }
}
