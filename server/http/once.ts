import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { KeyUsedTwice } from '#contract/http'
import type { Db } from '#db'
import { findReply, keepReply } from './queries.ts'
import type { House } from './room.ts'

/**
 * A write that a repeat of the same call does not do again. With an `Idempotency-Key` the reply is kept in the
 * same transaction as the change, so that one cannot be there without the other.
 *
 * @throws KeyUsedTwice (422) when the key came before with another payload
 */
export function writeOnce<T>(
  { store, clock }: House,
  request: FastifyRequest,
  work: (tx: Db) => Promise<T>,
): Promise<T> {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string') return store.write(work)
  const call = {
    personId: request.asker?.id ?? `at ${request.ip}`,
    key: key.slice(0, 200),
    payloadHash: hash(request),
  }
  return store.write(async (tx) => {
    const kept = await findReply(tx, call.personId, call.key)
    if (kept) return kept.payloadHash === call.payloadHash ? (kept.body as T) : KeyUsedTwice.raise()
    const body = await work(tx)
    const first = await keepReply(tx, { ...call, body, at: clock.now() })
    return first ? body : KeyUsedTwice.raise()
  })
}

function hash({ method, url, body }: FastifyRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([method, url, body]))
    .digest('base64url')
}
