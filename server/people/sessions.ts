import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Session } from '#contract/people'
import type { Db } from '#db'
import { digestOf, newToken } from '../http/digest.ts'
import type { House } from '../http/room.ts'
import { sessionCookie, sessionDays } from './asking.ts'
import { deviceIn } from './devices.ts'
import { endSession, saveSession } from './queries.ts'

const sessionMs = sessionDays * 24 * 3_600_000

/** The call that asks for a session: by cookie, or as a token for a script. */
export type Opening = Pick<FastifyRequest, 'asker' | 'headers'> & {
  body: { as?: 'token' | undefined }
}

/** A session in a browser ends the one that came along, so that nobody can lay one in wait for another. */
const before = ({ asker, body }: Opening) => (body.as ? undefined : asker?.sessionId)

/** `strongUntil`: what they signed in with is two locks in one. */
type Beginning = { personId: string; now: number; strongUntil?: number | null; cardId?: string | undefined }

/** @returns the session's token, 192 bits and new each time; we keep its digest only */
export async function startSession(tx: Db, opening: Opening, by: Beginning) {
  const token = newToken(24)
  const ended = before(opening)
  if (ended) await endSession(tx, ended)
  await saveSession(tx, {
    id: digestOf(token),
    personId: by.personId,
    kind: opening.body.as ?? 'cookie',
    label: deviceIn(opening.headers['user-agent']),
    cardId: by.cardId ?? null,
    createdAt: by.now,
    expiresAt: by.now + sessionMs,
    strongUntil: by.strongUntil ?? null,
  })
  return token
}

type Opened = Session & { token: string; opening: Opening }

/** Hands the token over: in a cookie no script can read, or in the reply when it was asked for. */
export function handOver(house: House, reply: FastifyReply, opened: Opened): Session {
  const { opening, token, ...session } = opened
  if (opening.body.as) return { ...session, token }
  const { name, options } = sessionCookie(house.publicUrl)
  reply.setCookie(name, token, { ...options, maxAge: sessionMs / 1000 })
  return session
}
