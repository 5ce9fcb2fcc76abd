import { digestOf, keyedDigest } from '../http/digest.ts'

/**
 * 128 bits worked out from the invitation's id and the server's key, and kept nowhere: whoever reads the
 * database cannot join, and a steward can still print the same sheet again.
 */
export const tokenOf = (key: Buffer, id: string) => keyedDigest(key, 'invitation', id).slice(0, 22)

export const tokenDigest = (token: string) => digestOf(token)
