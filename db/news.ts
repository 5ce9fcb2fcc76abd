import pg from 'pg'

export const channel = 'doorstep_news'
/** Said instead of a board when news may have been missed: look at every board. */
export const everyBoard = '*'
const comeBackMs = 500

/** One connection that only listens. If it drops it comes back, and what was missed costs nothing but time. */
export class News {
  readonly #url: string
  readonly #listeners: ((boardId: string) => void)[] = []
  #client: pg.Client | undefined
  #closed = false

  constructor(url: string) {
    this.#url = url
  }

  async open() {
    const client = new pg.Client({ connectionString: this.#url })
    this.#client = client
    client.on('error', () => void client.end().catch(() => {}))
    client.on('end', () => this.#comeBack())
    client.on('notification', ({ payload }) => this.#tell(payload ?? everyBoard))
    await client.connect()
    await client.query(`listen ${channel}`)
  }

  onNews(listener: (boardId: string) => void) {
    this.#listeners.push(listener)
  }

  async close() {
    this.#closed = true
    await this.#client?.end()
  }

  #tell(boardId: string) {
    for (const hear of this.#listeners) hear(boardId)
  }

  #comeBack() {
    if (this.#closed) return
    const again = () => this.open().then(() => this.#tell(everyBoard))
    setTimeout(() => void again().catch(() => this.#comeBack()), comeBackMs).unref()
  }
}
