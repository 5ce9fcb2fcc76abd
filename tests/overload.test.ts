/** More than one machine can answer: what can be asked again is sent away, and nobody who asks or offers is. */
import { request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Overloaded } from '#contract/http'
import type { Visit } from '#contract/pages'
import { Load, mostWaiting } from '../server/http/load.ts'
import { kindOf } from '../server/http/shedding.ts'
import { busyPages } from '../server/pages/busy.ts'
import { foundStreet } from './support/elm-row.ts'
import { expectProblem } from './support/expect.ts'
import { openHouse } from './support/house.ts'
import { type ServedStreet, serve, streetToServe } from './support/served.ts'

describe('what is sent away', () => {
  /** A process at a moment the test makes up. */
  function loadAt({ lateMs = 0, reads = 0, waiting = 0 }) {
    let now = 0
    const load = new Load(
      () => waiting,
      () => now,
    )
    load.close()
    for (let n = 0; n < reads; n++) load.isTooMuch('read')
    now = 50 + lateMs
    load.look()
    const before = { ...load.shed }
    const refused = (kind: 'read' | 'write' | 'dear') =>
      Array.from({ length: 20 }, () => load.isTooMuch(kind)).filter((no) => no).length
    const all = { read: refused('read'), write: refused('write'), dear: refused('dear') }
    return { ...all, counted: load.shed.read + load.shed.write + load.shed.dear - before.read }
  }

  test.each([
    ['nothing on a quiet day', {}, [0, 0, 0]],
    ['nothing when something else keeps the machine', { lateMs: 5000, reads: 10 }, [0, 0, 0]],
    ['nothing from a crowd that is answered in time', { lateMs: 200, reads: 900 }, [0, 0, 0]],
    ['half the reads when the machine is half too late', { lateMs: 625, reads: 200 }, [10, 0, 0]],
    ['all reads, and no write, when it is far too late', { lateMs: 9000, reads: 5000 }, [20, 0, 0]],
    ['no write while the queue is within its bound', { waiting: mostWaiting }, [20, 0, 0]],
    ['what is not dear beyond the bound', { waiting: mostWaiting + 1 }, [20, 20, 0]],
    ['everything when even that does not help', { waiting: 2 * mostWaiting + 1 }, [20, 20, 20]],
  ] as const)('%s', (_, moment, [read, write, dear]) => {
    const { counted, ...refused } = loadAt(moment)
    expect(refused).toEqual({ read, write, dear })
    expect(counted).toBe(read + write + dear)
  })

  test.each([
    ['GET', '/api/boards/b/posts?q=bread', 'read'],
    ['GET', '/mine', 'read'],
    ['POST', '/api/sign-in-codes', 'dear'],
    ['POST', '/api/session', 'dear'],
    ['POST', '/api/boards/b/members', 'dear'],
    ['POST', '/api/boards/b/posts', 'dear'],
    ['POST', '/api/posts/p/claims', 'dear'],
    ['POST', '/api/boards/b/concerns', 'dear'],
    ['PATCH', '/api/posts/p', 'write'],
    ['POST', '/api/boards/b/invitations', 'write'],
  ])('%s %s is %s', (method, url, kind) => {
    expect(kindOf({ method, url })).toBe(kind)
  })
})

test('whoever is sent away is told so, and when to come back', async () => {
  const house = await openHouse()
  const { as, boardId, cast } = await foundStreet(house, ['Ann'])
  const { isTooMuch } = house.house.load
  house.house.load.isTooMuch = (kind) => kind === 'write'
  const reply = await as(cast[0])('PATCH', `/api/boards/${boardId}`, { name: 'Elm Lane' })
  expectProblem(reply, Overloaded)
  expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0)
  expect((await as(cast[0])('GET', `/api/boards/${boardId}`)).json().name).toBe('Elm Row')
  house.house.load.isTooMuch = isTooMuch
})

test('and may ask again for just what they asked for, whatever signs stand in its address', async () => {
  const draw = async ({ path, key }: Visit) => `<a href="${path}" id="${key}">Again</a> and the rest`
  const busy = busyPages(draw)
  for (const path of ['/find?near=SR1', "/find?near=$'", '/find?near=$&', '/find?near=$$1'])
    expect(await busy({ path, key: 'k', locale: 'en-GB', now: 0 })).toBe(
      await draw({ path, key: 'k' } as Visit),
    )
})

const host = '127.0.0.1'
type Reply = { status: number; text: string }

function ask(port: number, { path, ...more }: { path: string; token?: string; body?: object }) {
  return new Promise<Reply>((resolve, reject) => {
    const headers = { ...(more.token && { authorization: more.token }), 'content-type': 'application/json' }
    const call = request({ host, port, path, method: more.body ? 'POST' : 'GET', headers })
    call.on('error', reject)
    call.on('response', async (reply) => {
      const text = Buffer.concat(await reply.toArray()).toString()
      resolve({ status: reply.statusCode!, text })
    })
    call.end(more.body && JSON.stringify(more.body))
  })
}

/** Asks for the same many times along one connection, without waiting for answers, until `crowd.isOver`. */
function keepAsking(
  crowd: Crowd,
  port: number,
  { path, token, times }: { path: string; token: string; times: number },
) {
  const line = connect(port, host)
  const call = `GET ${path} HTTP/1.1\r\nhost: ${host}\r\nauthorization: ${token}\r\n\r\n`
  let open = times
  line.on('data', (bytes) => {
    const text = bytes.toString('latin1')
    const answers = [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status!)
    for (const status of answers) crowd.counts[status] = (crowd.counts[status] ?? 0) + 1
    if (crowd.counts[503]) crowd.said += text.slice(0, 20_000)
    open -= answers.length
    if (open > 0 || crowd.isOver) return
    open = times
    line.write(call.repeat(times))
  })
  line.write(call.repeat(times))
  crowd.lines.push(line)
}

type Crowd = { counts: Record<string, number>; said: string; isOver: boolean; lines: Socket[] }

/** A thousand lists and some pages at a time. */
function flood(port: number, { boardId, tokens }: ServedStreet) {
  const crowd: Crowd = { counts: {}, said: '', isOver: false, lines: [] }
  onTestFinished(() => void crowd.lines.map((line) => line.destroy()))
  const [token, list, page] = [tokens[0]!, `/api/boards/${boardId}/posts?q=bread`, `/boards/${boardId}`]
  for (let n = 0; n < 40; n++) keepAsking(crowd, port, { path: list, token, times: 25 })
  keepAsking(crowd, port, { path: page, token, times: 10 })
  return crowd
}

test('in a flood of readers every post is taken, and the door stays open', { timeout: 120_000 }, async () => {
  const street = await streetToServe(['Ann', 'Bernard'])
  const { port } = await serve(street)
  const crowd = flood(port, street)
  const page = () =>
    crowd.said.split('HTTP/1.1 ').find((one) => one.startsWith('503') && one.includes('</html>')) ?? ''
  await expect.poll(page, { timeout: 60_000 }).toMatch(/tries again by itself/)
  const token = street.tokens[1]!
  const path = `/api/boards/${street.boardId}/posts`
  const posts = [1, 2, 3].map((n) => {
    const body = { kind: 'request', title: `Bread, number ${n}` }
    return ask(port, { path, token, body })
  })
  const doors = ['/api/health', '/api/ready', '/api/metrics'].map((door) => ask(port, { path: door }))
  for (const post of posts) expect((await post).status).toBe(201)
  for (const door of doors) expect((await door).status).toBe(200)
  const metrics = (await doors[2]!).text
  crowd.isOver = true

  console.info('answers to a flood', crowd.counts)
  expect(Object.keys(crowd.counts).sort()).toEqual(['200', '503'])
  expect(crowd.said).toMatch(/^retry-after: [3-7]\r$/m)
  expect(page()).toContain(`href="/boards/${street.boardId}"`)
  expect(page()).not.toContain('-busy-')
  expect(Number(/^doorstep_shed_total\{kind="read"\} (\d+)/m.exec(metrics)![1])).toBeGreaterThan(0)
  expect(metrics).toMatch(/^doorstep_shed_total\{kind="dear"\} 0/m)
  expect(metrics).toMatch(/^doorstep_commit_works_count [1-9]/m)
  // And when it is over, everybody is let in again.
  const after = async () => (await ask(port, { path: `/boards/${street.boardId}`, token })).status
  await expect.poll(after, { timeout: 30_000 }).toBe(200)
})
