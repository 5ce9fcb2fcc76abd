import { createHmac } from 'node:crypto'
import { keyedDigest } from '../http/digest.ts'
import { newId } from '../http/ids.ts'
import { codesMade } from './rules.ts'

/** Nothing a hand or an eye mixes up: no 0 and O, no 1, I and L, no U and V. */
const letters = '23456789ABCDEFGHJKMNPQRSTWXYZ'
const length = 10

/** 48 bits, worked out from the row's id and the server's key, and kept nowhere: decision 4. */
export function codeOf(key: Buffer, id: string): string {
  const bytes = createHmac('sha256', key).update(`lock code\n${id}`).digest()
  return Array.from({ length }, (_, at) => letters[bytes.readUInt16BE(at * 2) % letters.length]).join('')
}

export const digestOfCode = (key: Buffer, code: string) => keyedDigest(key, 'lock code', code)

export function newCodes(key: Buffer, personId: string, now: number) {
  return Array.from({ length: codesMade }, () => {
    const id = newId()
    return { id, personId, digest: digestOfCode(key, codeOf(key, id)), createdAt: now, usedAt: null }
  })
}
