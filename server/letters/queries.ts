import {
  aliasedTable,
  and,
  eq,
  exists,
  gt,
  inArray,
  isNull,
  lte,
  or,
  type Placeholder,
  type SQLWrapper,
  sql,
} from 'drizzle-orm'
import { type Db, hot } from '#db'
import { elements } from '../../db/json.ts'
import { unsought } from '../../db/planning.ts'
import { namesAcross } from '../blocks/queries.ts'

export type NoticeRow = Db['t']['notices']['$inferSelect']
export type CodeRow = Db['t']['signInCodes']['$inferSelect']
export type ContactRow = Db['t']['contactLetters']['$inferSelect']
type Letters = Db['t']['notices'] | Db['t']['signInCodes'] | Db['t']['contactLetters']
type Ids = { id: string }[]
export type Outcome = { sentAt: number } | { sendNextAt: number }

/** How long a letter is on its way before somebody else may think that its carrier is gone. */
const leaseMs = 60_000

/** The oldest of those whose time has come, `limit` at most. */
function dueOf(name: string, lettersIn: (db: Db) => Letters) {
  const due = hot((db: Db) => {
    const letters = lettersIn(db)
    return db
      .select({ id: letters.id })
      .from(letters)
      .where(isDue(letters, sql.placeholder('now')))
      .orderBy(letters.sendNextAt)
      .limit(sql.placeholder('limit'))
      .prepare(`due_${name}`)
  })
  return async (db: Db, now: number, limit: number): Promise<Ids> => await due(db).execute({ now, limit })
}

const patienceMs = 2 * 60_000

/** Letters and codes that should have been sent some minutes ago, or have failed and wait for their next try. */
export async function countOverdue(db: Db, now: number): Promise<number> {
  const { notices, signInCodes, contactLetters } = db.t
  const overdue = (letters: Letters) =>
    and(
      isNull(letters.sentAt),
      or(
        lte(letters.sendNextAt, now - patienceMs),
        and(gt(letters.sendTries, 0), lte(letters.sendNextAt, now + 24 * 3_600_000)),
      ),
    )
  const counts = [notices, signInCodes, contactLetters].map((letters) => db.$count(letters, overdue(letters)))
  return (await Promise.all(counts)).reduce((sum, n) => sum + n, 0)
}

/** Takes them out of everybody else's hands for a while; the guard decides between two processes. */
function taking<T extends Letters>(name: string, lettersIn: (db: Db) => T) {
  const take = hot((db: Db) => {
    const letters = lettersIn(db)
    const ids = sql`(select value from ${elements(db, sql.placeholder('ids'))})`
    return db
      .update(letters as Letters)
      .set({ sendTries: sql`${letters.sendTries} + 1`, sendNextAt: sql`${sql.placeholder('until')}` })
      .where(and(sql`${letters.id} in ${ids}`, isStillDue(db, letters, sql.placeholder('now'))))
      .returning()
      .prepare(`take_${name}`)
  })
  return async (tx: Db, letters: Ids, now: number): Promise<T['$inferSelect'][]> => {
    const ids = JSON.stringify(letters.map(({ id }) => id))
    return await take(tx).execute({ ids, now, until: now + leaseMs })
  }
}

/** What has become of a letter, one statement for each kind of it: every letter there is asks it once. */
function settling(name: string, lettersIn: (db: Db) => Letters) {
  const setting = (column: 'sentAt' | 'sendNextAt') =>
    hot((db: Db) => {
      const letters = lettersIn(db)
      return db
        .update(letters)
        .set({ [column]: sql`${sql.placeholder('at')}` })
        .where(eq(letters.id, sql.placeholder('id')))
        .prepare(`settle_${name}_${column}`)
    })
  const [sent, later] = [setting('sentAt'), setting('sendNextAt')]
  return async (tx: Db, id: string, outcome: Outcome): Promise<void> => {
    if ('sentAt' in outcome) await sent(tx).execute({ id, at: outcome.sentAt })
    else await later(tx).execute({ id, at: outcome.sendNextAt })
  }
}

/** Letters of one kind that wait to be carried: which are due, how they are taken in hand, and what has become of each. */
const waiting = <T extends Letters>(name: string, lettersIn: (db: Db) => T) => ({
  due: dueOf(name, lettersIn),
  take: taking(name, lettersIn),
  settle: settling(name, lettersIn),
})

export const codes = waiting('code', ({ t }) => t.signInCodes)
export const notices = waiting('notice', ({ t }) => t.notices)
export const contacts = waiting('contact_letter', ({ t }) => t.contactLetters)

function isDue(letters: Letters, now: Placeholder) {
  return and(isNull(letters.sentAt), lte(letters.sendNextAt, now))
}

/** Of letters that are known by their ids: not by the index of all that wait, which on a busy evening is hundreds of thousands. */
const isStillDue = (db: Db, { sentAt, sendNextAt }: Letters, now: Placeholder) =>
  and(isNull(unsought(db, sentAt)), lte(unsought(db, sendNextAt), now))

/** Whoever looked at what is somebody's own is named to them, wherever they live now. */
const lookedAt = ['contact.seen', 'receipt.seen']

/**
 * Of a notice: whether its reader may know now who it speaks of. Both are on that street, or ask to be; or they have met
 * over a post. What somebody calls themselves is not told on to those they have left behind.
 */
export function isStillKnown(db: Db) {
  const { notices, members, claims, posts } = db.t
  const onStreet = (personId: SQLWrapper, alias: string) => {
    const there = aliasedTable(members, alias)
    const here = and(eq(there.boardId, notices.boardId), eq(there.personId, personId))
    return exists(db.select({ id: there.boardId }).from(there).where(here))
  }
  const pair = (helper: SQLWrapper, author: SQLWrapper) =>
    and(eq(claims.personId, helper), eq(posts.authorId, author))
  const met = db
    .select({ id: claims.id })
    .from(claims)
    .innerJoin(posts, eq(posts.id, claims.postId))
    .where(or(pair(notices.personId, notices.otherId), pair(notices.otherId, notices.personId)))
  const neighbours = and(onStreet(notices.personId, 'reader_here'), onStreet(notices.otherId, 'other_here'))
  return or(inArray(notices.what, lookedAt), neighbours, exists(met))
}

const naming = hot((db: Db) => {
  const { notices, people } = db.t
  return db
    .select({ name: people.name })
    .from(notices)
    .innerJoin(people, and(eq(people.id, notices.otherId), isStillKnown(db)))
    .where(eq(notices.id, sql.placeholder('id')))
    .prepare('name_in_letter')
})

type Named = Pick<NoticeRow, 'id' | 'personId' | 'otherId'>

/** Whom a letter names: by what is so when it is written, and across a block by the name of then. */
export async function nameIn(db: Db, { id, personId, otherId }: Named): Promise<string | null> {
  const [row] = await naming(db).execute({ id })
  return row ? ((await namesAcross(db, personId)).get(otherId ?? '') ?? row.name) : null
}
