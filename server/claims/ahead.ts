const goOn = () => {}

/** Of a crowd in front of one post the first writes; whoever comes meanwhile waits for what becomes of that, and then looks again. */
export class Ahead {
  readonly #byPost = new Map<string, Promise<unknown>>()

  /** Over once what is on its way for this post is, however it ends. */
  of(postId: string): Promise<unknown> | undefined {
    return this.#byPost.get(postId)
  }

  async lead<T>(postId: string, work: () => Promise<T>): Promise<T> {
    if (this.#byPost.has(postId)) return work()
    const doing = work()
    this.#byPost.set(postId, doing.then(goOn, goOn))
    try {
      return await doing
    } finally {
      this.#byPost.delete(postId)
    }
  }
}
