/** Who may know what somebody is called now; and who may read what they were called before. */
import type { Asked, Known } from './canaries.ts'
import {
  hasMet,
  isInDecisionsOf,
  isLookedAtBy,
  isNamedFor,
  isStewardOf,
  type Moment,
  namesOfThen,
} from './canary-moment.ts'

/** What somebody has called themselves before is in nothing that goes by this rule. */
export function mayName(asked: Known): boolean {
  if (!isPresent(asked)) return false
  const known = areApart(asked) ? [holdOffice, haveDecided] : [meets, haveMet, haveDecided]
  return [haveLooked, ...known].some((rule) => rule(asked))
}

/** One of them has blocked the other. */
const areApart = ({ moment, readerId, canary: { ofId } }: Known) =>
  namesOfThen(moment, readerId, ofId ?? '').length > 0

/** Stewards have to know who is on their street, and a street who its stewards are and who looks after worries, or is asked to. */
function holdOffice(asked: Known): boolean {
  const { moment, readerId, canary } = asked
  const ofId = canary.ofId ?? ''
  const holds = (boardId: string) =>
    [readerId, ofId].some((id) => isStewardOf(moment, boardId, id)) || isNamedFor(moment, boardId, ofId)
  return meets(asked) && streetsOf(moment, readerId).some(holds)
}

const isPresent = ({ moment, canary: { ofId, word } }: Known) =>
  moment.names.get(ofId ?? '')?.includes(word) === true

type Places = (readonly { boardId: string }[] | undefined)[]

/** Somebody is known on the streets they belong to, or ask to belong to, and where they have asked or helped. */
function meets({ moment, readerId, canary: { ofId } }: Known): boolean {
  const id = ofId ?? ''
  const places: Places = [moment.streetsOf.get(id), moment.postsBy.get(id), moment.claimsBy.get(id)]
  const theirs = new Set(places.flatMap((rows) => rows ?? []).map(({ boardId }) => boardId))
  return streetsOf(moment, readerId).some((boardId) => theirs.has(boardId))
}

const streetsOf = ({ streetsOf: all }: Moment, personId: string) =>
  (all.get(personId) ?? []).filter(({ state }) => state === 'active').map(({ boardId }) => boardId)

/** Over something one asked and the other took on: each keeps that name among their own things, wherever they live now. */
const haveMet = ({ moment, readerId, canary: { ofId } }: Known) => hasMet(moment, readerId, ofId ?? '')

/** A steward who has looked at what is somebody's own answers for it by name, also after leaving the street. */
const haveLooked = ({ moment, readerId, canary: { ofId } }: Known) =>
  isLookedAtBy(moment, readerId, ofId ?? '')

/** Stewards know whom their street has decided about, and who did, also once either is gone from it. */
const haveDecided = ({ moment, readerId, canary: { ofId } }: Known) =>
  isInDecisionsOf(moment, ofId ?? '', readerId)

/**
 * Where two who are set apart still read of each other: the list of one who has blocked, to whom something was opened,
 * that help has ended. By the name of then, and no later one.
 */
export function isOfThen(where: string, { moment, readerId, canary: { ofId, word } }: Asked): boolean {
  if (!places.test(where) || readerId === null) return false
  return namesOfThen(moment, readerId, ofId ?? '').some((name) => name.includes(word))
}
const places = /^(GET \/(me\/(blocks|reveals|export)|notices)\b|page \/(me|me\/blocks|mine) |letter)/
