import * as z from 'zod/mini'
import { Evidence, EvidenceQuery } from '#contract/evidence'
import { Id, NotFound } from '#contract/http'
import { houseDays } from '#contract/keeping'
import { findAsSteward } from '../boards/queries.ts'
import { findFreeCase } from '../cases/queries.ts'
import { askerOf, type Room } from '../http/room.ts'
import { append } from '../ledger/queries.ts'
import { readable } from './page.ts'
import { forgetSealed } from './queries.ts'
import { keepSealed, packOf } from './steps.ts'

const sealedMs = houseDays.sealedCases * 86_400_000
const OnCase = z.object({ caseId: Id })

/** A case to take to the police. That it was taken stands in the ledger, before it is. */
export const evidence: Room = async (app, house) => {
  const { store, clock, key } = house
  // Before anything else is erased: afterwards there is nothing to read.
  house.erasures.unshift(keepSealed(key))
  house.sweeps.push(async (now) => {
    const gone = await store.write((tx) => forgetSealed(tx, { before: now - sealedMs, now }))
    if (gone) for (const hook of house.whenCleared) hook()
  })

  app.get(
    '/cases/:caseId/evidence',
    {
      schema: {
        params: OnCase,
        querystring: EvidenceQuery,
        response: { 200: z.union([Evidence, z.string()]) },
      },
    },
    async ({ params: { caseId }, query, asker }, reply) => {
      const pack = await store.write(async (tx) => {
        const { id: by } = askerOf({ asker })
        const row = (await findFreeCase(tx, caseId, by)) ?? NotFound.raise()
        const { boardId, personId: about } = row
        await findAsSteward(tx, boardId, by)
        const [now, parts] = [clock.now(), { about, by }]
        await append(tx, { boardId, type: 'evidence.taken', reason: row.kind, parts, now })
        return packOf(tx, row, { key, now })
      })
      return query.as === 'json' ? pack : reply.type('text/html; charset=utf-8').send(readable(pack))
    },
  )
}
