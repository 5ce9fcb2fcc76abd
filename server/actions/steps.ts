/** What each deed does to the thing itself, and how it is put back, inside one transaction. */
import type { Deed } from '#contract/actions'
import { TooLate } from '#contract/claims'
import { type PostState, shelfOf } from '#contract/lifecycle'
import type { Db } from '#db'
import { type BoardRow, saveMember } from '../boards/queries.ts'
import type { CaseRow } from '../cases/queries.ts'
import { askToClose } from '../claims/steps.ts'
import { letWaitingIn } from '../claims/waiting.ts'
import type { House } from '../http/room.ts'
import { announce } from '../live/queries.ts'
import { release as passOn } from '../messages/acts.ts'
import { forgetRemoval, otherPause, savePause } from '../pauses/queries.ts'
import { changePost, findPost, isIn, type Named } from '../posts/queries.ts'
import { clear, unclear } from '../standing/queries.ts'
import { pause, removeFrom, unpause } from '../standing/steps.ts'
import { type ActionRow, holdMessage } from './queries.ts'
import * as rule from './rules.ts'

export type Doing = {
  actionId: string
  deed: Deed
  board: BoardRow
  about: { kind: CaseRow['aboutKind']; id: string }
  personId: string | null
  actorId: string | null
  until: number | null
  now: number
}

/** @returns what the thing was before, to be put back */
export async function perform(house: House, tx: Db, doing: Doing): Promise<string | null> {
  const { deed, about } = doing
  if (deed === 'dismiss' || deed === 'write') return null
  if (deed === 'pause' || deed === 'freeze' || deed === 'remove') return keepOut(house, tx, doing)
  if (about.kind !== 'message') return movePost(house, tx, doing)
  if (deed === 'hide') await holdMessage(tx, about.id)
  else await passOn(tx, about.id, doing.now)
  return deed === 'hide' ? 'sent' : 'held'
}

/** Before a removal that its second yes found gone already. */
const gone = 'gone'

async function keepOut(house: House, tx: Db, { deed, board, until, ...doing }: Doing) {
  const { personId, actionId, now } = doing
  // They have left for good, and there is nobody to keep out.
  if (personId === null) return gone
  const who = { boardId: board.id, personId, actionId, now }
  if (deed === 'remove')
    return (await removeFrom(house, tx, { ...who, board, otherId: doing.actorId! })) ? null : gone
  await pause(house, tx, { ...who, until: until! })
  return null
}

const places = {
  release: () => 'open',
  hide: () => 'hidden',
  ask: rule.asked,
} as const satisfies Partial<Record<Deed, (state: PostState) => PostState>>

async function movePost(house: House, tx: Db, { deed, board, about, now }: Doing): Promise<string> {
  const post = (await findPost(tx, about.id))!
  const to = places[deed as keyof typeof places](post.state)
  const placed = deed === 'release' ? rule.putBack(post, 'open') : { state: to, shelf: shelfOf(to) }
  const fresh = deed === 'release' && post.state === 'checking' ? { waitingSince: now } : {}
  const moved = await changePost(tx, post.id, { ...placed, ...fresh, guard: isIn(tx, post.state) })
  if (!moved) throw TooLate.with()
  await askToClose(tx, moved, now)
  if (deed === 'release') await showAgain(house, tx, { post, isOpen: placed.state === 'open', now })
  else if (post.shelf === 'board')
    await announce(tx, board.id, { type: 'post.gone', postId: post.id, personId: post.authorId, at: now })
  return post.state
}

type Showing = { post: Named; isOpen: boolean; now: number }

/** The street reads it from now on, for the first time or again; and whoever wrote it is new no longer. */
async function showAgain(house: House, tx: Db, { post, isOpen, now }: Showing) {
  const { authorId: personId, id: postId, boardId } = post
  const isNews = post.state === 'checking'
  const toNotify = isNews && post.firstAskId !== null
  const type = isNews ? 'post.published' : 'post.reopened'
  await announce(tx, boardId, { type, postId, personId, at: now, toNotify })
  await clear(tx, { boardId, personId, now })
  if (isOpen) for (const hook of house.whenOpen) await hook(tx, { postId, now })
}

type Reversing = { action: ActionRow; now: number }

/** Puts back what an action changed. False where somebody has acted on it since, or it is there no more. */
export async function reverse(tx: Db, { action, now }: Reversing): Promise<boolean> {
  const { deed, personId, boardId, state, before } = action
  if (deed === 'dismiss' || state === 'proposed') return true
  if (deed === 'pause' || deed === 'freeze')
    return personId !== null && (await lift(tx, { boardId, personId, butId: action.id, now }))
  if (deed === 'remove')
    return personId !== null && (await letBack(tx, { boardId, personId, isGone: before === gone, now }))
  if (action.aboutKind !== 'message') return putPostBack(tx, { action, now })
  if (deed === 'release') await holdMessage(tx, action.aboutId)
  else await passOn(tx, action.aboutId, now)
  return true
}

/** Ends this pause alone: where another still keeps them out, that is the one that holds now. */
async function lift(tx: Db, { boardId, personId, ...other }: Parameters<typeof otherPause>[1]) {
  const who = { boardId, personId }
  const isLifted = await unpause(tx, who)
  const next = await otherPause(tx, { ...who, ...other })
  if (next) await savePause(tx, next)
  return isLifted || next !== undefined
}

type LettingBack = { boardId: string; personId: string; isGone: boolean; now: number }

/** Whoever had left by themselves may come back, and is not brought back. */
async function letBack(tx: Db, { boardId, personId, isGone, now }: LettingBack) {
  await forgetRemoval(tx, { boardId, personId })
  if (isGone) return true
  const back = { boardId, personId, role: 'neighbour', state: 'active', since: now } as const
  if (!(await saveMember(tx, back))) return false
  await announce(tx, boardId, { type: 'member.joined', personId, at: now })
  return true
}

async function putPostBack(tx: Db, { action, now }: Reversing): Promise<boolean> {
  const { deed, boardId, aboutId: postId, before } = action
  const post = await findPost(tx, postId)
  const isAsLeft =
    post && (deed === 'release' ? isUntouched(post) : ['hidden', 'checking'].includes(post.state))
  if (!post || !isAsLeft) return false
  const placed = rule.putBack(post, before as PostState)
  const back = await changePost(tx, postId, { ...placed, guard: isIn(tx, post.state) })
  if (!back) return false
  await askToClose(tx, back, now)
  if (deed === 'release') await unclear(tx, { boardId, personId: post.authorId, at: action.at })
  const type = placed.shelf === 'board' ? 'post.reopened' : 'post.gone'
  await announce(tx, boardId, { type, postId, personId: post.authorId, at: now })
  if (back.state === 'open') await letWaitingIn(tx, { postId, now })
  return true
}

const isUntouched = ({ state, taken, finished }: { state: string; taken: number; finished: number }) =>
  state === 'open' && taken === 0 && finished === 0
