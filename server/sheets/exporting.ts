import type { Db } from '#db'
import type { BoardRow } from '../boards/queries.ts'
import { type ExportedPost, headingLine, postLines, publicHeadings, stewardHeadings } from './export.ts'
import { postsToExport } from './queries.ts'

const atATime = 500

/** `hidden`: whose posts this reader does not see. `newcomerId`: the reader, when nobody knows them yet. */
export type ExportReader = {
  personId: string
  isSteward: boolean
  hidden?: string[]
  newcomerId?: string | undefined
}
export type Piece = { text: string; posts: number }
type Found = Awaited<ReturnType<typeof postsToExport>>[number]

/** The posts of a board as the text of a sheet, a few hundred at a time, so that no board is too long. */
export async function* sheetOfBoard(db: Db, board: BoardRow, reader: ExportReader): AsyncGenerator<Piece> {
  const headings = reader.isSteward ? stewardHeadings : publicHeadings
  const categories = new Map(board.categories.map(({ id, name }) => [id, name]))
  yield { text: headingLine(headings), posts: 0 }
  for (const shelf of ['board', 'ended'] as const) {
    let page = { at: -1, id: '' }
    for (;;) {
      const found = await postsToExport(db, board.id, {
        shelf,
        ...page,
        hidden: reader.hidden ?? [],
        newcomerId: reader.newcomerId,
        limit: atATime,
      })
      const lines = found.map((one) => exported(one, { categories, reader }))
      yield { text: postLines(lines, headings), posts: lines.length }
      const last = found.at(-1)?.post
      if (!last || found.length < atATime) break
      page = { at: last.waitingSince, id: last.id }
    }
  }
}

/** The same, as what a browser is sent. */
export async function* textOfBoard(...asked: Parameters<typeof sheetOfBoard>): AsyncGenerator<string> {
  for await (const { text } of sheetOfBoard(...asked)) yield text
}

type How = { categories: Map<string, string>; reader: ExportReader }

/** What its reader may see of a post: whom it is for is the stewards', a private note its author's. */
function exported({ post, authorName }: Found, { categories, reader }: How): ExportedPost {
  const { category, onBehalf } = post
  const mine = post.authorId === reader.personId
  return {
    Kind: post.kind,
    Title: post.title,
    Details: post.details ?? '',
    Category: category ? (categories.get(category) ?? category) : '',
    When: post.when ?? '',
    'Needed by': post.neededBy ?? '',
    'Asked at': new Date(post.waitingSince).toISOString(),
    Parts: String(post.parts),
    Standing: post.standing ? 'yes' : '',
    Status: post.state,
    'Posted by': authorName ?? '',
    Name: onBehalf?.name ?? '',
    'Private note': mine ? (post.privateNote ?? '') : '',
  }
}
