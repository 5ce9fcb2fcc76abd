/**
 * Words that nobody else would write, one for each private thing, and who may read each at some moment. The answer is worked
 * out here from the rows by themselves, not by the rules of the house: so a rule that is wrong is found.
 */
import { isLeadOf, isLinked, isStewardOf, isToldOf, type Moment, memberOf, wasOn } from './canary-moment.ts'
import { isAuthor, isLooking } from './canary-money.ts'
import { mayName } from './canary-names.ts'

/** `boardId`, `postId`, `claimId`: what it was written on; `ofId`: whose it is. */
export type Canary = {
  kind: CanaryKind
  ofId: string | null
  boardId?: string
  postId?: string
  claimId?: string
  messageId?: string
  /** Whom a worry, or what stewards have decided, is about. */
  aboutId?: string | null
}
export type Hatched = Canary & { word: string }
export type CanaryKind =
  | 'contact'
  | 'address' // of the network somebody came from
  | 'token'
  | 'card'
  | 'invitation'
  | 'title'
  | 'details'
  | 'note'
  | 'behalf'
  | 'claim words'
  | 'message'
  | 'receipt'
  | 'report'
  | 'concern'
  | 'name'
  | 'disclosure'
  | 'sheet' // a column of a sheet that stewards have brought
  | 'sheet title'
  | 'sheet note' // for whoever helps, after the yes
  | 'deed' // what stewards say to whom it is about
  | 'appeal'
  | 'shift'

const shape = /cnry[0-9a-z]{6}x/g
/** Made by the house itself, so in no shape of ours. */
const secrets: readonly CanaryKind[] = ['token', 'card', 'invitation', 'address']

export class Canaries {
  readonly all = new Map<string, Hatched>()
  readonly #secrets: string[] = []
  #n = 0

  /** A new one: letters and figures only, so that it goes through an address, a fold, a header. */
  hatch(canary: Canary): string {
    const word = `cnry${(++this.#n).toString(36).padStart(6, '0')}x`
    this.all.set(word, { ...canary, word })
    return word
  }

  /** It is known whose it is only once the call was answered. */
  settle(word: string, more: Partial<Canary>) {
    this.all.set(word, { ...this.all.get(word)!, ...more })
  }

  /** A secret that the house made itself. */
  adopt(word: string, canary: Canary) {
    if (secrets.includes(canary.kind)) this.#secrets.push(word)
    this.all.set(word, { ...canary, word })
  }

  heardIn(text: string): string[] {
    const found = new Set(text.toLowerCase().match(shape) ?? [])
    for (const word of this.#secrets) if (text.includes(word)) found.add(word)
    return [...found].filter((word) => this.all.has(word))
  }
}

/** Said or made for the street by whoever had that office: it stays when they leave for good. */
const ofTheStreet: readonly CanaryKind[] = ['concern', 'disclosure', 'invitation']

export type Asked = { moment: Moment; readerId: string | null; canary: Hatched }
export type Known = Asked & { readerId: string }

/** Whether this reader may know it at this moment. */
export function mayKnow(asked: Asked): boolean {
  const { canary, readerId, moment } = asked
  if (readerId === null || canary.kind === 'address') return false
  if (!ofTheStreet.includes(canary.kind) && moment.erased.has(canary.ofId ?? '')) return false
  if (canary.ofId === readerId && canary.kind !== 'concern') return true
  return rules[canary.kind](asked as Known)
}

const nobody = () => false
const steward = ({ moment, canary: { boardId = '' }, readerId }: Known) =>
  isStewardOf(moment, boardId, readerId)
const linked = ({ moment, canary: { ofId, postId }, readerId }: Known) =>
  isLinked(moment, [readerId, ofId ?? ''], postId)

const rules: Record<CanaryKind, (asked: Known) => boolean> = {
  address: nobody,
  token: nobody,
  card: nobody,
  contact: linked,
  note: linked,
  name: mayName,
  title: belongs,
  details: belongs,
  behalf: steward,
  invitation: steward,
  disclosure: steward,
  receipt: (asked) => isAuthor(asked) || (steward(asked) && isLooking(asked)),
  report: steward,
  shift: steward,
  sheet: steward,
  // Whoever brought a sheet is the author of what came of it, also when they are a steward no longer.
  'sheet title': (asked) => steward(asked) || belongs(asked) || isAuthor(asked),
  'sheet note': (asked) => steward(asked) || isHelping(asked) || isAuthor(asked),
  // Said as a steward, so it stays when that steward leaves for good; not when the person it was said to does.
  deed: (asked) => !isErased(asked) && (steward(asked) || asked.canary.aboutId === asked.readerId),
  appeal: steward,
  concern: ({ moment, canary: { aboutId, boardId = '' }, readerId }) =>
    aboutId !== readerId && isLeadOf(moment, boardId, readerId),
  'claim words': (asked) => steward(asked) || isParty(asked) || isLate(asked),
  message: (asked) => isParty(asked) || (steward(asked) && isTold(asked)),
}

const isErased = ({ moment, canary: { aboutId } }: Known) => moment.erased.has(aboutId ?? '')

/** What stands on the board is for its neighbours; what is aside is for its author, and for stewards who must look. */
function belongs({ moment, readerId, canary: { boardId = '', postId = '' } }: Known): boolean {
  const member = memberOf(moment, boardId, readerId)
  const post = moment.posts.get(postId)
  const wasOnIt = wasOn(moment, postId, readerId)
  if (!member || !post) return wasOnIt
  if (wasOnIt || member.role === 'steward') return true
  if (post.shelf === 'aside') return false
  return member.isTrusted || !needsTrust(post) || post.firstAskId === readerId
}

type Kind = { kind: string; tier: number | null; category: string | null }
/** To come inside, somebody's health, a child. */
const needsTrust = ({ kind, tier, category }: Kind) =>
  kind === 'request' && (tier === 2 || ['chemist', 'children'].includes(category ?? ''))

/** Somebody has said yes to them over what came from a sheet. */
function isHelping({ moment, readerId, canary: { postId = '' } }: Known): boolean {
  const authorId = moment.posts.get(postId)?.authorId
  return authorId !== undefined && isLinked(moment, [readerId, authorId], postId)
}

function isParty({ moment, readerId, canary: { claimId = '' } }: Known): boolean {
  const claim = moment.claims.get(claimId)
  return (
    claim !== undefined &&
    [claim.personId, moment.posts.get(claim.postId)?.authorId ?? null].includes(readerId)
  )
}

/** "Running late" stands beside the name of whoever is on it, for all the street. */
function isLate({ moment, readerId, canary: { claimId = '', boardId = '' } }: Known): boolean {
  const isSaid = moment.claims.get(claimId)?.lateWords != null
  return isSaid && memberOf(moment, boardId, readerId) !== undefined
}

/** Words between two are a steward's to read only once one of the two has reported them. */
const isTold = ({ moment, canary: { messageId = '', claimId = '' } }: Known) =>
  isToldOf(moment, 'message', messageId) || isToldOf(moment, 'claim', claimId)
