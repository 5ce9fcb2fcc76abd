import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify'

type Look = (request: FastifyRequest, reply: FastifyReply) => void

/** A hook that has nothing to wait for: without a promise of its own for each call. What it throws is the answer. */
export const atOnce =
  (look: Look) => (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction) => {
    try {
      look(request, reply)
    } catch (error) {
      return done(error as Error)
    }
    done()
  }
