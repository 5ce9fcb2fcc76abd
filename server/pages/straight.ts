import type { FastifyReply, FastifyRequest } from 'fastify'

/** What begins with two slashes is another site where it stands as a link, or nothing at all. */
export async function straighten(request: FastifyRequest, reply: FastifyReply) {
  if (/^\/[/\\]/.test(request.url)) return reply.redirect(request.url.replace(/^[/\\]+/, '/'), 308)
}
