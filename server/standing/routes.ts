import * as z from 'zod/mini'
import { Id, NotFound } from '#contract/http'
import { Vouches, VouchesPage, VouchesQuery } from '#contract/standing'
import type { Db } from '#db'
import { blockedPair, blockedWith } from '../blocks/queries.ts'
import { findAsNeighbour } from '../boards/queries.ts'
import { askerOf, type House, type Room } from '../http/room.ts'
import { page } from '../members/paging.ts'
import { findNamedMember, namedMembers } from '../members/queries.ts'
import { erasePauses, forgetPausesBefore, forgetRemoval, pausesOf } from '../pauses/queries.ts'
import * as saved from './queries.ts'
import * as rule from './rules.ts'
import { beforeClaiming, beforePosting, takeBack, vouch } from './steps.ts'

const OnBoard = z.object({ boardId: Id })
const Neighbour = z.object({ boardId: Id, personId: Id })

/** Who knows whom, what that opens, and who has to wait a while. */
export const standing: Room = async (app, house) => {
  const { store, clock } = house
  hooks(house)

  app.get(
    '/boards/:boardId/vouches',
    { schema: { params: OnBoard, querystring: VouchesQuery, response: { 200: VouchesPage } } },
    async ({ params: { boardId }, query, asker }) => {
      const { id } = askerOf({ asker })
      const { board } = await findAsNeighbour(store.read, boardId, id)
      const hidden = await blockedWith(store.read, id)
      const here = await namedMembers(store.read, boardId, { ...query, hidden, state: 'active' })
      const { items, next } = page(here, query)
      const people = items.map(({ person }) => person)
      return { items: await vouchesOf(store.read, { boardId: board.id, people, readerId: id }), next }
    },
  )

  app.get(
    '/boards/:boardId/members/:personId/vouches',
    { schema: { params: Neighbour, response: { 200: Vouches } } },
    async ({ params, asker }) => {
      const { id } = askerOf({ asker })
      await findAsNeighbour(store.read, params.boardId, id)
      if (await blockedPair(store.read, id, params.personId)) throw NotFound.with()
      return oneOf(store.read, params, id)
    },
  )

  app.post(
    '/boards/:boardId/members/:personId/vouches',
    { schema: { params: Neighbour, response: { 201: Vouches } } },
    async ({ params, asker }, reply) => {
      const { id: byId } = askerOf({ asker })
      const made = await store.write(async (tx) => {
        const { board } = await findAsNeighbour(tx, params.boardId, byId)
        await vouch(house, tx, { board, personId: params.personId, byId, now: clock.now() })
        return oneOf(tx, params, byId)
      })
      return reply.code(201).send(made)
    },
  )

  app.delete(
    '/boards/:boardId/members/:personId/vouches',
    { schema: { params: Neighbour, response: { 204: z.undefined() } } },
    async ({ params, asker }, reply) => {
      const { id: byId } = askerOf({ asker })
      await store.write(async (tx) => {
        const { board } = await findAsNeighbour(tx, params.boardId, byId)
        await takeBack(tx, { board, personId: params.personId, byId, now: clock.now() })
      })
      return reply.code(204).send()
    },
  )

  async function oneOf(db: Db, who: saved.Who, readerId: string) {
    const member = await findNamedMember(db, who)
    if (member?.state !== 'active') throw NotFound.with()
    const [one] = await vouchesOf(db, { boardId: who.boardId, people: [member.person], readerId })
    return one!
  }

  async function vouchesOf(db: Db, { boardId, people, readerId }: Reading): Promise<Vouches[]> {
    const ids = people.map(({ id }) => id)
    const hidden = await blockedWith(db, readerId)
    const rows = (await saved.vouchersOf(db, boardId, ids)).filter(({ id }) => !hidden.includes(id))
    const { level } = await saved.trustOf(db, { boardId, personId: readerId, now: clock.now() })
    return people.map((person) => {
      const theirs = rows.filter(({ ofId }) => ofId === person.id)
      const mayYou = rule.mayVouch(level) && person.id !== readerId
      return rule.vouches({ person, vouchers: theirs, readerId, mayYou })
    })
  }
}
type Reading = { boardId: string; people: { id: string; name: string }[]; readerId: string }

function hooks(house: House) {
  const { store } = house
  house.holds.trusted = async (db, who) => rule.mayVouch((await saved.trustOf(db, who)).level)
  house.beforePosting.push(beforePosting(house))
  house.beforeClaiming.push(beforeClaiming)
  house.beforeListening.push(async (db, { boardId, personId, now }) => {
    const { board } = await findAsNeighbour(db, boardId, personId)
    rule.notPaused(await saved.trustOf(db, { boardId, personId, now }), board.timeZone)
  })
  house.whenLeft.push(saved.forgetStanding)
  house.whenLetIn.push(forgetRemoval)
  house.exports.push(async (db, personId) => ({
    standing: { ...(await saved.exportOf(db, personId)), pauses: await pausesOf(db, personId) },
  }))
  house.erasures.push(saved.eraseStanding, erasePauses)
  house.sweeps.push((now) => store.write((tx) => forgetPausesBefore(tx, now)))
}
