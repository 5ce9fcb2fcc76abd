/** How a case is opened, joined and said aloud, inside the transaction of what it is about. */
import { createHash } from 'node:crypto'
import type { Db } from '#db'
import { stewardsOf } from '../boards/queries.ts'
import { newId } from '../http/ids.ts'
import type { Worry } from '../http/room.ts'
import { append } from '../ledger/queries.ts'
import { tellQuietly } from '../live/queries.ts'
import { findPost } from '../posts/queries.ts'
import { wordsOf } from '../search/words.ts'
import { keyOf, openKeyOf } from '../subjects/queries.ts'
import type { PostRow } from '../views/queries.ts'
import { type CaseRow, casesToAlarm, changeCase, findOpenCase, groupAlike, saveCase } from './queries.ts'
import * as rule from './rules.ts'

const fewestWords = 3
const alarmsAtOnce = 500

/** `reason`: of a report. */
export type Opening = Worry & { reason?: string }

/** Opens a case about a thing, or joins the one that is open: then the graver worry is the one that counts. */
export async function openCase(tx: Db, opening: Opening): Promise<CaseRow> {
  const { about, now } = opening
  const post = about.kind === 'post' ? await findPost(tx, about.id) : undefined
  const { opened, row } = await openOrJoin(tx, opening, post)
  if (opened && post) await groupPost(tx, opened, post)
  const isNews = row.kind === 'crisis' && row.alarmedAt === null
  return isNews ? sayAloud(tx, row, now) : row
}

function newCase(opening: Opening, post: PostRow | undefined): CaseRow {
  const { boardId, kind, about, personId, why, now } = opening
  return {
    ...{ id: newId(), boardId, aboutKind: about.kind, aboutId: about.id, personId, kind, why },
    ...{ state: 'open', openKey: openKeyOf(opening), likeness: '', openedAt: now, alarmedAt: null },
    ...rule.placeOf(opening, post?.unmetAt),
    ...{ leaseById: null, leaseEndsAt: null, closedAt: null, sealedAt: null },
  }
}

/** Again, where the one that was open has been decided in this very moment. */
async function openOrJoin(tx: Db, opening: Opening, post: PostRow | undefined) {
  for (;;) {
    const opened = await saveCase(tx, newCase(opening, post))
    const known = opened ? undefined : await findOpenCase(tx, openKeyOf(opening))
    if (opened || known) return { opened, row: opened ?? (await join(tx, { opening, post, known: known! })) }
  }
}

type Joining = { opening: Opening; post: PostRow | undefined; known: CaseRow }

async function join(tx: Db, { opening, post, known }: Joining): Promise<CaseRow> {
  const kind = rule.graver(known.kind, opening.kind)
  const why = kind === known.kind ? known.why : opening.why
  const place = rule.sooner(known, rule.placeOf(opening, post?.unmetAt))
  const set = { kind, why, state: 'open', lane: place.lane, sortAt: place.sortAt } as const
  return (await changeCase(tx, known.id, { set })) ?? known
}

/** All stewards who may judge it hear at once that somebody may be in crisis. */
async function sayAloud(tx: Db, row: CaseRow, now: number): Promise<CaseRow> {
  await tellStewards(tx, row.boardId, { type: 'case.crisis', butId: row.personId, now })
  return (await changeCase(tx, row.id, { set: { alarmedAt: now } })) ?? row
}

type Aloud = { type: 'case.crisis' | 'queue.waits' | 'appeal.waits'; butId?: string | null; now: number }

export async function tellStewards(tx: Db, boardId: string, { type, butId = null, now }: Aloud) {
  for (const { personId } of await stewardsOf(tx, boardId))
    if (personId !== butId) await tellQuietly(tx, boardId, { type, otherId: personId, at: now })
}

type Seeing = { post: PostRow; stored: PostRow | null; waits: boolean }

/**
 * A post about to open may have a case already, opened before it was stored: what it says is known now. A new one has none unless
 * somebody has just had a worry.
 */
export async function seePost(tx: Db, { post, stored, waits }: Seeing): Promise<undefined> {
  if (!stored && !waits) return
  const row = await findOpenCase(tx, keyOf({ kind: 'post', id: post.id }))
  if (row) await groupPost(tx, row, post)
}

async function groupPost(tx: Db, row: CaseRow, post: PostRow) {
  const place = rule.sooner(row, rule.placeOf({ kind: row.kind, now: row.openedAt }, post.unmetAt))
  const likeness = likenessOf(post)
  const set = { likeness, lane: place.lane, sortAt: place.sortAt }
  const saved = await changeCase(tx, row.id, { set })
  if (saved && likeness) await groupAlike(tx, saved)
}

/** The same for posts of the same words in any order, spelling of letters and accents aside. */
function likenessOf({ title, details }: PostRow): string {
  const words = wordsOf(title, details).sort()
  if (words.length < fewestWords) return ''
  return createHash('sha256').update(words.join(' ')).digest('hex').slice(0, 16)
}

/** The author has changed a post that waits for that: stewards look again. */
export async function lookAgain(tx: Db, { postId, now }: { postId: string; now: number }) {
  const row = await findOpenCase(tx, keyOf({ kind: 'post', id: postId }))
  if (row?.state !== 'waiting') return
  const place = row.kind === 'crisis' ? {} : { sortAt: now }
  await changeCase(tx, row.id, { set: { state: 'open', openedAt: now, alarmedAt: null, ...place } })
}

/** Says aloud what has waited too long: once to each steward, however many cases there are; and it is written down. */
export async function alarm(tx: Db, now: number) {
  const late = await casesToAlarm(tx, now, alarmsAtOnce)
  for (const boardId of new Set(late.map((row) => row.boardId))) {
    const here = late.filter((row) => row.boardId === boardId)
    for (const { personId: otherId } of await stewardsOf(tx, boardId)) {
      const isCrisis = here.some(({ kind, personId }) => kind === 'crisis' && personId !== otherId)
      await tellQuietly(tx, boardId, { type: isCrisis ? 'case.crisis' : 'queue.waits', otherId, at: now })
    }
    await append(tx, { boardId, type: 'queue.alarm', reason: 'waited-too-long', parts: {}, now })
  }
  for (const { id } of late) await changeCase(tx, id, { set: { alarmedAt: now } })
}

export const { releaseMs } = rule
