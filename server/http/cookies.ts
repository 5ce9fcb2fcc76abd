import type { FastifyRequest } from 'fastify'

/** What a browser carries under this name; undefined where it carries nothing. */
export function cookieOf({ headers, server }: Pick<FastifyRequest, 'headers' | 'server'>, name: string) {
  return headers.cookie === undefined ? undefined : server.parseCookie(headers.cookie)[name]
}
