import type { Db } from '#db'
import type { BoardRow } from '../boards/queries.ts'
import { type ExportedPost, headingLine, postLines, publicHeadings, stewardHeadings } from './export.ts'
import { postsToExport } from './queries.ts'

const atATime = 500

export type ExportReader = { personId: string; isSteward: boolean }
type Found = Awaited<ReturnType<typeof postsToExport>>[number]

/** The posts of a board as the text of a sheet, a few hundred at a time, so that no board is too long. */
export async function* sheetOfBoard(db: Db, board: BoardRow, reader: ExportReader): AsyncGenerator<string> {
  const headings = reader.isSteward ? stewardHeadings : publicHeadings
  const categories = new Map(board.categories.map(({ id, name }) => [id, name]))
  yield headingLine(headings)
  for (const shelf of ['board', 'ended'] as const) {
    let page = { at: -1, id: '' }
    for (;;) {
      const found = await postsToExport(db, board.id, { shelf, ...page, limit: atATime })
      yield postLines(
        found.map((one) => exported(one, { categories, reader })),
        headings,
      )
      const last = found.at(-1)?.post
      if (!last || found.length < atATime) break
      page = { at: last.waitingSince, id: last.id }
    }
  }
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
