import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { KeyUsedTwice } from '#contract/http'
import type { Db } from '#db'
import { keyedDigest } from './digest.ts'
import { findReply, keepReply } from './queries.ts'
import type { House } from './room.ts'

type Call = { personId: string; key: string; payloadHash: string }

/** Undoes this call: the same one has got in first, on another connection. */
class Overtaken extends Error {}

/**
 * A write that a repeat of the same call does not do again. With an `Idempotency-Key` the reply is kept in the
 * same transaction as the change, so that one cannot be there without the other.
 *
 * @throws KeyUsedTwice (422) when the key came before with another payload
 */
export async function writeOnce<T>(
  { store, clock, key: ours }: House,
  request: FastifyRequest,
  work: (tx: Db) => Promise<T>,
): Promise<T> {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string') return store.write(work)
  const personId = request.asker?.id ?? keyedDigest(ours, 'at', request.ip)
  const call = { personId, key: key.slice(0, 200), payloadHash: hash(request) }
  try {
    return await store.write(async (tx) => {
      const kept = await keptReply<T>(tx, call)
      if (kept) return kept.body
      const body = await work(tx)
      if (await keepReply(tx, { ...call, body, at: clock.now() })) return body
      throw new Overtaken()
    })
  } catch (error) {
    // Overtaken, or refused because of what its twin has just done: then the twin's reply is the answer.
    const kept = await keptReply<T>(store.read, call)
    if (kept) return kept.body
    throw error
  }
}

async function keptReply<T>(db: Db, { personId, key, payloadHash }: Call): Promise<{ body: T } | undefined> {
  const kept = await findReply(db, personId, key)
  if (kept && kept.payloadHash !== payloadHash) throw KeyUsedTwice.with()
  return kept && { body: kept.body as T }
}

function hash({ method, url, body }: FastifyRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([method, url, body]))
    .digest('base64url')
}
