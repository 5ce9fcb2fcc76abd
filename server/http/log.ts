import type { FastifyRequest } from 'fastify'

const secretAfter = /\/(link|card|printed-cards|invitations)\/[^/]+/g

/** What a log may hold of an address: no search, no postcode, and nothing that lets somebody in. */
export const loggable = (url: string) => url.split(/[?#]/, 1)[0]!.replaceAll(secretAfter, '/$1/…')

/** Neither who asked nor from where: a log outlives what people agreed to. */
export const serializers = {
  req: ({ method, url }: Pick<FastifyRequest, 'method' | 'url'>) => ({ method, url: loggable(url) }),
}
