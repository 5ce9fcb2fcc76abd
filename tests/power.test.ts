import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { type Fault, type StreetOnFile, streetOnFile } from './support/kill-loop.ts'
import { often } from './support/often.ts'

const acks = often('ACKS', { suite: 200, long: 1000 })
const script = fileURLToPath(new URL('./support/killable.ts', import.meta.url))
const hasStrace = spawnSync('strace', ['-V']).status === 0
if (!hasStrace) console.info('strace is not here: that every answer follows a sync is not watched')

/** What the server asked of the kernel, in order: `sync` for the disk, `ack` for a yes on its way to a neighbour. */
async function watched(street: StreetOnFile, fault?: Fault) {
  const log = `${street.file}.strace`
  const calls = '--trace=fsync,fdatasync,write,writev,sendto,sendmsg'
  const node = [process.execPath, script, street.file, ...(fault ? [fault] : [])]
  const child = spawn('strace', ['-f', '-qq', '-s', '24', calls, '-o', log, ...node], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  for (let n = 0; n < acks; n++) await post(street, port, n)
  await stop(child)
  const lines = readFileSync(log, 'utf8').split('\n')
  return lines.flatMap((line) => {
    if (/\bf(data)?sync\(.*= 0/.test(line) || /f(data)?sync resumed/.test(line)) return ['sync' as const]
    return line.includes('HTTP/1.1 201') ? ['ack' as const] : []
  })
}

async function post({ boardId, tokens }: StreetOnFile, port: number, n: number) {
  const headers = { authorization: tokens[0]!, 'content-type': 'application/json' }
  const body = JSON.stringify({ kind: 'request', title: `Bread, number ${n}` })
  const reply = await fetch(`http://127.0.0.1:${port}/api/boards/${boardId}/posts`, {
    method: 'POST',
    headers,
    body,
  })
  expect(reply.status).toBe(201)
  await reply.arrayBuffer()
}

async function stop(child: ChildProcess) {
  const gone = once(child, 'exit')
  child.disconnect()
  await gone
}

/** How many answers had no sync since the answer before. */
function unsynced(happened: readonly ('sync' | 'ack')[]) {
  return happened.filter((one, at) => one === 'ack' && happened[at - 1] !== 'sync').length
}

test.runIf(hasStrace)(`each of ${acks} answers follows a sync of its own`, { timeout: 240_000 }, async () => {
  const happened = await watched(await streetOnFile())
  expect(happened.filter((one) => one === 'ack')).toHaveLength(acks)
  expect(unsynced(happened)).toBe(0)
})

test.runIf(hasStrace)('a database at synchronous=NORMAL is found out', { timeout: 240_000 }, async () => {
  const happened = await watched(await streetOnFile(), 'normal')
  expect(unsynced(happened)).toBeGreaterThan(acks / 2)
})
