/** Something is said over a claim: found, decided, saved and told inside one transaction. */
import { type NewMessage, WordsClosed } from '#contract/messages'
import { Paused, type Trust } from '#contract/standing'
import type { Db } from '#db'
import { findSituation, type Situation } from '../claims/acts.ts'
import { changeClaim } from '../claims/queries.ts'
import { digestOf } from '../http/digest.ts'
import { newId } from '../http/ids.ts'
import type { Worries } from '../http/room.ts'
import { announce, lineOf } from '../live/queries.ts'
import { fold } from '../search/words.ts'
import { trustOf } from '../standing/queries.ts'
import { careFor, isWorthCounting } from './care.ts'
import { countAlike, findMessage, isUnread, type MessageRow, passOn, saveMessage } from './queries.ts'
import { alikeMs, stillOpen } from './rules.ts'

type Saying = { claimId: string; actorId: string; now: number; worries: readonly Worries[] }

/** @throws NotFound for anybody but its two parties, WordsClosed when nobody is on it any more, Paused */
export async function say(tx: Db, { text }: NewMessage, { claimId, actorId, now, worries }: Saying) {
  const at = await findSituation(tx, claimId, { actorId, now })
  const trust = await trustOf(tx, { boardId: at.scene.board.id, personId: actorId, now })
  if (trust.pausedUntil !== null) throw Paused.with()
  stillOpen(at.claim, now)
  // Held until we are through, so that nothing is said over a claim that ends meanwhile.
  const { id, state } = at.claim
  if (!(await changeClaim(tx, id, { from: state, set: { state } }))) throw WordsClosed.with()
  const { message, worry } = await weighed(tx, written(at, text), trust)
  const isFirst = !(await isUnread(tx, message))
  await saveMessage(tx, message)
  await tellBoth(tx, message, isFirst)
  if (worry) for (const hook of worries) await hook(tx, { ...worry, now })
  return message
}

function written({ claim, scene, actorId, otherId }: Situation, text: string): MessageRow {
  const about = { claimId: claim.id, postId: claim.postId, boardId: claim.boardId }
  const fresh = { state: 'sent' as const, why: null, at: scene.now, seenAt: null }
  return {
    id: newId(),
    ...about,
    byId: actorId,
    toId: otherId,
    text,
    digest: digestOf(plain(text)),
    ...fresh,
  }
}

const plain = (text: string) => fold(text).replaceAll(/\s+/g, ' ').trim()

/** What is passed on, what is held until a steward has looked, and what the stewards are told. */
async function weighed(tx: Db, message: MessageRow, { level }: Trust) {
  const since = message.at - alikeMs
  const alike = isWorthCounting(plain(message.text))
    ? await countAlike(tx, message, { since, samePost: level === 'new' })
    : 0
  const care = careFor(message.text, { level, alike })
  const row: MessageRow = { ...message, state: care.state, why: care.why }
  if (care.state === 'sent') return { message: row, worry: undefined }
  const about = { kind: 'message' as const, id: row.id }
  const worry = { boardId: row.boardId, kind: care.kind, about, personId: row.byId, why: care.said }
  return { message: row, worry }
}

/** A steward has looked, and it is passed on after all. False when it was not held. */
export async function release(tx: Db, messageId: string, now: number): Promise<boolean> {
  if (!(await passOn(tx, messageId, now))) return false
  const message = (await findMessage(tx, messageId))!
  await tellBoth(tx, { ...message, at: now }, true)
  return true
}

/** Both hear that there is something to read; whoever is away is told of the first of it, not of each. */
async function tellBoth(tx: Db, { claimId, byId, toId, at, state }: MessageRow, isFirst: boolean) {
  const type = state === 'held' ? 'message.held' : 'message.sent'
  for (const personId of [byId, toId].sort()) {
    const toNotify = personId === toId && isFirst
    await announce(tx, lineOf(personId), {
      type,
      personId: byId,
      otherId: toId,
      aboutId: claimId,
      at,
      toNotify,
    })
  }
}
