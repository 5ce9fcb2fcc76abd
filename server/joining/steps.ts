import type { Join, Joined, Standing } from '#contract/boards'
import { NotFound, Problem } from '#contract/http'
import type { Db } from '#db'
import { type BoardRow, findBoard, findStanding, saveMember } from '../boards/queries.ts'
import type { House, WhenConfirmed, WhenLetIn } from '../http/room.ts'
import { findInvitation, useInvitation } from '../invitations/queries.ts'
import { tokenDigest } from '../invitations/tokens.ts'
import { announce } from '../live/queries.ts'
import { compare, mustAsk } from '../other-accounts/steps.ts'
import { readContact } from '../people/contact.ts'
import { publish } from '../posts/steps.ts'
import { newCode } from '../sign-in/codes.ts'
import { queueCode } from '../sign-in/queries.ts'
import { forgetJoinings, holdOffer, joiningsBy, saveJoining, takeHeldOffer } from './queries.ts'
import {
  admit,
  happening,
  introduced,
  isHere,
  joiningDays,
  notYetHere,
  oneForEachBoard,
  refusal,
} from './rules.ts'

/** Long enough for a letter to somebody's neighbour, short enough not to keep what nobody confirmed. */
export const joiningMs = joiningDays * 86_400_000

type Found = { board: BoardRow; standing: Standing }
type Coming = { boardId: string; join: Join; now: number }

/** Somebody with a session joins, and what they offer is on the board at once. */
export async function joinNow(
  house: House,
  tx: Db,
  { personId, ...coming }: Coming & { personId: string },
): Promise<Joined> {
  const { boardId, join, now } = coming
  const { board, standing } = (await findStanding(tx, boardId, personId)) ?? NotFound.raise()
  notYetHere(standing)
  const invitationId = await invitationIn(tx, coming)
  const admitted = admit(board.joining, await isInvited(tx, board, invitationId)) ?? raise(refusal(join))
  const state = (await mustAsk(house, tx, { boardId, personId })) ? 'asking' : admitted
  await enter(house, tx, { board, personId, offer: join.offer ?? null, state, now })
  await compare(house, tx, { personId, now })
  return { state, boardId }
}

/**
 * Somebody without a session: one row and one code, whoever they are, in one short transaction. This is the path
 * of a whole town on one evening, so nothing is looked up that the answer does not need.
 */
export async function joinByCode({ store }: House, coming: Coming): Promise<Joined> {
  const { boardId, join, now } = coming
  const { name, contact } = introduced(join)
  const read = readContact(contact)
  const board = (await findBoard(store.read, boardId)) ?? NotFound.raise()
  const invitationId = await invitationIn(store.read, coming)
  if (!admit(board.joining, invitationId !== null)) throw refusal(join)
  const code = newCode(read, now)
  const row = { id: code.id, boardId, name, contact: read.value, offer: join.offer ?? null, invitationId }
  await store.write(async (tx) => {
    await saveJoining(tx, { ...row, createdAt: now })
    await queueCode(tx, code)
  })
  return { state: 'code-sent', boardId }
}

function raise(problem: Problem): never {
  throw problem
}

/** The invitation somebody holds, while it is good and for this board. */
async function invitationIn(db: Db, { boardId, join, now }: Coming): Promise<string | null> {
  if (join.invitation === undefined) return null
  const found = await findInvitation(db, tokenDigest(join.invitation), now)
  return found?.boardId === boardId ? found.id : null
}

/** Uses the invitation where one is needed. */
async function isInvited(tx: Db, { joining }: BoardRow, invitationId: string | null): Promise<boolean> {
  return joining !== 'open' && invitationId !== null && (await useInvitation(tx, invitationId))
}

/**
 * A code was entered: every joining that waited for this contact comes true. What was offered with another code than
 * this one may be somebody else's idea, so it is kept as a draft for the person to look at.
 */
export async function comeIn(house: House, tx: Db, coming: Parameters<WhenConfirmed>[1]) {
  const { personId, contact, codeId, now } = coming
  const waiting = await joiningsBy(tx, contact, now - joiningMs)
  await forgetJoinings(
    tx,
    waiting.map(({ id }) => id),
  )
  for (const { id, boardId, invitationId, offer } of oneForEachBoard(waiting)) {
    const found = await findStanding(tx, boardId, personId)
    const state = found && (await stateOf(house, tx, { ...found, personId, invitationId }))
    const asDraft = id !== codeId
    if (state) await enter(house, tx, { board: found.board, personId, offer, state, now, asDraft })
  }
}

type Held = Found & { personId: string; invitationId: string | null }

/** Whoever was sent away asks, however others come in. */
async function stateOf(house: House, tx: Db, { board, standing, personId, invitationId }: Held) {
  if (isHere(standing)) return 'active'
  const admitted = admit(board.joining, await isInvited(tx, board, invitationId))
  return admitted && (await mustAsk(house, tx, { boardId: board.id, personId })) ? 'asking' : admitted
}

type Entering = {
  board: BoardRow
  personId: string
  offer: string | null
  state: 'active' | 'asking'
  now: number
  asDraft?: boolean
}

async function enter(house: House, tx: Db, entering: Entering) {
  const { board, personId, offer, state, now, asDraft = false } = entering
  const member = { boardId: board.id, personId, role: 'neighbour', state, since: now } as const
  if (await saveMember(tx, member)) await announce(tx, board.id, { ...happening(state), personId, at: now })
  if (offer === null) return
  const asked = { kind: 'offer', title: offer, draft: asDraft } as const
  const before = house.beforePosting
  if (state === 'active' || asDraft) await offerOrKeep(tx, board, { asked, authorId: personId, now, before })
  else await holdOffer(tx, { boardId: board.id, personId, title: offer, at: now })
}

/** Nobody is kept out for what they offer: what cannot go on the board now is theirs as a draft. */
async function offerOrKeep(tx: Db, board: BoardRow, asking: Parameters<typeof publish>[2]) {
  try {
    await publish(tx, board, asking)
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem
    await publish(tx, board, { ...asking, asked: { ...asking.asked, draft: true } })
  }
}

/** A steward has said yes: what they offered goes on the board. */
export async function letIn(house: House, tx: Db, { boardId, personId, now }: Parameters<WhenLetIn>[1]) {
  const board = await findBoard(tx, boardId)
  const title = await takeHeldOffer(tx, { boardId, personId })
  const asked = { kind: 'offer', title: title ?? '' } as const
  const before = house.beforePosting
  if (board && title) await offerOrKeep(tx, board, { asked, authorId: personId, now, before })
}
