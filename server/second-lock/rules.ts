const dayMs = 86_400_000

/** A new street has this long before its stewards need a second lock for everything they do as stewards. */
export const graceMs = 14 * dayMs
/** How long a session counts as opened with both locks. */
export const strongMs = 30 * dayMs
export const codesMade = 8
/** Long enough to find the printer. */
export const readableMs = 10 * 60_000

/** A neighbour may copy the board as well; a steward's copy holds more. */
const copying = 'GET /boards/:boardId/export.csv'
const concerns = /^[A-Z]+ \/concerns\//
/** What is never done with one lock, in no street's first days either. */
const serious = new Set([copying, 'DELETE /boards/:boardId/members/:personId'])

export const isSerious = (call: string) => serious.has(call)

type Act = {
  call: string
  as: string
  isEverybodys: boolean
  asker: { strongUntil: number | null }
  now: number
}

/** Whether it has to be looked up if they have a second lock at all. Most calls, of most sessions, need not be. */
export const isInQuestion = (act: Act) => isOfRole(act) && !isStrong(act.asker.strongUntil, act.now)

function isOfRole({ call, as, isEverybodys }: Pick<Act, 'call' | 'as' | 'isEverybodys'>): boolean {
  // A concern belongs to those who may read it, and they are leads.
  if (concerns.test(call)) return true
  const holdsRole = as === 'steward' || as === 'lead'
  return (as === 'steward' && call === copying) || (holdsRole && !isEverybodys)
}

export const isStrong = (strongUntil: number | null, now: number) => strongUntil !== null && strongUntil > now

type Street = { demo: boolean; createdAt: number }

/** Whether one lock is not enough for this act, in a session that has shown one. */
export function needsBoth(street: Street, act: { call: string; hasLock: boolean; now: number }): boolean {
  if (street.demo) return false
  return act.hasLock || isSerious(act.call) || graceUntil(street) <= act.now
}

export const graceUntil = ({ createdAt }: Street) => createdAt + graceMs

/** `ABCDEFGHJK` → `ABCDE FGHJK` */
export const printed = (code: string) => `${code.slice(0, 5)} ${code.slice(5)}`

/** As typed from paper, in whatever case and with any spaces or dashes. */
export const readCode = (text: string) => text.toUpperCase().replaceAll(/[^\dA-Z]/g, '')
