/** What its two parties read of the words over a claim. */
import { NotFound } from '#contract/http'
import { MyEventType, OverClaimType } from '#contract/live'
import type { Messages } from '#contract/messages'
import { BadCursor } from '#contract/posts'
import type { Db } from '#db'
import { blockedWith } from '../blocks/queries.ts'
import { findSituation } from '../claims/acts.ts'
import { type ClaimRow, claimsOn } from '../claims/queries.ts'
import type { EventRow } from '../live/queries.ts'
import { findPost } from '../posts/queries.ts'
import { type Before, claimsAmong, messagesOn } from './queries.ts'
import { areWordsOpen, otherParty, shownTo, stillOpen } from './rules.ts'

type Reading = { readerId: string; now: number; cursor?: string | undefined; limit?: number | undefined }
const pageSize = 50

/** @throws NotFound for anybody but its two parties, WordsClosed afterwards */
export async function readOver(db: Db, claimId: string, reading: Reading): Promise<Messages> {
  const { claim } = await findSituation(db, claimId, { actorId: reading.readerId, now: reading.now })
  stillOpen(claim, reading.now)
  return pageOf(db, claim, reading)
}

/** The words over every claim of a post that this person is a party of, and that are open. */
export async function readOnPost(db: Db, postId: string, reading: Reading) {
  const { readerId, now } = reading
  const post = (await findPost(db, postId)) ?? NotFound.raise()
  const hidden = await blockedWith(db, readerId)
  const all = await claimsOn(db, postId)
  const isMine = (other: string | undefined) => other !== undefined && !hidden.includes(other)
  const mine = all.filter((claim) => isMine(otherParty(claim, post, readerId)))
  if (mine.length === 0 && post.authorId !== readerId) throw NotFound.with()
  const open = mine.filter((claim) => areWordsOpen(claim, now))
  const items = await Promise.all(
    open.map(async (claim) => ({ claimId: claim.id, ...(await pageOf(db, claim, reading)) })),
  )
  return { boardId: post.boardId, items }
}

async function pageOf(db: Db, claim: ClaimRow, { readerId, now, cursor, limit = pageSize }: Reading) {
  const rows = await messagesOn(db, claim.id, { before: readCursor(cursor), limit: limit + 1 })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.reverse().map((row) => shownTo(row, readerId)),
    next: rows.length > limit && last ? `${last.at}.${last.id}` : null,
    open: areWordsOpen(claim, now),
  }
}

function readCursor(cursor: string | undefined): Before {
  if (cursor === undefined) return null
  const [, at, id] = /^(\d{1,15})\.([\w-]{1,64})$/.exec(cursor) ?? BadCursor.raise()
  return { at: Number(at), id: id! }
}

/** What is told by a notice alone is nothing on the line. */
const told = (type: string) => (MyEventType.safeParse(type).success ? type : 'me.gone')

/** What a line may tell its person now, whatever it looked like then. */
export async function describeLine(
  db: Db,
  personId: string,
  { rows, now }: { rows: EventRow[]; now: number },
) {
  const found = await claimsAmong(db, [...new Set(rows.flatMap(({ aboutId }) => aboutId ?? []))])
  const byId = new Map(found.map((one) => [one.claim.id, one]))
  const hidden = await blockedWith(db, personId)
  return rows.map(({ type, aboutId }) => {
    if (!OverClaimType.safeParse(type).success) return { type: told(type) }
    const one = aboutId ? byId.get(aboutId) : undefined
    const other = one && otherParty(one.claim, one, personId)
    const isParty = other !== undefined && !hidden.includes(other)
    const isTheirs = one && isParty && (type === 'reveal.closed' || areWordsOpen(one.claim, now))
    return isTheirs ? { type, claimId: one.claim.id, postId: one.claim.postId } : { type: 'me.gone' }
  })
}
