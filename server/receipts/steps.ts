/** What is kept of money between two neighbours, inside one transaction. */
import { NothingToMend, type Receipts } from '#contract/receipts'
import type { Db } from '#db'
import { append } from '../ledger/queries.ts'
import { announce, lineOf } from '../live/queries.ts'
import { noteLook } from '../reveals/queries.ts'
import { capOf } from '../safeguarding/steps.ts'
import type { PostRow } from '../views/queries.ts'
import { changeReceipt, findReceipt, lastLook, partiesOf, receiptsOf, saveReceipt } from './queries.ts'
import { lookMs, mendable, type Said, weigh } from './rules.ts'

type Finished = { post: PostRow; claimId: string; byId: string; said: Said; now: number }

/** A claim is done: so is its money. @throws ReceiptWanted, OverTheCap, NoMoneyAgreed, NoCardNumbers */
export async function keepReceipt(tx: Db, { post, claimId, byId, said, now }: Finished) {
  const capPounds = await capOf(tx, post.boardId)
  const spent = weigh(said, { payBackPounds: post.payBackPounds, capPounds })
  if (spent) await saveReceipt(tx, { ...spent, claimId, postId: post.id, byId, at: now })
}

type Mending = { claimId: string; byId: string; said: Said; now: number }

/** Whoever said what it cost mistyped it. Whoever pays it back is told that it is another sum now. */
export async function mend(tx: Db, { claimId, byId, said, now }: Mending): Promise<void> {
  const kept = mendable(await findReceipt(tx, claimId), byId, now)
  const { boardId, authorId: otherId, payBackPounds } = kept
  const spent = weigh(said, { payBackPounds, capPounds: await capOf(tx, boardId) })
  if (!spent) throw NothingToMend.with()
  await changeReceipt(tx, claimId, spent)
  if (otherId === byId) return
  const told = { personId: byId, otherId, aboutId: claimId, at: now, toNotify: true }
  await announce(tx, lineOf(otherId), { type: 'receipt.mended', ...told })
}

type Reading = { post: PostRow; readerId: string; isSteward: boolean; now: number }

const nothing: Receipts = { count: 0, items: [], lookingUntil: null }

/** All of it for whoever asked; for a steward that there is some, and all of it while they are looking; for others nothing. */
export async function readReceipts(db: Db, { post, readerId, isSteward, now }: Reading): Promise<Receipts> {
  if (post.authorId !== readerId && !isSteward) return nothing
  const items = await receiptsOf(db, post.id)
  const count = items.length
  if (post.authorId === readerId) return { count, items, lookingUntil: null }
  const at = await lastLook(db, { toId: readerId, postId: post.id, since: now - lookMs })
  const lookingUntil = at === undefined ? null : new Date(at + lookMs).toISOString()
  return { count, items: lookingUntil ? items : [], lookingUntil }
}

type Looking = Omit<Reading, 'isSteward'> & { reason: string; sessionId: string }

/** A steward looks: in the ledger, and under their name and with their reason to the two whose money it is. */
export async function look(tx: Db, { post, readerId, reason, sessionId, now }: Looking) {
  const { boardId, id: aboutId } = post
  for (const ofId of await partiesOf(tx, post.id)) {
    if (ofId === readerId) continue
    const what = ['receipt' as const]
    await noteLook(tx, { boardId, ofId, toId: readerId, reason, at: now, sessionId, aboutId, what })
    const parts = { about: ofId, by: readerId }
    await append(tx, { boardId, type: 'receipt.seen', reason: 'steward-looked', parts, now })
    const told = { personId: readerId, otherId: ofId, aboutId: boardId, at: now, toNotify: true }
    await announce(tx, lineOf(ofId), { type: 'receipt.seen', ...told })
  }
  return readReceipts(tx, { post, readerId, isSteward: true, now })
}
