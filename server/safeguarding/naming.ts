/** Who has agreed to be asked by name, for what is nearer than the door. */
import type { ByName } from '#contract/safeguarding'
import type { Db } from '#db'
import { blockedWith } from '../blocks/queries.ts'
import { agreedOn, hasAgreed, hasHelped } from './queries.ts'

/** Everybody on the street who has agreed, the reader apart and nobody across a block. */
export async function readByName(db: Db, boardId: string, readerId: string): Promise<ByName> {
  const hidden = await blockedWith(db, readerId)
  const all = await agreedOn(db, boardId)
  const isShown = ({ id }: { id: string }) => id !== readerId && !hidden.includes(id)
  return { items: all.filter(isShown), you: all.some(({ id }) => id === readerId) }
}

type Named = { boardId: string; authorId: string; personId: string }

/** Whoever has helped this neighbour before, or has said that they may be asked. */
export const mayBeNamed = async (db: Db, { boardId, authorId, personId }: Named) =>
  (await hasAgreed(db, { boardId, personId })) || hasHelped(db, { boardId, authorId, personId })
