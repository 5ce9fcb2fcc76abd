/** Of one statement, so that what is remembered stays a few megabytes. */
const mostRows = 10_000

type Known<T> = Map<unknown, readonly T[]>

/** What one statement has answered. Whoever is given the rows may not change them. */
export class Answers<T> {
  readonly #known: Known<T> = new Map()
  /** In the transaction that is open, to whoever writes, of what it has written to itself. */
  readonly #within: Known<T> = new Map()
  rows = 0

  recall(key: unknown, ask: () => readonly T[]): readonly T[] {
    return this.#known.get(key) ?? this.#keep(key, frozen(ask()))
  }

  recallWithin(key: unknown, ask: () => readonly T[]): readonly T[] {
    const known = this.#within.get(key)
    if (known) return known
    if (this.#within.size > mostRows) this.#within.clear()
    const rows = ask()
    this.#within.set(key, rows)
    return rows
  }

  forget() {
    this.#known.clear()
    this.rows = 0
    this.forgetWithin()
  }

  forgetWithin() {
    if (this.#within.size > 0) this.#within.clear()
  }

  #keep(key: unknown, rows: readonly T[]): readonly T[] {
    if (this.rows > mostRows) this.forget()
    this.rows += Math.max(1, rows.length)
    this.#known.set(key, rows)
    return rows
  }
}

function frozen<T>(rows: readonly T[]): readonly T[] {
  for (const row of rows) deepFreeze(row)
  return Object.freeze(rows)
}

function deepFreeze(value: unknown) {
  if (typeof value !== 'object' || value === null) return
  for (const inner of Object.values(value)) deepFreeze(inner)
  Object.freeze(value)
}
