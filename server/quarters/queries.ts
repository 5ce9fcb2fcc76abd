import { and, eq, gte, inArray, isNotNull, lt } from 'drizzle-orm'
import type { Db } from '#db'
import type { Counted, Span } from './rules.ts'

const held = ['done', 'undone', 'overturned', 'over'] as const

/** What happened on a board from the first moment of a span to before its end. */
export async function countSpan(db: Db, boardId: string, { from, to }: Span): Promise<Counted> {
  const { reports, actions, appeals } = db.t
  const within = (table: typeof reports | typeof actions | typeof appeals) =>
    and(eq(table.boardId, boardId), gte(table.at, from), lt(table.at, to))
  const did = (deed: 'hide' | 'remove') =>
    db.$count(actions, and(within(actions), eq(actions.deed, deed), inArray(actions.state, [...held])))
  const answered = await db
    .select({ at: reports.at, answeredAt: reports.answeredAt })
    .from(reports)
    .where(and(within(reports), isNotNull(reports.answeredAt)))
  return {
    reports: await db.$count(reports, within(reports)),
    hidden: await did('hide'),
    removals: await did('remove'),
    appeals: await db.$count(appeals, within(appeals)),
    overturned: await db.$count(appeals, and(within(appeals), eq(appeals.overturned, true))),
    waits: answered.map(({ at, answeredAt }) => answeredAt! - at),
  }
}
