// npm run import -- BOARD FILE [--yes]: brings a sheet to a street, as its steward does on the page.
import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { Problem } from '#contract/http'
import { ImportEdit, type SheetPreview } from '#contract/sheets'
import { openStore, type Store } from '#db'
import { type BoardRow, findBoard, stewardsOf } from '../server/boards/queries.ts'
import { readConfig } from '../server/config.ts'
import { newId } from '../server/http/ids.ts'
import { chosen, draftOf } from '../server/sheets/drafting.ts'
import { complete } from '../server/sheets/rules.ts'
import { begin, keep, makePosts } from '../server/sheets/steps.ts'
import { asMade } from '../server/sheets/views.ts'

const usage = `Which street, and which file? npm run import -- BOARD FILE
  BOARD is the last part of the street's address: /boards/BOARD
  --yes                 do not ask before it goes on the board
  --order ORDER         day-first or month-first, where 3/4 can be read two ways
  --kind KIND           request or offer, where the sheet does not say
  --with-duplicates     bring in what is there twice`
const shown = 20
const inWords = (n: number) => n.toLocaleString('en-GB')
const out = (line: string) => void process.stdout.write(`${line}\n`)

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    yes: { type: 'boolean' },
    order: { type: 'string' },
    kind: { type: 'string' },
    'with-duplicates': { type: 'boolean' },
  },
})
const [boardId, file] = positionals

if (!boardId || !file) fail(usage)
else if (!existsSync(file)) fail(`There is no file ${file}`)
else await withStore((store) => bring(store, boardId, file)).catch(explain)

async function withStore(work: (store: Store) => Promise<void>) {
  const store = await openStore(readConfig().databaseUrl)
  await work(store).finally(() => store.close())
}

async function bring(store: Store, id: string, path: string) {
  const board = await findBoard(store.read, id)
  const [steward] = board ? await stewardsOf(store.read, board.id) : []
  if (!board || !steward) return fail('There is no such street, or nobody looks after it')
  const site = { store, clock: Date, board }
  const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path))
  const choices = chosen(said())
  const { plan, preview } = await draftOf(site, text, choices)
  describe(board, preview)
  complete({ state: 'previewed', ...preview })
  if (!values.yes && !(await agreed(preview.counts.posts))) return out('Nothing has been put on the board.')
  const ids = {
    id: newId(),
    boardId: board.id,
    byId: steward.personId,
    fileName: basename(path),
    now: Date.now(),
  }
  const row = asMade(ids, choices)
  await store.write((tx) => keep(tx, row, { text, preview, plan: null }))
  await begin(site, row, { posts: plan.posts, preview })
  await make(site, row.id)
}

async function make(site: Parameters<typeof makePosts>[0], importId: string) {
  const began = performance.now()
  const seconds = () => ((performance.now() - began) / 1000).toFixed(1)
  let last = ''
  await makePosts(site, importId, ({ made, posts }) => {
    last = `${inWords(made)} of ${inWords(posts)} posts, ${seconds()} s`
    if (process.stderr.isTTY) process.stderr.write(`\r${last}`)
  })
  process.stderr.write(process.stderr.isTTY ? '\n' : `${last}\n`)
  out(`They are on the board. To take them all back: /boards/${site.board.id}/sheet/${importId}`)
}

function said(): ImportEdit {
  const { order, kind, 'with-duplicates': withDuplicates } = values
  const read = ImportEdit.safeParse({ order, kind, withDuplicates })
  return read.success ? read.data : fail(usage)
}

function describe({ name }: BoardRow, { counts, columns, errors, duplicates }: SheetPreview) {
  out(`${name}: ${inWords(counts.rows)} rows, ${inWords(counts.posts)} posts`)
  for (const { header, field } of columns) out(`  ${header || '(no heading)'}: ${field}`)
  for (const { row, column, detail } of errors.slice(0, shown))
    out(`Row ${row} stays out${column === null ? '' : `, ${column}`}: ${detail}`)
  for (const { row, title } of duplicates.slice(0, shown)) out(`Row ${row} is there already: ${title}`)
  const more =
    counts.errors + counts.duplicates - Math.min(errors.length, shown) - Math.min(duplicates.length, shown)
  if (more > 0) out(`and ${inWords(more)} more rows like these`)
}

async function agreed(posts: number): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await terminal.question(`Put ${inWords(posts)} posts on the board? (y/n) `)
  terminal.close()
  return /^y/i.test(answer.trim())
}

function explain(error: unknown) {
  if (error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
    return fail('This file is not UTF-8 text. Save the sheet as CSV (UTF-8)')
  if (!(error instanceof Problem)) throw error
  fail([error.details.title, ...(error.details.errors ?? []).map(({ detail }) => detail)].join('\n'))
}

function fail(why: string): never {
  process.stderr.write(`${why}\n`)
  process.exit(1)
}
