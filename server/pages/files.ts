// The built files that pages need.
import { join } from 'node:path'
import statics from '@fastify/static'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

type Answer = (request: FastifyRequest, reply: FastifyReply) => unknown

const sent = { index: false, preCompressed: true, cacheControl: false } as const

/**
 * A route for all built files, of which there are hundreds, and one for each of the few beside them.
 *
 * @param otherwise answers for a built file that is not there
 */
export async function addFiles(scope: FastifyInstance, root: string, otherwise: Answer) {
  await scope.register(statics, {
    ...{ root, ...sent, wildcard: false, globIgnore: ['assets/**'] },
    setHeaders: keepShelter,
  })
  await scope.register(
    async (assets) => {
      assets.setNotFoundHandler(otherwise)
      assets.setErrorHandler<FastifyError>((error, request, reply) => {
        // A folder, or an address that leads out of it.
        if (error.statusCode !== undefined && error.statusCode < 500) return otherwise(request, reply)
        throw error
      })
      await assets.register(statics, {
        ...{ root: join(root, 'assets'), ...sent, decorateReply: false },
        setHeaders: keepForGood,
      })
    },
    { prefix: '/assets' },
  )
}

/** They carry a hash in their name, so a browser never need ask again. */
function keepForGood(reply: FastifyReply) {
  reply.header('cache-control', 'public, max-age=31536000, immutable')
}

/** Where somebody goes who leaves quickly: kept by the browser, so that it is there without a line. */
function keepShelter(reply: FastifyReply, path: string) {
  if (path.endsWith('.html')) reply.header('cache-control', 'public, max-age=604800')
}
