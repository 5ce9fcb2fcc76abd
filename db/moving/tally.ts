import { hash } from 'node:crypto'
import type { Row } from './cargo.ts'

const drawers = 256
const whole = 2n ** 256n

/**
 * A fingerprint of the rows of a table that does not depend on their order, because two engines do not sort alike: the
 * SHA-256 of each row, added up. The sums are kept in 256 drawers, by the first byte of the hash, so that a table that
 * differs is searched in one or two of them only.
 */
export class Tally {
  rows = 0
  readonly #sums = new Array<bigint>(drawers).fill(0n)

  add(row: Row) {
    const digest = digestOf(row)
    const drawer = drawerOf(digest)
    this.rows += 1
    this.#sums[drawer] = (this.#sums[drawer]! + BigInt(`0x${digest}`)) % whole
  }

  get hash(): string {
    return hash('sha256', `${this.rows} ${this.#sums.join(' ')}`)
  }

  /** Drawers whose contents are not those of another tally. */
  unlike(other: Tally): Set<number> {
    const all = this.#sums.map((_, drawer) => drawer)
    return new Set(all.filter((drawer) => this.#sums[drawer] !== other.#sums[drawer]))
  }
}

export const digestOf = (row: Row): string => hash('sha256', JSON.stringify(row))
export const drawerOf = (digest: string): number => Number.parseInt(digest.slice(0, 2), 16)
