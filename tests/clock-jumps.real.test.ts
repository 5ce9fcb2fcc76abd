/** The whole server on a machine whose clock is set under it: the clock of its process, changed while it runs and before it starts. */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type ServedStreet, serve, streetToServe, tell } from './support/served.ts'

const library = ['x86_64', 'aarch64']
  .map((kind) => `/usr/lib/${kind}-linux-gnu/faketime/libfaketime.so.1`)
  .find((file) => existsSync(file))
if (!library) console.info('libfaketime is not here: the clock of a whole server is not set under it')
const limit = { timeout: 240_000 }
const jumps = ['+1h', '-1h', '+1d', '-1d', '+3653d']

/** A machine whose clock says what stands in a file. */
function machineOf({ dir }: ServedStreet) {
  const file = join(dir, 'clock')
  const set = (jump: string) => writeFileSync(file, `${jump}\n`)
  set('+0')
  const env = {
    LD_PRELOAD: library!,
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: '1',
    // How long something takes is another clock, which nobody sets.
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  }
  return { env, set }
}

/** A server that takes the machine at its word. */
function credulousIn({ dir }: ServedStreet) {
  const file = join(dir, 'credulous.mjs')
  const clock = 'export class SteadyClock { doubtMs = 0; now = () => Date.now() }'
  writeFileSync(
    file,
    `import { registerHooks } from 'node:module'
    registerHooks({ load: (url, context, next) => url.endsWith('/steady-clock.ts')
      ? { source: '${clock}', format: 'module', shortCircuit: true } : next(url, context) })`,
  )
  return file
}

type Reply = { status: number; body: { id: string; createdAt: string; items: { title: string }[] } }

function callsOf({ tokens, boardId }: ServedStreet, port: number) {
  const headers = { authorization: tokens[0]!, 'content-type': 'application/json' }
  const ask = async (path: string, body?: object): Promise<Reply> => {
    const how = body ? { method: 'POST', body: JSON.stringify(body) } : {}
    const reply = await fetch(`http://127.0.0.1:${port}/api${path}`, { headers, ...how })
    return { status: reply.status, body: (await reply.json()) as Reply['body'] }
  }
  const post = async (title: string) => {
    const { status, body } = await ask(`/boards/${boardId}/posts`, { kind: 'request', title })
    return { status, at: Date.parse(body.createdAt) }
  }
  const titles = async () => (await ask(`/boards/${boardId}/posts`)).body.items?.map(({ title }) => title)
  return { post, titles }
}

/** What was answered while the clock was set there and back, again and again; and when it said each was. */
async function jumpUnder(street: ServedStreet, first?: string) {
  const { env, set } = machineOf(street)
  const { child, port } = await serve(street, { env, ...(first ? { first } : {}) })
  const { post, titles } = callsOf(street, port)
  const posted = [await post('Post 0')]
  for (const [n, jump] of jumps.entries()) {
    set(jump)
    posted.push(await post(`Post ${2 * n + 1}`))
    set('+0')
    posted.push(await post(`Post ${2 * n + 2}`))
  }
  const seen = await titles()
  expect(await tell(child, 'SIGTERM')).toBe(0)
  return { posted, seen }
}

const all = Array.from({ length: 2 * jumps.length + 1 }, (_, n) => `Post ${n}`)
const inOrder = (times: number[]) => times.every((at, n) => at >= (times[n - 1] ?? 0))

test.runIf(library)(
  'a clock that is set under a running server changes no order and signs nobody out',
  limit,
  async () => {
    const street = await streetToServe(['Ann'])
    const { posted, seen } = await jumpUnder(street)
    expect(posted.map(({ status }) => status)).toEqual(all.map(() => 201))
    expect(inOrder(posted.map(({ at }) => at))).toBe(true)
    expect(seen).toEqual(all)
  },
)

test.runIf(library)('a server that takes the machine at its word is found out', limit, async () => {
  const street = await streetToServe(['Ann'])
  const { posted, seen } = await jumpUnder(street, credulousIn(street))
  expect(posted.map(({ status }) => status)).toContain(401)
  expect(seen).not.toEqual(all)
})

test.runIf(library).each(['-20000d', '+3653d'])(
  'a server that starts with its clock at %s says so, goes on from its newest change, and is right again',
  limit,
  async (jump) => {
    const street = await streetToServe(['Ann'])
    const { env, set } = machineOf(street)
    set(jump)
    const { child, said, port } = await serve(street, { env })
    expect(said.err).toMatch(
      /^The machine says it is .* UTC, but the newest change here is of .* UTC\. Time goes on/,
    )
    const { post, titles } = callsOf(street, port)
    const wrong = await post('While it is wrong')
    set('+0')
    const right = await post('When it is right')
    expect([wrong.status, right.status]).toEqual([201, 201])
    expect(Math.abs(Date.now() - wrong.at)).toBeLessThan(120_000)
    expect(right.at).toBeGreaterThanOrEqual(wrong.at)
    expect(await titles()).toEqual(['While it is wrong', 'When it is right'])
    expect(await tell(child, 'SIGTERM')).toBe(0)
  },
)
