import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import type { FastifyRequest } from 'fastify'

/** A name for each call, in its lines and its answer. What a page asks in its turn has the page's; nobody else may choose. */
export function requestId({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>): string {
  const given = socket instanceof Socket ? undefined : headers['x-request-id']
  return typeof given === 'string' ? given : randomUUID()
}

const secretAfter = /\/(link|card|printed-cards|invitations|places|join)\/[^/]+/g

/** What a log may hold of an address: no search, no postcode, and nothing that lets somebody in. */
export const loggable = (url: string) => url.split(/[?#]/, 1)[0]!.replaceAll(secretAfter, '/$1/…')

const quoted = /"[^"]*"|'[^']*'|`[^`]*`/g
/** Drizzle ends its message with what was to be saved. */
const saved = /\bparams:[\s\S]*$/
const longestWord = 24

/** Of a sentence that a program wrote: nothing it quotes, no contact, no number, no token. */
const guarded = (text: string) =>
  text
    .replace(saved, 'params: …')
    .replaceAll(quoted, '…')
    .split(/\s+/)
    .map((word) => (/[@\d]/.test(word) || word.length > longestWord ? '…' : word))
    .join(' ')

type Told = { type: string; message: string; stack: string; code: unknown; cause?: Told }
type Failure = { name?: string; message?: string; stack?: string; code?: unknown; cause?: unknown }

/** What went wrong and where, in our own code; never what somebody had written. */
function err({ name = 'Error', message = '', stack = '', code, cause }: Failure): Told {
  const at = stack.split('\n').filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line))
  const why = typeof cause === 'object' && cause !== null ? { cause: err(cause) } : {}
  return { type: name, message: guarded(message), code, stack: at.join('\n'), ...why }
}

/** Neither who asked nor from where: a log outlives what people agreed to. */
export const serializers = {
  req: ({ method, url }: Pick<FastifyRequest, 'method' | 'url'>) => ({ method, url: loggable(url) }),
  err,
}
