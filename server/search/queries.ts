import { and, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm'
import { type Db, hot } from '#db'
import { elements } from '../../db/json.ts'

/** Comes after every word in byte order, so that a beginning is a range. */
const last = '\u{10FFFF}'

const insertWords = hot((db: Db) => {
  const words = elements(db, sql.placeholder('words'))
  const rows = sql`select ${sql.placeholder('boardId')}, value, ${sql.placeholder('postId')} from ${words}`
  return db.insert(db.t.postWords).select(rows).prepare('insert_words')
})

/** Makes a post findable by these words. */
export async function indexPost(
  tx: Db,
  boardId: string,
  post: { id: string; words: string[] },
): Promise<void> {
  if (post.words.length === 0) return
  await insertWords(tx).execute({ boardId, postId: post.id, words: JSON.stringify(post.words) })
}

export async function unindexPost(tx: Db, postId: string): Promise<void> {
  await tx.delete(tx.t.postWords).where(eq(tx.t.postWords.postId, postId))
}

/** True of posts on this board in which every sought word begins some word. */
export function hasWords(db: Db, boardId: string, words: string[]): SQL | undefined {
  const { posts, postWords } = db.t
  const holds = (word: string) =>
    inArray(
      posts.id,
      db
        .select({ id: postWords.postId })
        .from(postWords)
        .where(
          and(eq(postWords.boardId, boardId), gte(postWords.word, word), lt(postWords.word, word + last)),
        ),
    )
  return and(...words.map(holds))
}
