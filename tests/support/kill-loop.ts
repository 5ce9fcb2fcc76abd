/** Eight neighbours ask, take on, write to each other and hand back without a pause, while their server is killed again and again. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { onTestFinished } from 'vitest'
import { foundStreet } from './elm-row.ts'
import { openHouse } from './house.ts'

const script = fileURLToPath(new URL('./killable.ts', import.meta.url))
const names = ['Ann', 'Bernard', 'Chandra', 'Dell', 'Esme', 'Femi', 'Grace', 'Hugh'] as const
export type Fault = 'hasty' | 'normal' | 'split'
/** What was said yes to. */
export type Acked = { posts: string[]; claims: string[]; messages: string[] }
export const nothingYet = (): Acked => ({ posts: [], claims: [], messages: [] })

/** A street on a file of its own, made through the front door and closed. */
export async function streetOnFile() {
  const dir = mkdtempSync(join(tmpdir(), 'doorstep-killed-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const house = await openHouse('sqlite', true)
  const { boardId, cast } = await foundStreet(house, names)
  const file = join(dir, 'doorstep.db')
  await copyInto(house.url.slice('file:'.length), file)
  await house.close()
  return { file, boardId, tokens: cast.map(({ headers }) => headers.authorization) }
}
export type StreetOnFile = Awaited<ReturnType<typeof streetOnFile>>

async function copyInto(from: string, to: string) {
  const source = new Database(from, { readonly: true })
  await source.backup(to)
  source.close()
}

export async function startServer(file: string, fault?: Fault) {
  const args = fault ? [file, fault] : [file]
  const child = fork(script, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const refused = once(child, 'exit').then(([code]) => {
    throw new Error(`The server did not start: ${code}`)
  })
  const said = await Promise.race([once(child, 'message'), refused])
  refused.catch(() => {})
  const [{ port, troubles }] = said as [{ port: number; troubles: string[] }]
  return { child, port, troubles }
}

/** One life of a server: everybody is busy, it is killed `ms` after the first of them got through, and what it said yes to is remembered. */
export async function lifeOf(street: StreetOnFile, { ms, fault }: { ms: number; fault?: Fault | undefined }) {
  const { child, port, troubles } = await startServer(street.file, fault)
  const acked = nothingYet()
  const writers = street.tokens.map((token, who) => keepBusy(street, { port, token, who }, acked))
  // What is answered before its commit cannot be found yet, so nobody gets as far as a message.
  const first = fault === 'hasty' ? acked.posts : acked.messages
  const from = performance.now()
  while (first.length === 0 && child.exitCode === null) {
    if (performance.now() - from > longestMs) throw new Error('Nobody got through to anybody')
    await pause(1)
  }
  await pause(ms)
  await kill(child)
  await Promise.all(writers)
  return { acked, troubles }
}

const longestMs = 60_000
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function kill(child: ChildProcess) {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

type Writer = { port: number; token: string; who: number }
type Answer = { status: number; id: string }

/** What a life before has left in somebody's hands, of which nobody may have more than six. */
async function handBack(port: number, authorization: string) {
  const url = `http://127.0.0.1:${port}/api`
  const headers = { authorization, 'content-type': 'application/json' }
  const mine = (await (await fetch(`${url}/mine`, { headers })).json()) as {
    helping: { claim: { id: string } }[]
  }
  for (const { claim } of mine.helping)
    await fetch(`${url}/claims/${claim.id}`, { method: 'DELETE', headers, body: '{}' })
}

/** Each posts, takes on what the one before in the row posted last, writes them a word, and hands it back. */
async function keepBusy({ boardId }: StreetOnFile, { port, token, who }: Writer, acked: Acked) {
  const headers = { authorization: token, 'content-type': 'application/json' }
  /** Undefined when nobody is there any more. */
  const ask = async (what: string, body: object): Promise<Answer | undefined> => {
    const [method, path] = what.split(' ') as [string, string]
    const url = `http://127.0.0.1:${port}/api/${path}`
    const reply = await fetch(url, { method, headers, body: JSON.stringify(body) }).catch(() => null)
    const made = reply && ((await reply.json().catch(() => null)) as { id?: string } | null)
    return made ? { status: reply.status, id: made.id ?? '' } : undefined
  }
  const keep = async (list: string[], path: string, body: object) => {
    const answer = await ask(`POST ${path}`, body)
    if (answer?.status === 201) list.push(answer.id)
    return answer
  }
  const mine = new Set<string>()
  await handBack(port, token).catch(() => {})
  for (let n = 0; ; n++) {
    const bread = { kind: 'request', title: `Bread for ${names[who]}, number ${n}` }
    const posted = await keep(acked.posts, `boards/${boardId}/posts`, bread)
    if (!posted) return
    mine.add(posted.id)
    const wanted = acked.posts.findLast((id) => !mine.has(id))
    if (!wanted) continue
    const claimed = await keep(acked.claims, `posts/${wanted}/claims`, {})
    if (claimed?.status !== 201) continue
    await keep(acked.messages, `claims/${claimed.id}/messages`, { text: `On my way, ${n}` })
    await ask(`DELETE claims/${claimed.id}`, {})
  }
}

/** What is in the file once nobody serves it: the posts, and every half-written action. */
export function lookInto(file: string) {
  const db = new Database(file)
  const ids = (sql: string) =>
    db
      .prepare<[], { id: string }>(sql)
      .all()
      .map(({ id }) => id)
  const found = {
    posts: new Set(ids('select id from posts')),
    claims: new Set(ids('select id from claims')),
    messages: new Set(ids('select id from messages')),
    ...halvesIn(ids),
    check: db.pragma('integrity_check', { simple: true }),
    foreign: db.pragma('foreign_key_check') as unknown[],
  }
  db.close()
  return found
}

/** Whatever is there without what belongs to it. */
const halvesIn = (ids: (sql: string) => string[]) => ({
  unheard: [
    'select id from posts p where not exists (select 1 from events e where e.post_id = p.id)',
    `select id from claims c where (select count(*) from events e where e.post_id = c.post_id and e.type = 'claim.held'
      and e.person_id = c.person_id) <> (select count(*) from claims o where o.post_id = c.post_id and o.person_id = c.person_id)`,
    `select id from messages m where not exists (select 1 from events e where e.about_id = m.claim_id
      and e.board_id = 'me:' || m.to_id)`,
  ].flatMap(ids),
  orphans: ids(
    'select post_id as id from events where post_id is not null and post_id not in (select id from posts)',
  ),
  unfound: ids(
    'select id from posts p where not exists (select 1 from post_words w where w.post_number = p.number)',
  ),
  miscounted: ids(`select id from posts p where taken <> (select coalesce(sum(parts), 0) from claims c
    where c.post_id = p.id and c.state in ('held', 'accepted', 'done'))`),
  gaps: ids(
    'select l.board_id as id from logs l where seq <> (select count(*) from events e where e.board_id = l.board_id)',
  ),
})
