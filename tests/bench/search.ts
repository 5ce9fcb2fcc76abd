/** Searching a street among a million posts on ten thousand: the time the server takes, beside the statement alone. */
import Database from 'better-sqlite3'
import { at } from './load.ts'
import { sizesOfAll, streetOf, textOf } from './million.ts'
import { openOurs } from './ours.ts'
import type { Line } from './report.ts'
import { tokenOf } from './seed.ts'

type Sought = { street: number; words: string[] }
type Searching = { ours: (sought: Sought) => Promise<number>; raw: (sought: Sought) => number }

const rounds = 250
const warming = 50
const largest = 0
const last = '\u{10FFFF}'

/** One of each is asked of a street in turn: common to every post, of sixteen, rare, and the first letters of one. */
const kinds: Record<string, (words: string[]) => string[]> = {
  'in every post': () => ['with'],
  'of sixteen': ([, , , , often]) => [often!],
  rare: (words) => [words.at(-1)!],
  'first letters': ([, , , , often]) => [often!.slice(0, 2)],
  'two in every post': () => ['could', 'with'],
  'one in every post, one of sixteen': ([, , , , often]) => ['with', often!],
  'two of sixteen': ([, , , , often, , second]) => [often!, second!],
}

export async function search(file: string): Promise<Line[]> {
  const { searching, close } = await open(file)
  const sizes = sizesOfAll()
  const starts = sizes.map((_, n) => n).filter((n) => n > 0)
  const onLargest = await measure(searching, (n) => ({ street: largest, post: (n * 7919) % sizes[0]! }))
  const firsts = firstPosts(sizes)
  const onAny = await measure(searching, (n) => {
    const street = starts[(n * 7919) % starts.length]!
    return { street, post: firsts[street]! }
  })
  await close()
  return [
    lineOf('search on the street of 10,000 posts, p99', onLargest),
    lineOf('search on one of 10,000 streets, p99', onAny),
  ]
}

type Taken = Map<string, { ours: number[]; raw: number[] }>

async function measure(
  { ours, raw }: Searching,
  choose: (n: number) => { street: number; post: number },
): Promise<Taken> {
  const taken: Taken = new Map(Object.keys(kinds).map((kind) => [kind, { ours: [], raw: [] }]))
  for (let n = 0; n < rounds; n++)
    for (const [kind, pick] of Object.entries(kinds)) {
      const { street, post } = choose(n)
      const { title, details } = textOf(post)
      const sought = { street, words: pick(`${title} ${details}`.toLowerCase().split(' ')) }
      const [before, found] = [performance.now(), await ours(sought)]
      const [between, same] = [performance.now(), raw(sought)]
      if (found !== same || found === 0)
        throw new Error(`${sought.words}: found ${found}, and ${same} are there`)
      if (n < warming) continue
      taken.get(kind)!.ours.push(between - before)
      taken.get(kind)!.raw.push(performance.now() - between)
    }
  return taken
}

async function open(file: string) {
  const { app, close: closeOurs } = await openOurs(file)
  const db = new Database(file, { readonly: true })
  const ours: Searching['ours'] = async ({ street, words }) => {
    const url = `/api/boards/${streetOf(street)}/posts?q=${encodeURIComponent(words.join(' '))}`
    const reply = await app.inject({ url, headers: { authorization: `Bearer ${tokenOf(street)}` } })
    if (reply.statusCode !== 200) throw new Error(reply.body)
    return reply.json().items.length
  }
  const statements = [1, 2].map((count) => db.prepare<unknown[]>(statementFor(count)))
  const raw: Searching['raw'] = ({ street, words }) => {
    const id = streetOf(street)
    const each = words.flatMap((word) => [id, word, word + last])
    return statements[words.length - 1]!.all(id, ...each).length
  }
  const close = async () => {
    await closeOurs()
    db.close()
  }
  return { searching: { ours, raw }, close }
}

const statementFor = (words: number) =>
  `select p.*, n.name from posts p left join people n on n.id = p.author_id where p.board_id = ? and p.shelf = 'board'
    ${'and p.number in (select post_number from post_words where board_number = (select number from boards where id = ?) and word >= ? and word < ?) '.repeat(words)}
    order by p.waiting_since, p.id limit 50`

/** The number of each street's first post. */
function firstPosts(sizes: number[]): number[] {
  let next = 0
  return sizes.map((size) => {
    next += size
    return next - size
  })
}

function lineOf(what: string, taken: Taken): Line {
  const all = (kind: 'ours' | 'raw') =>
    [...taken.values()].flatMap((times) => times[kind]).sort((a, b) => a - b)
  const each = [...taken].map(([kind, { ours }]) => {
    ours.sort((a, b) => a - b)
    return `${kind} ${at(ours, 0.5).toFixed(1)} and ${at(ours, 0.99).toFixed(1)}`
  })
  const [ours, raw] = [all('ours'), all('raw')]
  return {
    what,
    unit: 'ms',
    ours: at(ours, 0.99),
    raw: at(raw, 0.99),
    target: { of: 'ours', atMost: 20 },
    more: `p50 and p99 by word: ${each.join('; ')}`,
  }
}
