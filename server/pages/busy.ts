// What whoever asks for a page sees while too many ask: drawn once for each language, and kept.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Overloaded } from '#contract/http'
import type { Visit } from '#contract/pages'
import type { Load } from '../http/load.ts'

type Fresh = Pick<Visit, 'path' | 'now' | 'key' | 'locale'>
type Answer = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

/** A built file: a browser asks for it once, and without it a page that was let in is of no use. */
const isFile = (url: string) => /^\/[^?]*\.[a-z0-9]+(\?|$)/.test(url)

/** Sends some who ask for a page away for a moment, so that the others are not kept waiting. Never a form. */
export function shedPages(scope: FastifyInstance, load: Load, answer: Answer) {
  scope.addHook('onRequest', async (request, reply) => {
    if (request.method === 'POST' || isFile(request.url) || reply.sent || !load.isTooMuch('read')) return
    return answer(request, reply)
  })
}

const [path, key] = ['/-busy-', '-busy-key-']

/** The page for an address, at the cost of two replacements. */
export function busyPages(draw: (visit: Visit) => Promise<string>) {
  const kept = new Map<string, Promise<string>>()
  return async ({ path: asked, key: fresh, locale, now }: Fresh) => {
    const problem = Overloaded.with().details
    const drawn =
      kept.get(locale) ?? draw({ path, key, locale, now, data: { me: null }, form: null, problem })
    kept.set(locale, drawn)
    // By a function, for a sign such as `$'` in the address would be an order to put in the rest of the page.
    return (await drawn).replaceAll(path, () => harmless(asked)).replaceAll(key, fresh)
  }
}

/** An address as it may stand in an attribute and in JSON alike. */
const harmless = (url: string) =>
  url.replaceAll(/[^\w~!*():@,;=?&/.%+$#[\]-]/g, (sign) => encodeURIComponent(sign))
