/** Of one statement, so that what is remembered stays a few megabytes. */
const mostRows = 10_000

type Branch<T> = Map<unknown, T | Branch<T>>

/**
 * By the parameters of a question, one inside the other: quicker than to write them into one text for each question. A statement
 * has as many parameters each time, so what hangs at one depth is all branches or all answers, which its type cannot say.
 */
class Tree<T> {
  readonly #telling: readonly number[]
  readonly #last: number
  #root: Branch<T> = new Map()
  size = 0

  constructor(telling: readonly number[]) {
    this.#telling = telling.slice(0, -1)
    this.#last = telling.at(-1) ?? 0
  }

  get(params: readonly unknown[]): T | undefined {
    return this.#branch(params).get(params[this.#last])
  }

  set(params: readonly unknown[], answer: T) {
    this.#branch(params).set(params[this.#last], answer)
  }

  /** On which the answer hangs, or will: by the last of the parameters that tell. */
  #branch(params: readonly unknown[]): Map<unknown, T> {
    let branch = this.#root
    for (const n of this.#telling) {
      const known = branch.get(params[n]) as Branch<T> | undefined
      const next = known ?? new Map()
      if (!known) branch.set(params[n], next)
      branch = next
    }
    return branch as Map<unknown, T>
  }

  clear() {
    if (this.size > 0) this.#root = new Map()
    this.size = 0
  }
}

/** What one statement has answered. Whoever is given the rows may not change them. */
export class Answers<T> {
  readonly #known: Tree<readonly T[]>
  /** In the transaction that is open, to whoever writes, of what it has written to itself. */
  readonly #within: Tree<readonly T[]>

  /** @param telling the places of the parameters by which one question differs from another */
  constructor(telling: readonly number[]) {
    this.#known = new Tree(telling)
    this.#within = new Tree(telling)
  }

  /** How many rows are remembered; an answer without any counts as one. */
  get rows() {
    return this.#known.size
  }

  recall(params: readonly unknown[], ask: () => readonly T[]): readonly T[] {
    const known = this.#known.get(params)
    return known ?? keep(this.#known, params, frozen(ask()))
  }

  recallWithin(params: readonly unknown[], ask: () => readonly T[]): readonly T[] {
    const known = this.#within.get(params)
    return known ?? keep(this.#within, params, ask())
  }

  forget() {
    this.#known.clear()
    this.#within.clear()
  }

  forgetWithin() {
    this.#within.clear()
  }
}

function keep<T>(tree: Tree<readonly T[]>, params: readonly unknown[], rows: readonly T[]): readonly T[] {
  if (tree.size > mostRows) tree.clear()
  tree.size += Math.max(1, rows.length)
  tree.set(params, rows)
  return rows
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
