import { NotFound } from '#contract/http'
import { OwnThing } from '#contract/reports'

const hourMs = 3_600_000
/** Whoever reports something has an answer by then. */
export const answerMs = 72 * hourMs

type Thing = { personId: string; state: string | null; about: { kind: string } }
export type Doer = { personId: string }

/** Nobody reports themselves. @throws OwnThing */
export function notOwn({ personId }: Doer, reporterId: string | null) {
  if (personId === reporterId) throw OwnThing.with()
}

const unseen = ['draft', 'checking', 'hidden', 'paused']

/** What stands where others can read it. @throws NotFound */
export function inSight({ about, state }: Thing) {
  if (about.kind === 'post' && state !== null && unseen.includes(state)) throw NotFound.with()
}
