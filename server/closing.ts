import type { Server as HttpServer } from 'node:http'
import { Server } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { closeCodes } from './live/hub.ts'

/** Long enough for what is on its way along an open connection to arrive, from a slow phone too. */
const quietMs = 1000
const lookAgainMs = 25
/** A page that does not hang up when it is told to has gone without a word. */
const hangUpMs = 2000

const leaving = new WeakSet<HttpServer>()

/** Every answer of a server that is leaving says that it is the last on its connection. */
export function endWithLastAnswer(app: FastifyInstance) {
  app.addHook('onSend', async (_request, reply) => {
    if (leaving.has(app.server)) reply.raw.shouldKeepAlive = false
  })
}

/**
 * Takes no more calls, answers those that are here, and ends every socket with "going away", so that pages come back
 * by themselves. Whoever is still not done after `graceMs` is hung up on.
 */
export async function drain(app: FastifyInstance, graceMs: number): Promise<void> {
  const { server, websocketServer } = app
  const began = performance.now()
  const heard = closeTheDoor(server)
  const since = (then: number) => performance.now() - then
  while ((await connectionsOf(server)) > 0 && since(began) < graceMs) {
    sayGoodbye(app)
    if (since(heard.last) > quietMs) server.closeIdleConnections()
    if (since(began) > hangUpMs) for (const socket of websocketServer.clients) socket.terminate()
    await new Promise((later) => setTimeout(later, lookAgainMs))
  }
  for (const socket of websocketServer.clients) socket.terminate()
  server.closeAllConnections()
}

/**
 * Closing an http server hangs up on connections that look quiet, and a call may be on its way along one. So only the
 * door is closed. @returns when something was asked last
 */
function closeTheDoor(server: HttpServer) {
  const heard = { last: performance.now() }
  leaving.add(server)
  Server.prototype.close.call(server)
  server.on('request', () => {
    heard.last = performance.now()
  })
  return heard
}

/** To every socket there is, whatever it hears. */
function sayGoodbye({ websocketServer }: FastifyInstance) {
  for (const socket of websocketServer.clients) socket.close(closeCodes.goingAway)
}

const connectionsOf = (server: HttpServer) =>
  new Promise<number>((tell) => server.getConnections((_, count) => tell(count ?? 0)))

/** Left to itself the plugin closes without a code, and a page would take that for a fault. */
export function hangUp(this: FastifyInstance, done: () => void) {
  sayGoodbye(this)
  this.websocketServer.close()
  done()
}
