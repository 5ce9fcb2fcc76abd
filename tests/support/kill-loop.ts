/** Eight neighbours post without a pause while their server is killed again and again. */
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
export type Fault = 'hasty' | 'normal'

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

/** One life of a server: everybody posts, it is killed after `ms`, and what it said yes to is remembered. */
export async function lifeOf(street: StreetOnFile, { ms, fault }: { ms: number; fault?: Fault | undefined }) {
  const { child, port, troubles } = await startServer(street.file, fault)
  const acked: string[] = []
  const writers = street.tokens.map((token, who) => keepPosting(street, { port, token, who }, acked))
  while (acked.length === 0 && child.exitCode === null) await pause(1)
  await pause(ms)
  await kill(child)
  await Promise.all(writers)
  return { acked, troubles }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function kill(child: ChildProcess) {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

type Writer = { port: number; token: string; who: number }

async function keepPosting({ boardId }: StreetOnFile, { port, token, who }: Writer, acked: string[]) {
  const headers = { authorization: token, 'content-type': 'application/json' }
  const url = `http://127.0.0.1:${port}/api/boards/${boardId}/posts`
  for (let n = 0; ; n++) {
    const body = JSON.stringify({ kind: 'request', title: `Bread for ${names[who]}, number ${n}` })
    const reply = await fetch(url, { method: 'POST', headers, body }).catch(() => null)
    if (!reply) return
    const made = (await reply.json().catch(() => null)) as { id?: string } | null
    if (reply.status === 201 && made?.id) acked.push(made.id)
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
    unheard: ids(`select id from posts p where not exists (select 1 from events e where e.post_id = p.id)`),
    orphans: ids(
      'select post_id as id from events where post_id is not null and post_id not in (select id from posts)',
    ),
    unfound: ids(
      'select id from posts p where not exists (select 1 from post_words w where w.post_id = p.id)',
    ),
    gaps: ids(
      'select l.board_id as id from logs l where seq <> (select count(*) from events e where e.board_id = l.board_id)',
    ),
    check: db.pragma('integrity_check', { simple: true }),
    foreign: db.pragma('foreign_key_check') as unknown[],
  }
  db.close()
  return found
}
