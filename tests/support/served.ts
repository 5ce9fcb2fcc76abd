/** The whole server as it is started for a street, in a process of its own, on a file of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { onTestFinished } from 'vitest'
import { foundStreet } from './elm-row.ts'
import { openHouse, testKey } from './house.ts'
import { scratch } from './scratch.ts'

const main = fileURLToPath(new URL('../../server/start.js', import.meta.url))

/** A street made through the front door today, left on a file beside its key. */
export async function streetToServe<const T extends readonly string[]>(names: T) {
  const dir = scratch('served')
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const house = await openHouse('sqlite', true, { clock: Date })
  const { boardId, cast } = await foundStreet(house, names)
  const file = join(dir, 'doorstep.db')
  const source = new Database(house.url.slice('file:'.length), { readonly: true })
  await source.backup(file)
  source.close()
  await house.close()
  writeFileSync(join(dir, 'doorstep.key'), testKey.toString('hex'))
  return { dir, file, boardId, tokens: cast.map(({ headers }) => headers.authorization) }
}
export type ServedStreet = Awaited<ReturnType<typeof streetToServe>>

type How = { env?: Record<string, string>; first?: string; before?: string[] }

/**
 * Starts `server/start.js` on a free port.
 *
 * @param how.first a file that is run in the process before it
 * @param how.before a command that starts it, such as `faketime`
 */
export async function serve(
  { file }: Pick<ServedStreet, 'file'>,
  { env = {}, first, before = [] }: How = {},
) {
  const all = [...before, process.execPath, ...(first ? ['--import', first] : []), main]
  const child = spawn(all[0]!, all.slice(1), {
    env: { ...process.env, DATABASE_URL: `file:${file}`, PORT: '0', HOST: '127.0.0.1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const said = { out: '', err: '' }
  child.stdout!.on('data', (text) => (said.out += text))
  child.stderr!.on('data', (text) => (said.err += text))
  return { child, said, port: await portOf(child, said) }
}

async function portOf(child: ChildProcess, said: { out: string; err: string }): Promise<number> {
  const gone = once(child, 'exit').then(() => 'gone')
  for (;;) {
    const port = /^Doorstep is at .*:(\d+)\n/m.exec(said.out)?.[1]
    if (port) return Number(port)
    if ((await Promise.race([gone, once(child.stdout!, 'data')])) === 'gone')
      throw new Error(`It did not start: ${said.err}`)
  }
}

/** Tells a process, and waits until it has gone: with which code, or by which signal. */
export async function tell(child: ChildProcess, signal: NodeJS.Signals) {
  const gone = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null
  child.kill(signal)
  await gone
  return child.exitCode ?? child.signalCode
}
