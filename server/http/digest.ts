import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A token nobody can guess: 128 bits or more, safe in an address. */
export const newToken = (bytes = 24) => randomBytes(bytes).toString('base64url')

/** For tokens of 128 bits and more, which no list of guesses reaches. */
export const digestOf = (token: string) => hash('sha256', token, 'base64url')

/** For short codes: worth nothing without the key, which is never in the database. */
export const keyedDigest = (key: Buffer, purpose: string, text: string) =>
  createHmac('sha256', key).update(`${purpose}\n${text}`).digest('base64url')

export function sameDigest(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
