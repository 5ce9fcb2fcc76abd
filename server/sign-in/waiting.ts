import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ContactKind } from '#contract/people'
import { codeMinutes } from '#contract/sign-in'
import { cookieOf } from '../http/cookies.ts'
import type { House } from '../http/room.ts'
import { type ReadContact, readContact } from '../people/contact.ts'

/**
 * Which contact a code is on its way to, so that the page that asks for the code need not ask for it again. In a
 * cookie, because addresses of pages stay in histories and logs.
 */
export function rememberContact(reply: FastifyReply, { publicUrl }: House, { value }: ReadContact) {
  const { name, options } = codeCookie(publicUrl)
  reply.setCookie(name, value, { ...options, maxAge: codeMinutes * 60 })
}

export function forgetContact(reply: FastifyReply, { publicUrl }: House) {
  const { name, options } = codeCookie(publicUrl)
  reply.clearCookie(name, options)
}

export function waitingContact(request: FastifyRequest, { publicUrl }: House): ReadContact | undefined {
  const contact = cookieOf(request, codeCookie(publicUrl).name)
  try {
    return contact === undefined ? undefined : readContact(contact)
  } catch {
    return undefined
  }
}

/** Nobody has a way to send texts yet, so a mobile number's code stays in the outbox; the page says so. */
export const howFor = ({ mail }: House, kind: ContactKind) =>
  mail.smtpUrl && kind === 'email' ? ('mail' as const) : ('outbox' as const)

export function codeCookie(publicUrl: string) {
  const secure = publicUrl.startsWith('https:')
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const
  return { name: secure ? '__Host-code-for' : 'code-for', options }
}
