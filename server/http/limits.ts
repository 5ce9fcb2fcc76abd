import { isIPv6 } from 'node:net'
import rateLimit from '@fastify/rate-limit'
import type { FastifyRequest } from 'fastify'
import { TooMany } from '#contract/http'
import type { App } from './room.ts'

/** A café, a block of flats or a whole phone network may share one address: two hundred join there in an evening. */
export const mostPerNetwork = 300

/**
 * Where a call comes from, as far as we tell networks apart: a household has a whole /64. Kept in memory for as long as
 * it is counted, ten minutes or a day, and nowhere else.
 */
export function networkOf(ip: string): string {
  const four = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1]
  if (four || !isIPv6(ip)) return four ?? ip
  const [before = '', after] = ip.toLowerCase().split('::')
  const head = before.split(':').filter(Boolean)
  const tail = (after ?? '').split(':').filter(Boolean)
  const missing = after === undefined ? 0 : 8 - head.length - tail.length
  return [...head, ...Array<string>(missing).fill('0'), ...tail]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}

const byNetwork = ({ ip }: FastifyRequest) => networkOf(ip)
/** Whoever is signed in is counted for themselves, wherever they are. */
const byPerson = ({ asker, ip }: FastifyRequest) => (asker ? `person ${asker.id}` : networkOf(ip))

/** For doors that nobody is through yet, where it must not help to knock with many keys. */
export const perNetwork = {
  rateLimit: { max: mostPerNetwork, timeWindow: '10 minutes', keyGenerator: byNetwork },
}

export const perPerson = (max: number, timeWindow: string) => ({
  rateLimit: { max, timeWindow, keyGenerator: byPerson },
})

/** Counts calls to the routes of one room that ask for it in their `config`; each says when to come back. */
export async function countCalls(app: App) {
  await app.register(rateLimit, { global: false, errorResponseBuilder: () => TooMany.with() })
}
