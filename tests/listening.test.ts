/** Who may hear a board, over a real socket. */
import { EventEmitter } from 'node:events'
import { describe, expect, onTestFinished, test } from 'vitest'
import WebSocket from 'ws'
import { NotANeighbour } from '#contract/boards'
import { NotFound, SignInNeeded } from '#contract/http'
import { closeCodes } from '../server/live/hub.ts'
import { type Cast, neighbours } from './support/cast.ts'
import { engines, openHouse, type TestHouse } from './support/house.ts'
import { ask, join, startStreet, streetOf } from './support/street.ts'

type Ear = { refused: Promise<{ status: number; type: string }>; closed: Promise<number>; heard: string[] }

/** Tries to listen; either `refused` or `closed` comes true in the end. */
async function listen(
  house: TestHouse,
  boardId: string,
  cast: Cast | null,
): Promise<Ear & { open: Promise<void> }> {
  if (!house.app.server.listening) await house.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = house.app.server.address() as { port: number }
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/boards/${boardId}/live?since=0`, {
    headers: cast?.headers ?? {},
  })
  onTestFinished(() => socket.terminate())
  socket.on('error', () => {})
  const heard: string[] = []
  socket.on('message', (data) => heard.push(JSON.parse(String(data)).event.type))
  const open = new Promise<void>((resolve) => socket.once('open', () => resolve()))
  const closed = new Promise<number>((resolve) => socket.once('close', resolve))
  const refused = new Promise<{ status: number; type: string }>((resolve) =>
    socket.once('unexpected-response', (_, reply) => {
      let body = ''
      reply.on('data', (text) => {
        body += text
      })
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, type: JSON.parse(body).type }))
    }),
  )
  return { open, closed, refused, heard }
}

/** Is open when it is first looked at, and closed a moment later. */
class HangsUp extends EventEmitter {
  readonly OPEN = WebSocket.OPEN
  #state: number = WebSocket.OPEN
  get readyState() {
    const before = this.#state
    this.#state = WebSocket.CLOSED
    if (before === WebSocket.OPEN) queueMicrotask(() => this.emit('close'))
    return before
  }
}

describe.each(engines)('a board on %s is heard', (engine) => {
  test('by its neighbours, from the first event on', async () => {
    const house = await openHouse(engine)
    const [ann, bernard] = await neighbours(house, ['Ann', 'Bernard'])
    const { id } = await streetOf(house, [ann, bernard])
    const { heard } = await listen(house, id, bernard)
    await expect.poll(() => heard).toEqual(['member.joined', 'member.joined'])
  })

  test('by nobody else: not by a stranger, somebody who asks, or a visitor of a street that may be read', async () => {
    const house = await openHouse(engine)
    const [ann, bernard, chandra] = await neighbours(house, ['Ann', 'Bernard', 'Chandra'])
    const { id } = await startStreet(house, ann, { joining: 'approved' })
    await ask(house, 'PATCH', `/boards/${id}`).by(ann, { version: 1, visible: true })
    await join(house, id, chandra)
    for (const cast of [bernard, chandra]) {
      const ear = await listen(house, id, cast)
      expect(await ear.refused).toEqual({ status: 403, type: NotANeighbour.type })
      expect(ear.heard).toEqual([])
    }
    expect(await (await listen(house, id, null)).refused).toEqual({ status: 401, type: SignInNeeded.type })
    expect(await (await listen(house, 'nowhere', ann)).refused).toEqual({ status: 404, type: NotFound.type })
  })

  test('no longer by somebody who has left, not even on another phone', async () => {
    const house = await openHouse(engine)
    const [ann, bernard] = await neighbours(house, ['Ann', 'Bernard'])
    const { id } = await streetOf(house, [ann, bernard])
    const ears = [await listen(house, id, bernard), await listen(house, id, bernard)]
    const stays = await listen(house, id, ann)
    await Promise.all([...ears, stays].map(({ open }) => open))
    await expect.poll(() => house.house.live.listeners(id)).toBe(3)
    await ask(house, 'DELETE', `/boards/${id}/members/${bernard.id}`).by(bernard)
    for (const { closed } of ears) expect(await closed).toBe(closeCodes.left)
    await expect.poll(() => house.house.live.listeners(id)).toBe(1)
    expect(await (await listen(house, id, bernard)).refused).toMatchObject({ status: 403 })
  })

  test('by nobody who hung up while the last of the replay was read', async () => {
    const house = await openHouse(engine)
    const [ann] = await neighbours(house, ['Ann'])
    const { id } = await startStreet(house, ann)
    const socket = new HangsUp() as unknown as WebSocket
    await house.house.live.subscribe(id, 1, { socket, personId: ann.id, sessionId: 'phone' })
    expect(socket.readyState).toBe(WebSocket.CLOSED)
    expect(house.house.live.everybody()).toBe(0)
  })
})
