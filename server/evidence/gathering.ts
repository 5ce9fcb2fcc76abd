/** Gathers what belongs to one case, and makes it whole: each piece and all of it with a digest. */
import { createHash } from 'node:crypto'
import type { Evidence, Exhibit } from '#contract/evidence'
import { NotFound } from '#contract/http'
import type { Db } from '#db'
import { findBoard } from '../boards/queries.ts'
import type { CaseRow } from '../cases/queries.ts'
import { linesBefore } from '../ledger/queries.ts'
import { findMessage, type MessageRow, wordsOver } from '../messages/queries.ts'
import { toldOf } from '../reports/queries.ts'
import { findSubject, type SubjectRow } from '../subjects/queries.ts'

const iso = (ms: number) => new Date(ms).toISOString()
const digest = (text: string) => createHash('sha256').update(text).digest('hex')

export async function gather(db: Db, row: CaseRow, now: number): Promise<Evidence> {
  const about = { kind: row.aboutKind, id: row.aboutId }
  const board = (await findBoard(db, row.boardId)) ?? NotFound.raise()
  const told = (await toldOf(db, row.id)).map((one) => ({ ...one, at: iso(one.at) }))
  const [newest] = await linesBefore(db, row.boardId, { limit: 1 })
  const exhibits = await exhibitsOf(db, row)
  const { boardId, kind, why } = row
  const facts = { caseId: row.id, boardId, board: board.name, kind, about, why, openedAt: iso(row.openedAt) }
  const whole = { ...facts, madeAt: iso(now), told, exhibits, ledger: newest?.hash ?? null }
  return { ...whole, sha256: digest(JSON.stringify(whole)) }
}

/** Of words between two people only those that one of the two, or a rule, has told of: a message, or all over a claim. */
async function exhibitsOf(db: Db, { aboutKind, aboutId }: CaseRow): Promise<Exhibit[]> {
  if (aboutKind === 'message') {
    const message = await findMessage(db, aboutId)
    return message ? [ofMessage(message)] : []
  }
  const subject = await findSubject(db, { kind: aboutKind, id: aboutId })
  const words = aboutKind === 'claim' ? await wordsOver(db, [aboutId]) : []
  return [...(subject ? [ofSubject(subject)] : []), ...words.map(ofMessage)]
}

const sealed = (exhibit: Omit<Exhibit, 'sha256'>): Exhibit => ({
  ...exhibit,
  sha256: digest(JSON.stringify(exhibit)),
})

const ofMessage = ({ id, byId: personId, toId, at, state, text: words }: MessageRow) =>
  sealed({ kind: 'message', id, personId, toId, at: iso(at), state, words })

function ofSubject({ about, personId, title, words, state }: SubjectRow) {
  const text = about.kind === 'person' ? '' : [title, words].filter(Boolean).join('\n')
  return sealed({ ...about, personId, toId: null, at: null, state, words: text })
}
