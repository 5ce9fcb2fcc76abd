import { AlreadyHere, InvitationNeeded, type Join, type Joining, type Standing } from '#contract/boards'
import { InvalidInput } from '#contract/http'
import { InvitationOver } from '#contract/invitations'

export const joiningDays = 7

type State = 'active' | 'asking'

/** How somebody comes in: an invitation always lets in, otherwise the street's own way decides. Null: not at all. */
export function admit(joining: Joining, isInvited: boolean): State | null {
  if (isInvited || joining === 'open') return 'active'
  return joining === 'approved' ? 'asking' : null
}

export const isHere = (standing: Standing) => standing === 'neighbour' || standing === 'steward'

/** @throws AlreadyHere (409) */
export function notYetHere(standing: Standing) {
  if (isHere(standing)) throw AlreadyHere.with()
}

/** Why somebody does not come in: their invitation is over, or they never had one. */
export const refusal = ({ invitation }: Join) =>
  invitation === undefined ? InvitationNeeded.with() : InvitationOver.with()

/** Whoever comes in is seen on the board; whoever asks is for the stewards to answer. */
export const happening = (state: State) =>
  state === 'active'
    ? ({ type: 'member.joined', toNotify: false } as const)
    : ({ type: 'member.changed', toNotify: true } as const)

/** @throws InvalidInput (422), pointing at what somebody without a session has still to say */
export function introduced({ name, contact }: Join): { name: string; contact: string } {
  if (name !== undefined && contact !== undefined) return { name, contact }
  const wanted = Object.entries({ name, contact }).filter(([, said]) => said === undefined)
  throw InvalidInput.with({
    errors: wanted.map(([field]) => ({ pointer: `#/${field}`, detail: 'This is needed' })),
  })
}

/** The newest of several for each board: somebody who pressed twice joins once. `rows` newest first. */
export const oneForEachBoard = <T extends { boardId: string }>(rows: T[]): T[] =>
  rows.filter((row, at) => rows.findIndex(({ boardId }) => boardId === row.boardId) === at)
