import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { cookieOf } from '../http/cookies.ts'
import { digestOf } from '../http/digest.ts'
import type { House } from '../http/room.ts'
import { findAsker } from './queries.ts'

export const sessionDays = 90
const bearer = /^Bearer +([\w-]{16,200})$/i

/** Every call of the API learns who is asking, before any room sees it. */
export function asking(api: FastifyInstance, { store, clock, publicUrl }: House) {
  const { name } = sessionCookie(publicUrl)
  api.addHook('onRequest', async (request) => {
    const token = tokenOf(request, name)
    if (token) request.asker = (await findAsker(store.read, digestOf(token), clock.now())) ?? null
  })
}

function tokenOf(request: FastifyRequest, cookieName: string): string | undefined {
  return bearer.exec(request.headers.authorization ?? '')?.[1] ?? cookieOf(request, cookieName)
}

/** `__Host-` ties the cookie to this host and to https, where the board has it. */
export function sessionCookie(publicUrl: string) {
  const secure = publicUrl.startsWith('https:')
  return {
    name: secure ? '__Host-session' : 'session',
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure } as const,
  }
}

/** The same browser when somebody signs in again, whoever: decision 27. It is renewed each time, and goes by itself. */
export function browserCookie(publicUrl: string) {
  const { options } = sessionCookie(publicUrl)
  return { name: options.secure ? '__Host-browser' : 'browser', options }
}

export function forgetCookie(reply: FastifyReply, { publicUrl }: House) {
  const { name, options } = sessionCookie(publicUrl)
  reply.clearCookie(name, options)
}
