import { ConcernClosed, type ConcernLine, NobodyToTell } from '#contract/concerns'
import { councilIds, emergencyId, firstHelplines, type Helpline } from '#contract/helplines'
import { NotFound } from '#contract/http'

const hourMs = 3_600_000
const lookWithinMs = 24 * hourMs
const lookAtOnceMs = hourMs
/** A file about a worry is kept this long after it was closed. */
export const keptMs = 3 * 365 * 24 * hourMs

/** When somebody should have looked at it, in epoch ms. */
export const dueAt = (isUrgent: boolean, now: number) => now + (isUrgent ? lookAtOnceMs : lookWithinMs)

type Lead = { personId: string; acceptedAt: number | null }

/** Who looks after this worry: everybody who looks after worries but those it is about. */
export const readersOf = (leads: readonly Lead[], { subjects }: { subjects: readonly string[] }) =>
  leads.filter(({ personId, acceptedAt }) => acceptedAt !== null && !subjects.includes(personId))

/** @throws NobodyToTell, with the numbers to call, where everybody who could read it is whom it is about */
export function somebodyReads(readers: readonly Lead[], helplines: readonly Helpline[] | null) {
  const lines = (helplines ?? firstHelplines).filter(({ id }) => isCouncil(id) || id === emergencyId)
  if (readers.length === 0) throw NobodyToTell.with({ helplines: lines })
}

export const isCouncil = (id: string) => (councilIds as readonly string[]).includes(id)

/** What somebody may not read is not there. @throws NotFound */
export function readable(readers: readonly Lead[], personId: string) {
  if (!readers.some((one) => one.personId === personId)) throw NotFound.with()
}

type Row = {
  id: string
  boardId: string
  isUrgent: boolean
  raisedAt: number
  dueAt: number
  lookedAt: number | null
  closedAt: number | null
}

/** @throws ConcernClosed */
export function stillOpen<R extends Pick<Row, 'closedAt'>>(row: R): R {
  if (row.closedAt !== null) throw ConcernClosed.with()
  return row
}

export function line({ id, boardId, isUrgent, ...row }: Row, now: number): ConcernLine {
  return {
    ...{ id, boardId, isUrgent },
    raisedAt: new Date(row.raisedAt).toISOString(),
    dueAt: new Date(row.dueAt).toISOString(),
    state: row.closedAt !== null ? 'closed' : row.lookedAt !== null ? 'looked-at' : 'new',
    isOverdue: row.lookedAt === null && row.closedAt === null && row.dueAt <= now,
  }
}
