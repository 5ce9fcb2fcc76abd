import { and, eq, gte, inArray, lt, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { type Db, hot, insertsWhole, remembered } from '#db'
import { elements } from '../../db/json.ts'
import { unsought } from '../../db/planning.ts'

/** Comes after every word in byte order, so that a beginning is a range. */
const last = '\u{10FFFF}'

const numberOf = remembered((db: Db) => {
  const { boards } = db.t
  return db
    .select({ board: boards.number })
    .from(boards)
    .where(eq(boards.id, sql.placeholder('boardId')))
    .prepare('number_of_board')
})

const insertWords = hot((db: Db) => {
  const words = elements(db, sql.placeholder('words'))
  const rows = sql`select ${sql.placeholder('board')}, value, ${sql.placeholder('post')} from ${words}`
  return db.insert(db.t.postWords).select(rows).prepare('insert_words')
})

const keepList = hot((db: Db) => insertsWhole(db, db.t.postWordLists).prepare('keep_word_list'))

type Saved = { boardId: string; number: number }

/** Makes a post that is saved findable by these words. */
export async function indexPost(tx: Db, { boardId, number }: Saved, words: string[]): Promise<void> {
  if (words.length === 0) return
  const [found] = await numberOf(tx).execute({ boardId })
  await insertWords(tx).execute({ ...found, post: number, words: JSON.stringify(words) })
  await keepList(tx).execute({ postNumber: number, words })
}

/** Leaves nothing by which these posts could be found. They are still there themselves. */
export async function unindexPosts(tx: Db, ids: string[] | SQLWrapper): Promise<void> {
  const { boards, posts, postWords, postWordLists: lists } = tx.t
  const kept = sql`${posts} inner join ${boards} on ${eq(boards.id, posts.boardId)} inner join ${lists} on ${eq(lists.postNumber, posts.number)}`
  const theirs = sql`select ${boards.number}, value, ${posts.number} from ${kept} cross join ${elements(tx, lists.words)} where ${inArray(posts.id, ids)}`
  const { boardNumber, word, postNumber } = postWords
  await tx.delete(postWords).where(sql`(${boardNumber}, ${word}, ${postNumber}) in (${theirs})`)
  const those = tx.select({ number: posts.number }).from(posts).where(inArray(posts.id, ids))
  await tx.delete(lists).where(inArray(lists.postNumber, those))
}

/**
 * True of posts on this board in which every sought word begins some word. On SQLite the posts are gone through as they wait, which ends
 * at a full page, and not first found by a word and then sorted, which for a common word is all of them: of 10,000 posts 4 ms and not 9,
 * two words 9 and not 19. A rare word costs as much for each post that waits, 0.2 µs.
 */
export function hasWords(db: Db, boardId: string, words: string[]): SQL | undefined {
  const { boards, posts, postWords } = db.t
  const number = unsought(db, posts.number)
  const here = sql`(${db.select({ number: boards.number }).from(boards).where(eq(boards.id, boardId))})`
  const holds = (word: string) =>
    inArray(
      number,
      db
        .select({ number: postWords.postNumber })
        .from(postWords)
        .where(
          and(eq(postWords.boardNumber, here), gte(postWords.word, word), lt(postWords.word, word + last)),
        ),
    )
  return and(...words.map(holds))
}
