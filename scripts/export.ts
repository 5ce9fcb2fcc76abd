// npm run export -- BOARD [FILE]: writes the posts of a street as a CSV sheet, to a file or to standard output.
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { openStore } from '#db'
import { findBoard, stewardsOf } from '../server/boards/queries.ts'
import { readConfig } from '../server/config.ts'
import { sheetOfBoard } from '../server/sheets/exporting.ts'

const [boardId, file] = process.argv.slice(2)
const store = await openStore(readConfig().databaseUrl)
const board = boardId ? await findBoard(store.read, boardId) : undefined
const [steward] = board ? await stewardsOf(store.read, board.id) : []

if (board && steward) {
  const pages = sheetOfBoard(store.read, board, { personId: steward.personId, isSteward: true })
  await pipeline(Readable.from(textOf(pages)), file ? createWriteStream(file) : process.stdout, {
    end: !!file,
  })
} else {
  process.stderr.write('Which street? npm run export -- BOARD [FILE]\n')
  process.exitCode = 1
}
await store.close()

async function* textOf(pages: ReturnType<typeof sheetOfBoard>) {
  let written = 0
  for await (const { text, posts } of pages) {
    yield text
    written += posts
    if (process.stderr.isTTY) process.stderr.write(`\r${written.toLocaleString('en-GB')} posts`)
  }
  process.stderr.write(
    `${process.stderr.isTTY ? '\r' : ''}${written.toLocaleString('en-GB')} posts written\n`,
  )
}
