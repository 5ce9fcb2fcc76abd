import { createHmac } from 'node:crypto'
import { doorWords } from './door-words.ts'

/**
 * The two words a helper says at the door. Worked out from the claim and the server's key and stored nowhere, so that
 * they are in no backup and no log; another task has others.
 */
export function doorWord(key: Buffer, claimId: string): string {
  const digest = createHmac('sha256', key).update(`door word\n${claimId}`).digest()
  const first = digest.readUInt32BE(0) % doorWords.length
  // Never the same word twice.
  const second = (first + 1 + (digest.readUInt32BE(4) % (doorWords.length - 1))) % doorWords.length
  return `${doorWords[first]} ${doorWords[second]}`
}
