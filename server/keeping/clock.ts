/**
 * What the clock takes away by itself. What is due is read from the rows, never from a memory of when we last looked: so
 * it goes on after any restart, and an old backup is swept like everything else.
 */
import { houseDays } from '#contract/keeping'
import type { Db, Store } from '#db'
import { closedCases, forgetCases } from '../backlog/queries.ts'
import * as saved from './queries.ts'

const dayMs = 86_400_000
const batch = 200

type Find = (db: Db, due: { before: number; limit: number }) => Promise<string[]>
type Take = (tx: Db, ids: string[]) => Promise<void>

/** In short transactions, so that nobody waits for it. @returns whether anything went */
export async function keepNoLonger(store: Store, now: number): Promise<boolean> {
  const ago = (days: number) => now - days * dayMs
  const sweep = (find: Find, take: Take, days: number) => sweepAll(store, { find, take, before: ago(days) })
  const went = [
    await sweep(saved.wordedPosts, saved.takeWords, houseDays.posts),
    await sweep(saved.notedPosts, saved.takeNotes, houseDays.privateNotes),
    await sweep(saved.wordedClaims, saved.silenceClaims, houseDays.posts),
    await sweep(saved.oldSheets, saved.forgetSheets, houseDays.sheets),
    await sweep(closedCases, forgetCases, houseDays.cases),
    await store.write((tx) =>
      saved.forgetOld(tx, {
        notices: ago(houseDays.notices),
        receipts: ago(houseDays.receipts),
        shiftNotes: ago(houseDays.shiftNotes),
        calls: ago(houseDays.calls),
        log: ago(houseDays.log),
      }),
    ),
  ]
  for (const { boardId, postDays, messageDays } of await saved.shorterKeepings(store.read)) {
    const posts: Find = (db, due) => saved.wordedPosts(db, due, boardId)
    const messages: Find = (db, due) => saved.oldMessages(db, due, boardId)
    went.push(await sweep(posts, saved.takeWords, postDays ?? houseDays.posts))
    went.push(await sweep(messages, saved.forgetMessages, messageDays ?? houseDays.messages))
  }
  return went.includes(true)
}

async function sweepAll(store: Store, { find, take, before }: { find: Find; take: Take; before: number }) {
  for (let went = false; ; went = true) {
    const ids = await find(store.read, { before, limit: batch })
    if (ids.length === 0) return went
    await store.write((tx) => take(tx, ids))
  }
}
