/** What the neighbours of the demo street did, each by the act a real one would have done it with. */

import { NotFound } from '#contract/http'
import type { PostMove } from '#contract/lifecycle'
import type { PostEventType } from '#contract/live'
import type { Db } from '#db'
import type { BoardRow } from '../boards/queries.ts'
import {
  accept,
  claim,
  complete,
  findSituation,
  release,
  runLate,
  type Situation,
  thank,
} from '../claims/acts.ts'
import { claimsOn } from '../claims/queries.ts'
import { leave, type Scene, tell } from '../claims/steps.ts'
import { endPost } from '../endings/steps.ts'
import { findPost } from '../posts/queries.ts'
import { save } from '../posts/steps.ts'
import type { DemoStep } from './queries.ts'
import { idOf } from './rules.ts'

type At = { board: BoardRow; postId: string; now: number }
type Named = NonNullable<Awaited<ReturnType<typeof findPost>>>

export async function happen(tx: Db, { board, postId, now }: At, [, did, who = '', more]: DemoStep) {
  const post = (await findPost(tx, postId)) ?? NotFound.raise()
  const scene = { post, board, now }
  const actorId = post.authorId
  if (did === 'pause') {
    await save(tx, { ...scene, edit: { version: post.version, state: 'paused' } })
  } else if (did === 'claim' || did === 'wait') {
    await claim(tx, scene, { personId: idOf(who), parts: Number(more ?? 1), wait: did === 'wait' })
  } else if (did in ends) {
    await end(tx, scene, { did: did as End, said: who, actorId })
  } else {
    await onClaim(tx, scene, { did: did as OnClaim, helperId: idOf(who), words: more as string | undefined })
  }
}

const ends = {
  met: { move: 'close', type: 'post.closed' },
  'same-again': { move: 'close', type: 'post.closed' },
  'passed-on': { move: 'passOn', type: 'post.closed' },
  signposted: { move: 'signpost', type: 'post.closed' },
  withdrawn: { move: 'withdraw', type: 'post.withdrawn' },
  unmet: { move: 'goUnmet', type: 'post.unmet' },
} as const satisfies Record<string, { move: PostMove; type: PostEventType }>
type End = keyof typeof ends

async function end(
  tx: Db,
  scene: Scene,
  { did, said, actorId }: { did: End; said: string; actorId: string },
) {
  const isAgain = did === 'same-again'
  const askAgainId = isAgain ? idOf(said) : null
  const words = isAgain || said === '' ? undefined : said
  const by = did === 'unmet' ? null : actorId
  await endPost(tx, scene, { ...ends[did], actorId: by, words, askAgainId })
}

type Doing = { did: OnClaim; helperId: string; words: string | undefined }
type OnClaim = 'yes' | 'lapse' | 'no' | 'late' | 'back' | 'done' | 'thank'

async function onClaim(tx: Db, scene: Scene & { post: Named }, { did, helperId, words }: Doing) {
  const theirs = (await claimsOn(tx, scene.post.id)).filter(({ personId }) => personId === helperId)
  const newest = theirs.at(-1) ?? NotFound.raise()
  const byAuthor = did === 'yes' || did === 'no' || did === 'thank'
  const actorId = byAuthor ? scene.post.authorId : helperId
  const at = await findSituation(tx, newest.id, { actorId, now: scene.now })
  await moves[did](tx, at, words)
}

type Move = (tx: Db, at: Situation, words: string | undefined) => Promise<unknown>

const moves: Record<OnClaim, Move> = {
  yes: accept,
  no: (tx, at, reason) => release(tx, at, { reason }),
  back: (tx, at, reason) => release(tx, at, { reason }),
  late: (tx, at, words = '') => runLate(tx, at, { words }),
  done: (tx, at, stillToDo) => complete(tx, at, { stillToDo }),
  thank: (tx, at, words = '') => thank(tx, at, { words }),
  lapse: async (tx, { claim: lapsed, scene, actorId, otherId }) => {
    await leave(tx, lapsed, { by: 'lapse', scene })
    await tell(tx, scene, { type: 'claim.lapsed', personId: actorId, otherId, note: lapsed.state })
  },
}
