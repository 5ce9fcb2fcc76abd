import type { FastifyRequest } from 'fastify'
import * as z from 'zod/mini'
import { Id } from '#contract/http'
import { LiveQuery, type MyEvent } from '#contract/live'
import { Conversations, Message, Messages, MessagesQuery, NewMessage, News } from '#contract/messages'
import { findAsNeighbour } from '../boards/queries.ts'
import { writeOnce } from '../http/once.ts'
import { askerOf, type Room } from '../http/room.ts'
import { forgetLine, lastSeq, lineOf, trimLines } from '../live/queries.ts'
import { say } from './acts.ts'
import { eraseMessages, forgetMessages, messagesOf, seeMessages, unreadOf } from './queries.ts'
import { describeLine, readOnPost, readOver } from './reading.ts'
import { keepMs, shownTo } from './rules.ts'

const onClaim = z.object({ claimId: Id })
const onPost = z.object({ postId: Id })

/** Words between the two parties of a claim, and the line on which each person hears what concerns them alone. */
export const messages: Room = async (app, house) => {
  const { store, clock } = house
  house.live.describeLine = async (db, line, rows) =>
    (await describeLine(db, line.slice('me:'.length), { rows, now: clock.now() })) as MyEvent[]
  house.sweeps.push((now) => store.write((tx) => forgetMessages(tx, now - keepMs)))
  house.sweeps.push((now) => store.write((tx) => trimLines(tx, now - keepMs)))
  house.erasures.push(eraseMessages, forgetLine)
  house.exports.push(async (db, personId) => ({
    messages: (await messagesOf(db, personId)).map((row) => shownTo(row, personId)),
  }))

  app.post(
    '/claims/:claimId/messages',
    { schema: { params: onClaim, body: NewMessage, response: { 201: Message } } },
    async (request, reply) => {
      const said = { ...request.params, ...asking(request) }
      const message = await writeOnce(house, request, (tx) =>
        say(tx, request.body, { ...said, actorId: said.readerId, worries: house.worries }),
      )
      return reply.code(201).send(shownTo(message, said.readerId))
    },
  )

  app.get(
    '/claims/:claimId/messages',
    { schema: { params: onClaim, querystring: MessagesQuery, response: { 200: Messages } } },
    async (request) => {
      const page = await readOver(store.read, request.params.claimId, {
        ...asking(request),
        ...request.query,
      })
      await seen(asking(request), page.items)
      return page
    },
  )

  app.get(
    '/posts/:postId/messages',
    { schema: { params: onPost, response: { 200: Conversations } } },
    async (request) => {
      const { boardId, items } = await readOnPost(store.read, request.params.postId, asking(request))
      await findAsNeighbour(store.read, boardId, asking(request).readerId)
      await seen(
        asking(request),
        items.flatMap((one) => one.items),
      )
      return { items }
    },
  )

  app.get('/me/news', { schema: { response: { 200: News } } }, async ({ asker }) => {
    if (!asker) return { unread: 0, claims: [], seq: 0 }
    const seq = await lastSeq(store.read, lineOf(asker.id))
    const claims = await unreadOf(store.read, asker.id, clock.now())
    return { unread: claims.reduce((sum, one) => sum + one.unread, 0), claims, seq }
  })

  app.get(
    '/me/live',
    {
      websocket: true,
      schema: { querystring: LiveQuery },
      preHandler: async (request) => void askerOf(request),
    },
    async (socket, request) => {
      const { id: personId, sessionId } = askerOf(request)
      await house.live.subscribe(lineOf(personId), request.query.since, { socket, personId, sessionId })
    },
  )

  const asking = (request: FastifyRequest) => ({ readerId: askerOf(request).id, now: clock.now() })

  /** To be shown is to be read: whoever wrote it is told nothing of that. */
  async function seen({ readerId, now }: ReturnType<typeof asking>, shown: Message[]) {
    const fresh = shown.filter((one) => !one.seen && one.held === null)
    const claimIds = [...new Set(fresh.map(({ claimId }) => claimId))]
    if (claimIds.length === 0) return
    const upTo = Math.max(...fresh.map(({ at }) => Date.parse(at)))
    await store.write((tx) => seeMessages(tx, readerId, { claimIds, upTo, now }))
  }
}
