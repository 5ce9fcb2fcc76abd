import * as z from 'zod/mini'
import { type Notice, type NoticeKind, Notices, NoticesQuery, SeenNotices } from '#contract/notices'
import { BadCursor } from '#contract/posts'
import type { Db } from '#db'
import { blockedWith, namesAcross } from '../blocks/queries.ts'
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
  // The same as on the page: what is hidden by a block is in nobody's copy either.
  house.exports.push(async (db, personId) => {
    const hidden = await blockedWith(db, personId)
    return { notices: await shown(db, personId, { after: null, limit: 10_000, hidden }) }
  })

  app.get(
    '/notices',
    { schema: { querystring: NoticesQuery, response: { 200: Notices } } },
    async ({ asker, query: { cursor, limit = pageSize } }) => {
      const { id } = askerOf({ asker })
      const after = cursor === undefined ? null : readCursor(cursor)
      const hidden = await blockedWith(store.read, id)
      const found = await shown(store.read, id, { after, limit: limit + 1, hidden })
      const items = found.slice(0, limit)
      const next = found.length > limit ? cursorAt(items[limit - 1]!) : null
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

/** Whoever is still named across a block is named as they were then. */
async function shown(db: Db, personId: string, page: Parameters<typeof noticesOf>[2]): Promise<Notice[]> {
  const across = await namesAcross(db, personId)
  const rows = await noticesOf(db, personId, page)
  return rows.map((row) => {
    const notice = toNotice(row)
    const name = across.get(notice.other?.id ?? '')
    return notice.other && name !== undefined ? { ...notice, other: { ...notice.other, name } } : notice
  })
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

const cursorAt = ({ at, id }: Notice) => `${Date.parse(at)}.${id}`

function readCursor(cursor: string) {
  const [, at, id] = /^(\d{1,15})\.([\w-]{1,64})$/.exec(cursor) ?? BadCursor.raise()
  return { at: Number(at), id: id! }
}
