import { appendFile, mkdir } from 'node:fs/promises'
import * as z from 'zod/mini'
import { Id } from '#contract/http'
import { LedgerCheck, type LedgerLine, LedgerPage, LedgerQuery } from '#contract/ledger'
import { findAsNeighbour } from '../boards/queries.ts'
import { askerOf, type House, type Room } from '../http/room.ts'
import { check, keptFile, readKept } from './checking.ts'
import * as saved from './queries.ts'

const dayMs = 24 * 3_600_000
const OnBoard = z.object({ boardId: Id })

/** What stewards did, for every neighbour to read; nobody can change a line unseen. */
export const ledger: Room = async (app, house) => {
  const { store } = house
  house.sweeps.push((now) => keep(house, now))
  house.erasures.push(saved.forgetRefs)
  house.exports.push(async (db, personId) => ({ ledger: await saved.linesOf(db, personId) }))

  app.get(
    '/boards/:boardId/ledger',
    { schema: { params: OnBoard, querystring: LedgerQuery, response: { 200: LedgerPage } } },
    async ({ params: { boardId }, query: { before, limit }, asker }) => {
      await findAsNeighbour(store.read, boardId, askerOf({ asker }).id)
      const page = { ...(before && { before }), limit: limit + 1 }
      const rows = await saved.linesBefore(store.read, boardId, page)
      const head = (await saved.findChain(store.read, boardId))?.head ?? null
      const next = rows.length > limit ? rows[limit - 1]!.seq : null
      return { items: rows.slice(0, limit).map(toLine), next, head }
    },
  )

  app.get(
    '/boards/:boardId/ledger/check',
    { schema: { params: OnBoard, response: { 200: LedgerCheck } } },
    async ({ params: { boardId }, asker }) => {
      await findAsNeighbour(store.read, boardId, askerOf({ asker }).id)
      return check(store.read, boardId, await readKept(house.mail.outbox))
    },
  )
}

const toLine = ({ seq, at, type, reason, hash }: saved.LedgerRow): LedgerLine => ({
  ...{ seq, type, reason, hash },
  at: new Date(at).toISOString(),
})

/** Once a day the newest hash of each chain goes into a file beside the letters, out of reach of the database. */
async function keep({ store, mail }: House, now: number) {
  const due = await saved.chainsToKeep(store.read, now - dayMs)
  if (due.length === 0) return
  const at = new Date(now).toISOString()
  const lines = due.map(({ boardId, seq, head }) => JSON.stringify({ boardId, seq, hash: head, at }))
  await mkdir(mail.outbox, { recursive: true, mode: 0o700 })
  // On a line of its own, whatever was left of the one before.
  await appendFile(keptFile(mail.outbox), `\n${lines.join('\n')}\n`, { mode: 0o600 })
  await store.write(async (tx) => {
    for (const chain of due) await saved.markKept(tx, chain, now)
  })
}
