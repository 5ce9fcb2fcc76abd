/** Worries are closed with a key that is worked out from the server's own, one for each street: decision 0016. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { Principle, StepKind, WorriedAbout } from '#contract/concerns'

/** Everything about a worry that only those who look after it may know. */
export type Told = {
  about: WorriedAbout
  /** Never let to read it, whatever they look after. */
  subjects: string[]
  byId: string
  seen: string
  thought: string | null
  toldThem: boolean | null
  steps: { kind: StepKind; words: string; byId: string; at: number }[]
  principles: Principle[]
}
type Place = { id: string; boardId: string }

const cipher = 'aes-256-gcm'
const ivBytes = 12
const tagBytes = 16

const keyFor = (key: Buffer, purpose: string, { boardId }: Place) =>
  Buffer.from(hkdfSync('sha256', key, boardId, `doorstep ${purpose} v1`, 32))

/** Closes and opens what is of one kind. Each is bound to its id, so that one cannot be put in the place of another. */
export function sealing<T>(purpose: string) {
  function seal(key: Buffer, place: Place, told: T): string {
    const iv = randomBytes(ivBytes)
    const closing = createCipheriv(cipher, keyFor(key, purpose, place), iv).setAAD(Buffer.from(place.id))
    const words = Buffer.concat([closing.update(JSON.stringify(told), 'utf8'), closing.final()])
    return Buffer.concat([iv, closing.getAuthTag(), words]).toString('base64url')
  }

  /** @throws when the key is another, or somebody has changed what was closed */
  function unseal(key: Buffer, place: Place & { sealed: string }): T {
    const bytes = Buffer.from(place.sealed, 'base64url')
    const opening = createDecipheriv(cipher, keyFor(key, purpose, place), bytes.subarray(0, ivBytes))
    opening.setAAD(Buffer.from(place.id)).setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
    const words = Buffer.concat([opening.update(bytes.subarray(ivBytes + tagBytes)), opening.final()])
    return JSON.parse(words.toString('utf8')) as T
  }

  return { seal, unseal }
}

export const { seal, unseal } = sealing<Told>('concerns')
