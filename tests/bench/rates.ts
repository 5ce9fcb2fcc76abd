/** How much is taken on in a second, each answer on the disk: ours and raw in turn, and what is in the file afterwards. */
import { copyFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { type Call, load, median, onlyAnswered, type Rate, type Served, serve } from './load.ts'
import type { Line } from './report.ts'
import { boardId, people, seed, tokenOf } from './seed.ts'

type Both<T> = { ours: T; raw: T }
type Work = { seeded: number; calls: Both<() => Call>; codes: number[] }
type Poured = Both<Rate[]>

const kinds = ['raw', 'ours'] as const
const rounds = 5
const seconds = 3
/** Until what is run most has been compiled for good: with one second the last of ten rounds was a third quicker than the first. */
const warmUp = 8
const rivals = 50
const as = (n: number) => ({ authorization: `Bearer ${tokenOf(n % people)}` })

export async function creates(file: string): Promise<Line> {
  let n = 0
  const body = () => ({ kind: 'request', title: `Could somebody fetch the milk, number ${n++}` })
  const path = `/api/boards/${boardId}/posts`
  const calls = {
    ours: (): Call => ({ method: 'POST', path, headers: as(n), body: body() }),
    raw: (): Call => ({ method: 'POST', path: '/create', body: body() }),
  }
  const seeded = 1000
  const found = await inTurn(file, { seeded, calls, codes: [201] })
  for (const kind of kinds) {
    const there = count(`${file}-${kind}`, 'select count(*) as n from posts') - seeded
    expectKept(kind, there, answered(found[kind], 201))
  }
  return lineOf('durable creates over HTTP', found)
}

export async function claims(file: string): Promise<Line> {
  const turn = { ours: 0, raw: 0 }
  const idOf = (n: number) => `post-${String(Math.floor(n / rivals)).padStart(8, '0')}`
  const calls = {
    ours: (): Call => {
      const n = turn.ours++
      // The first to ask mostly wins: shifted with each round of everybody, so that nobody has too much in hand.
      const turnOf = n + Math.floor(n / people)
      // Whoever posted it cannot take it on; somebody else is asked instead.
      const isTheirs = turnOf % people === Math.floor(n / rivals) % people
      const headers = as(isTheirs ? turnOf + people / 2 : turnOf)
      return { method: 'POST', path: `/api/posts/${idOf(n)}/claims`, headers, body: {} }
    },
    raw: (): Call => ({ method: 'POST', path: `/claim/${idOf(turn.raw++)}`, body: {} }),
  }
  const found = await inTurn(file, { seeded: 60_000, calls, codes: [201, 409] })
  for (const rate of [...found.ours, ...found.raw]) expectContested(rate)
  const held = `select count(*) as n from claims where state = 'held'`
  const given = { ours: held, raw: `select count(*) as n from posts where taken = 1` }
  for (const kind of kinds)
    expectKept(kind, count(`${file}-${kind}`, given[kind]), answered(found[kind], 201))
  const posts = count(`${file}-ours`, `select count(distinct post_id) as n from claims where state = 'held'`)
  if (posts !== count(`${file}-ours`, held)) throw new Error('A place was given twice')
  return lineOf(`claims, ${rivals} rivals a post`, found)
}

/** Each on its own copy of one seed; what they are copies of is left for whoever looks. */
async function inTurn(file: string, { seeded, calls, codes }: Work): Promise<Poured> {
  await seed(file, seeded)
  const servers = {} as Both<Served>
  for (const kind of kinds) {
    copyFileSync(file, `${file}-${kind}`)
    servers[kind] = await serve(kind, `${file}-${kind}`)
    // What was never run is compiled first, and that is not what is measured.
    await load(servers[kind].port, calls[kind], { seconds: warmUp })
  }
  const found: Poured = { ours: [], raw: [] }
  for (let n = 0; n < rounds; n++)
    for (const kind of kinds) {
      const rate = await load(servers[kind].port, calls[kind], { seconds })
      onlyAnswered(rate, codes)
      found[kind].push(rate)
    }
  for (const kind of kinds) await servers[kind].stop()
  return found
}

/** To say no to everybody is quicker: there has to be a post for each crowd, to the end. */
function expectContested({ codes }: Rate) {
  const [won = 0, lost = 0] = [codes[201], codes[409]]
  if (won * rivals < 0.9 * (won + lost)) throw new Error(`Only ${won} of ${won + lost} calls were for a post`)
}

/** Whatever was said yes to is in the file, and yes was said. */
function expectKept(kind: string, kept: number, yes: number) {
  if (yes === 0 || kept < yes) throw new Error(`${kind} said yes to ${yes} and kept ${kept}`)
}

const answered = (rates: Rate[], code: number) =>
  rates.reduce((sum, { codes }) => sum + (codes[code] ?? 0), 0)

function count(file: string, sql: string): number {
  const db = new Database(file, { readonly: true })
  const { n } = db.prepare<[], { n: number }>(sql).get()!
  db.close()
  return n
}

function lineOf(what: string, { ours, raw }: Poured): Line {
  const middle = (rates: Rate[]) => median(rates.map(({ perSecond }) => perSecond))
  const codes = Object.keys(ours[0]!.codes).map((code) => `${code}: ${answered(ours, Number(code))}`)
  const more = `p99 ${median(ours.map(({ p99 }) => p99))} ms; answers ${codes.join(', ')}`
  return {
    what,
    unit: '/s',
    ours: middle(ours),
    raw: middle(raw),
    target: { of: 'ratio', atLeast: 0.5 },
    more,
  }
}
