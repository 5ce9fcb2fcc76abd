import { Socket } from 'node:net'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Overloaded } from '#contract/http'
import type { Doorway } from './doorway.ts'
import type { Kind, Load } from './load.ts'

/** Asked by whoever looks after the machine, just when it is busy. */
const alwaysAnswered = new Set(['/api/health', '/api/ready', '/api/metrics'])
/** Signing in, joining, asking, offering, taking on, and a worry about somebody. */
const dear =
  /^POST \/api\/(sign-in-codes|session|boards\/[^/]+\/(members|posts|concerns)|posts\/[^/]+\/claims)\b/
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

export function kindOf({ method, url }: Pick<FastifyRequest, 'method' | 'url'>): Kind {
  if (safeMethods.has(method)) return 'read'
  return dear.test(`${method} ${url}`) ? 'dear' : 'write'
}

/** Our own pages ask the API in this process: whoever asked for the page has been let in already. */
export const isFromOutside = ({ raw }: Pick<FastifyRequest, 'raw'>) => raw.socket instanceof Socket

/** Some seconds, not the same for everybody, so that those who were sent away do not all come back at once. */
export const comeBackAfter = (reply: FastifyReply) =>
  reply.header('retry-after', String(3 + Math.floor(Math.random() * 5)))

type Busy = { load: Load; doorway: Doorway }

/** Before the machine would keep everybody waiting: what can be asked again goes first. Writes wait in the doorway. @throws Overloaded (503) */
export function shedCalls(api: FastifyInstance, { load, doorway }: Busy) {
  api.addHook('onRequest', (request, _reply, done) => {
    const kind = kindOf(request)
    if (alwaysAnswered.has(request.url) || (kind === 'read' && !isFromOutside(request))) return done()
    if (load.isTooMuch(kind)) return done(Overloaded.with())
    if (kind === 'read') done()
    else doorway.take(done)
  })
}
