import * as z from 'zod/mini'
import { type Notice, type NoticeKind, Notices, NoticesQuery, SeenNotices } from '#contract/notices'
import { BadCursor } from '#contract/posts'
import { blockedWith } from '../blocks/queries.ts'
import { askerOf, type Room } from '../http/room.ts'
import { openCourier } from './courier.ts'
import { openCarrier } from './mail.ts'
import { countUnseen, eraseNotices, noticesOf, seeNotices } from './queries.ts'

const pageSize = 30

export const notices: Room = async (app, house) => {
  const { store, clock } = house
  // Codes only: what a mail server says back may hold somebody's address.
  const onTrouble = (error: unknown) => {
    const { code, responseCode } = error as { code?: string; responseCode?: number }
    app.log.warn({ code, responseCode }, 'letters wait')
  }
  const courier = openCourier({ house, carrier: openCarrier(house.mail), onTrouble })
  app.addHook('onClose', () => courier.close())
  house.sweeps.push(() => courier.flush())
  house.erasures.push(eraseNotices)
  house.exports.push(async (db, personId) => ({
    notices: (await noticesOf(db, personId, { after: null, limit: 10_000, hidden: [] })).map(toNotice),
  }))

  app.get(
    '/notices',
    { schema: { querystring: NoticesQuery, response: { 200: Notices } } },
    async ({ asker, query: { cursor, limit = pageSize } }) => {
      const { id } = askerOf({ asker })
      const after = cursor === undefined ? null : readCursor(cursor)
      const hidden = await blockedWith(store.read, id)
      const rows = await noticesOf(store.read, id, { after, limit: limit + 1, hidden })
      const items = rows.slice(0, limit).map(toNotice)
      const next = rows.length > limit ? cursorAt(rows[limit - 1]!) : null
      return { items, next, unseen: await countUnseen(store.read, id, hidden) }
    },
  )

  app.put(
    '/notices/seen',
    { schema: { body: SeenNotices, response: { 204: z.undefined() } } },
    async ({ asker, body: { upTo } }, reply) => {
      const { id } = askerOf({ asker })
      await store.write((tx) => seeNotices(tx, id, { upTo, now: clock.now() }))
      return reply.code(204).send()
    },
  )
}

type Row = Awaited<ReturnType<typeof noticesOf>>[number]

function toNotice({ notice, title, otherName, isHere }: Row): Notice {
  const { id, what, boardId, postId, otherId, words, at, seenAt } = notice
  return {
    id,
    what: what as NoticeKind,
    boardId,
    postId,
    postTitle: isHere ? title : null,
    other: otherId && otherName !== null ? { id: otherId, name: otherName } : null,
    words,
    at: new Date(at).toISOString(),
    seen: seenAt !== null,
  }
}

const cursorAt = ({ notice }: Row) => `${notice.at}.${notice.id}`

function readCursor(cursor: string) {
  const [, at, id] = /^(\d{1,15})\.([\w-]{1,64})$/.exec(cursor) ?? BadCursor.raise()
  return { at: Number(at), id: id! }
}
