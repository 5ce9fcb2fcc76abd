import type { FastifyReply, FastifyRequest } from 'fastify'
import { houseDays } from '#contract/keeping'
import type { Session } from '#contract/people'
import type { Db } from '#db'
import { cookieOf } from '../http/cookies.ts'
import { digestOf, keyedDigest, newToken } from '../http/digest.ts'
import type { House } from '../http/room.ts'
import { browserCookie, sessionCookie, sessionDays } from './asking.ts'
import { deviceIn } from './devices.ts'
import { endSession, saveSession } from './queries.ts'

const sessionMs = sessionDays * 24 * 3_600_000

/** The call that asks for a session: by cookie, or as a token for a script. */
export type Opening = Pick<FastifyRequest, 'asker' | 'server' | 'headers'> & {
  body: { as?: 'token' | undefined }
}

/** A session in a browser ends the one that came along, so that nobody can lay one in wait for another. */
const before = ({ asker, body }: Opening) => (body.as ? undefined : asker?.sessionId)

/** `strongUntil`: what they signed in with is two locks in one. */
type Beginning = {
  opening: Opening
  personId: string
  now: number
  strongUntil?: number | null
  cardId?: string | undefined
}

/** What opens a session, and what a browser is known by: 192 bits each, of which we keep digests only. */
type Tokens = { token: string; browser: string | undefined }

/** @returns the session's token, new each time, and its browser's, new where it has none */
export async function startSession(house: House, tx: Db, { opening, ...by }: Beginning): Promise<Tokens> {
  const [token, browser] = [newToken(24), browserOf(house, opening)]
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
  const known = browser && keyedDigest(house.key, 'browser', browser)
  for (const hook of house.whenSignedIn) await hook(tx, { ...by, browser: known })
  return { token, browser }
}

const isToken = /^[\w-]{32}$/

function browserOf({ publicUrl }: House, opening: Opening): string | undefined {
  if (opening.body.as) return undefined
  const carried = cookieOf(opening, browserCookie(publicUrl).name)
  return carried && isToken.test(carried) ? carried : newToken(24)
}

type Opened = Session & Tokens & { opening: Opening }

/** Hands the token over: in a cookie no script can read, or in the reply when it was asked for. */
export function handOver(house: House, reply: FastifyReply, opened: Opened): Session {
  const { opening, token, browser, ...session } = opened
  if (opening.body.as) return { ...session, token }
  const { name, options } = sessionCookie(house.publicUrl)
  reply.setCookie(name, token, { ...options, maxAge: sessionMs / 1000 })
  const mark = browserCookie(house.publicUrl)
  if (browser) reply.setCookie(mark.name, browser, { ...mark.options, maxAge: houseDays.browsers * 86_400 })
  return session
}
