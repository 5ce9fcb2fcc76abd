/** So long at most, where the first hears nothing from the database any more. */
const patienceMs = 1000

type Way<T> = { over: Promise<void>; after?: Promise<T> }

/**
 * Of a crowd in front of one post the first writes; whoever comes meanwhile waits for what becomes of that, and then looks again:
 * one look for all of them.
 */
export class Ahead<T> {
  readonly #byPost = new Map<string, Way<T>>()
  readonly #look: (postId: string) => Promise<T>

  constructor(look: (postId: string) => Promise<T>) {
    this.#look = look
  }

  /** What is seen once what is on its way for this post is over, however it ends. */
  of(postId: string): Promise<T> | undefined {
    const way = this.#byPost.get(postId)
    if (way) way.after ??= way.over.then(() => this.#look(postId))
    return way?.after
  }

  async go<R>(postId: string, work: () => Promise<R>): Promise<R> {
    if (this.#byPost.has(postId)) return work()
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, patienceMs).unref()
    this.#byPost.set(postId, { over: promise })
    try {
      return await work()
    } finally {
      clearTimeout(timer)
      this.#byPost.delete(postId)
      resolve()
    }
  }
}
