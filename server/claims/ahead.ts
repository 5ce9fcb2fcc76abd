/** So long at most, where the first hears nothing from the database any more. */
const patienceMs = 1000

/** Of a crowd in front of one post the first writes; whoever comes meanwhile waits for what becomes of that, and then looks again. */
export class Ahead {
  readonly #byPost = new Map<string, Promise<void>>()

  /** Over once what is on its way for this post is, however it ends. */
  of(postId: string): Promise<void> | undefined {
    return this.#byPost.get(postId)
  }

  async go<T>(postId: string, work: () => Promise<T>): Promise<T> {
    if (this.#byPost.has(postId)) return work()
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, patienceMs).unref()
    this.#byPost.set(postId, promise)
    try {
      return await work()
    } finally {
      clearTimeout(timer)
      this.#byPost.delete(postId)
      resolve()
    }
  }
}
