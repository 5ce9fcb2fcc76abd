import { AlreadyHere, InvitationNeeded, type Joining, type Standing } from '#contract/boards'

type State = 'active' | 'asking'

/**
 * How somebody comes in. An invitation always lets in; otherwise the street's own way decides.
 *
 * @throws AlreadyHere (409), InvitationNeeded (403)
 */
export function admit(joining: Joining, standing: Standing, isInvited: boolean): State {
  if (standing === 'neighbour' || standing === 'steward') throw AlreadyHere.with()
  if (isInvited || joining === 'open') return 'active'
  if (joining === 'invited') throw InvitationNeeded.with()
  return 'asking'
}

/** Whoever comes in is seen on the board; whoever asks is for the stewards to answer. */
export const happening = (state: State) =>
  state === 'active'
    ? ({ type: 'member.joined', toNotify: false } as const)
    : ({ type: 'member.changed', toNotify: true } as const)
