/** Something is said over a claim: found, decided, saved and told inside one transaction. */
import { v7 as newId } from 'uuid'
import { type NewMessage, WordsClosed } from '#contract/messages'
import type { Db } from '#db'
import { findSituation, type Situation } from '../claims/acts.ts'
import { changeClaim } from '../claims/queries.ts'
import { digestOf } from '../http/digest.ts'
import { announce, lineOf } from '../live/queries.ts'
import { fold } from '../search/words.ts'
import { isUnread, type MessageRow, saveMessage } from './queries.ts'
import { stillOpen } from './rules.ts'

type Saying = { claimId: string; actorId: string; now: number }

/** @throws NotFound for anybody but its two parties, WordsClosed when nobody is on it any more */
export async function say(tx: Db, { text }: NewMessage, { claimId, actorId, now }: Saying) {
  const at = await findSituation(tx, claimId, { actorId, now })
  stillOpen(at.claim, now)
  // Held until we are through, so that nothing is said over a claim that ends meanwhile.
  const { id, state } = at.claim
  if (!(await changeClaim(tx, id, { from: state, set: { state } }))) throw WordsClosed.with()
  const message = written(at, text)
  const isFirst = !(await isUnread(tx, message))
  await saveMessage(tx, message)
  await tellBoth(tx, message, isFirst)
  return message
}

function written({ claim, scene, actorId, otherId }: Situation, text: string): MessageRow {
  const about = { claimId: claim.id, postId: claim.postId, boardId: claim.boardId }
  const fresh = { state: 'sent' as const, why: null, at: scene.now, seenAt: null }
  const digest = digestOf(fold(text).replaceAll(/\s+/g, ' '))
  return { id: newId(), ...about, byId: actorId, toId: otherId, text, digest, ...fresh }
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
