/**
 * The raw limit of open pages: `ws` behind the plugin we use, without anybody asked who they are. It keeps sockets by their
 * address, tells those of one of them or of each, and sends the heartbeat that its papers recommend.
 */
import websocket from '@fastify/websocket'
import Fastify from 'fastify'
import type { WebSocket } from 'ws'
import { ticks } from './ticks.ts'

type Page = { socket: WebSocket; alive: boolean }

const bodyLimit = 64 * 1024
const heartbeatMs = 30_000

export async function bareServer() {
  const app = Fastify({ bodyLimit })
  const pages = new Map<string, Set<Page>>()
  let saidAt = 0
  await app.register(websocket, { options: { maxPayload: bodyLimit } })
  app.get('/api/boards/:boardId/live', { websocket: true }, (socket, request) => {
    const { boardId } = request.params as { boardId: string }
    const here = pages.get(boardId) ?? new Set<Page>()
    pages.set(boardId, here)
    const page = { socket, alive: true }
    here.add(page)
    socket.on('pong', () => {
      page.alive = true
    })
    socket.on('close', () => here.delete(page))
  })
  const tell = (boards: Iterable<Set<Page>>, text: string) => {
    saidAt = ticks()
    setImmediate(() => {
      for (const here of boards) for (const { socket } of here) socket.send(text)
    })
  }
  app.post('/broadcast/:boardId', async (request, reply) => {
    const { boardId } = request.params as { boardId: string }
    tell([pages.get(boardId) ?? new Set()], JSON.stringify(request.body))
    return reply.code(201).send({})
  })
  const beat = () => {
    for (const here of pages.values()) here.forEach(ping)
  }
  setInterval(beat, heartbeatMs).unref()
  return {
    app,
    beat,
    committedAt: () => saidAt,
    tellEach: async (text: string) => tell(pages.values(), text),
  }
}

function ping(page: Page) {
  if (!page.alive) page.socket.terminate()
  page.alive = false
  page.socket.ping()
}
