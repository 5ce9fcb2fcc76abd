// What the index of words costs: node scripts/weigh-search.ts FILE [POSTS]. FILE holds a text a line, used in turn.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, type Store } from '#db'
import { saveBoard } from '../server/boards/queries.ts'
import { start } from '../server/boards/rules.ts'
import { newId } from '../server/http/ids.ts'
import { type PostRow, postsOn, savePost } from '../server/posts/queries.ts'
import { indexPost } from '../server/search/queries.ts'
import { soughtWords, wordsOf } from '../server/search/words.ts'

const [file, count = '10000'] = process.argv.slice(2)
if (!file) throw new Error('Name a file with a text a line')
const texts = readFileSync(file, 'utf8').split('\n').filter(Boolean)
const boardId = newId()
const folder = mkdtempSync(join(tmpdir(), 'doorstep-search-'))
const database = join(folder, 'doorstep.db')

const plain: Omit<PostRow, 'id' | 'title' | 'details' | 'waitingSince' | 'createdAt'> = {
  ...{ boardId, authorId: newId(), kind: 'request', category: null, when: null, neededBy: null },
  ...{ unmetAt: null, scope: 'me', parts: 1, taken: 0, finished: 0, standing: false, onBehalf: null },
  ...{
    privateNote: null,
    address: null,
    firstAskId: null,
    payBackPounds: null,
    state: 'open',
    shelf: 'board',
    endWords: null,
  },
  ...{
    askAgainId: null,
    tier: null,
    editedAt: null,
    endedAt: null,
    closeAt: null,
    version: 1,
    importId: null,
  },
}
const posts: PostRow[] = Array.from({ length: Number(count) }, (_, n) => {
  const text = texts[n % texts.length] ?? ''
  const at = Date.UTC(2026, 0, 1) + n
  return { ...plain, id: newId(), title: text.slice(0, 80), details: text, waitingSince: at, createdAt: at }
})
const words = posts.map(({ title, details }) => wordsOf(title, details))

/** The processor time of one pass over every post, in ms (a clock would count our neighbours too), and the file's size. */
async function pass(save: (store: Store, n: number) => Promise<void>) {
  const store = await openStore(`file:${database}`)
  const began = process.cpuUsage()
  await Promise.all(posts.map((_, n) => save(store, n)))
  const ms = msSince(began)
  await store.close()
  return { ms, bytes: statSync(database).size }
}

async function search(store: Store, query: string) {
  const wanted = { boardId, shelf: 'board' as const, words: soughtWords(query), after: { at: 0, id: '' } }
  const turns = 200
  const began = process.cpuUsage()
  let found = 0
  for (let turn = 0; turn < turns; turn++)
    found = (await postsOn(store.read, { ...wanted, limit: 50 })).length
  return `“${query}”: ${found} on the first page, ${(msSince(began) / turns).toFixed(2)} ms`
}

function msSince(began: NodeJS.CpuUsage) {
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1000
}

/** The word that stands in `nth` of all different words by how often it is used: 0 the commonest, 1 the rarest. */
function wordAt(nth: number) {
  const uses = new Map<string, number>()
  for (const some of words) for (const word of some) uses.set(word, (uses.get(word) ?? 0) + 1)
  const byUse = [...uses].sort((a, b) => b[1] - a[1]).map(([word]) => word)
  return byUse[Math.round(nth * (byUse.length - 1))] ?? ''
}

const place = { lat: 54.9, lng: -1.38 }
const spot = { ...place, cell: '', cellLat: place.lat, cellLng: place.lng, area: null }
const street = start({ name: 'Elm Row', place }, spot, { id: boardId, now: 0 })
const empty = await openStore(`file:${database}`)
await empty.write((tx) => saveBoard(tx, street))
await empty.close()

const numbers: number[] = []
const saved = await pass(async (store, n) => {
  numbers[n] = await store.write((tx) => savePost(tx, posts[n]!))
})
const indexed = await pass((store, n) =>
  store.write((tx) => indexPost(tx, { boardId, number: numbers[n]! }, words[n]!)),
)
const each = (amount: number) => amount / posts.length
const store = await openStore(`file:${database}`)
const common = wordAt(0)
const found = [
  await search(store, common),
  await search(store, wordAt(1)),
  await search(store, common.slice(0, 2)),
]
await store.close()
rmSync(folder, { recursive: true })
process.stdout.write(`${posts.length} posts, ${each(words.flat().length).toFixed(1)} words each
Saving without the index: ${(each(saved.ms) * 1000).toFixed(0)} µs and ${each(saved.bytes).toFixed(0)} bytes a post
The index on top: ${(each(indexed.ms) * 1000).toFixed(0)} µs and ${each(indexed.bytes - saved.bytes).toFixed(0)} bytes a post
${found.join('\n')}
`)
