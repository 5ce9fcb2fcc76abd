import type { FastifyReply } from 'fastify'
import type { Db } from '#db'
import { digestOf, newToken } from '../http/digest.ts'
import type { House } from '../http/room.ts'
import { sessionCookie, sessionDays } from './asking.ts'
import { saveSession } from './queries.ts'

const sessionMs = sessionDays * 24 * 3_600_000

type Start = { personId: string; kind: 'cookie' | 'token'; label: string | null; now: number }

/** @returns the session's token, 192 bits, of which we keep the digest only */
export async function startSession(tx: Db, { now, ...start }: Start): Promise<string> {
  const token = newToken(24)
  await saveSession(tx, { id: digestOf(token), ...start, createdAt: now, expiresAt: now + sessionMs })
  return token
}

export function setCookie(reply: FastifyReply, { publicUrl }: House, token: string) {
  const { name, options } = sessionCookie(publicUrl)
  reply.setCookie(name, token, { ...options, maxAge: sessionMs / 1000 })
}
