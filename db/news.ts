import pg from 'pg'
import { Refused } from './sqlite-file.ts'

export const channel = 'doorstep_news'
/** Said instead of a board when news may have been missed: look at every board. */
export const everyBoard = '*'
const comeBackMs = 500
const lookEveryMs = 5_000

/** Held by every process that serves a database, and by a move for itself alone. */
const servedLock = 7_305_224_002

/** False while somebody serves this database, or moves it; whoever gets a yes is alone until its connection ends. */
export async function keepOut(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query('select pg_try_advisory_lock($1) as mine', [servedLock])
  return rows[0].mine
}

/** One connection that only listens. If it drops it comes back, and what was missed costs nothing but time. */
export class News {
  readonly #url: string
  readonly #listeners: ((boardId: string) => void)[] = []
  #client: pg.Client | undefined
  #timer: NodeJS.Timeout | undefined
  #closed = false
  #opening: Promise<void> | undefined

  constructor(url: string) {
    this.#url = url
  }

  /** @throws Refused while the database is moved */
  open(): Promise<void> {
    this.#opening = this.#connect()
    return this.#opening
  }

  async #connect() {
    const client = new pg.Client({ connectionString: this.#url, keepAlive: true, query_timeout: lookEveryMs })
    client.on('error', () => void client.end().catch(() => {}))
    client.on('notification', ({ payload }) => this.#tell(payload ?? everyBoard))
    try {
      await client.connect()
      await serve(client)
      await client.query(`listen ${channel}`)
    } catch (error) {
      void client.end().catch(() => {})
      throw error
    }
    this.#client = client
    client.once('end', () => this.#comeBack())
    this.#look(client)
  }

  onNews(listener: (boardId: string) => void) {
    this.#listeners.push(listener)
  }

  async close() {
    this.#closed = true
    clearTimeout(this.#timer)
    // One that is on its way back just now would be left behind, listening for nobody.
    await this.#opening?.catch(() => {})
    clearTimeout(this.#timer)
    await this.#client?.end()
  }

  #tell(boardId: string) {
    for (const hear of this.#listeners) hear(boardId)
  }

  /** A line that was cut without a word stays silent for ever, so it is asked something now and then. */
  #look(client: pg.Client) {
    this.#after(lookEveryMs, () => {
      const asked = client.query('select 1')
      asked.then(
        () => client === this.#client && this.#look(client),
        () => void client.end().catch(() => {}),
      )
    })
  }

  #comeBack() {
    this.#client = undefined
    const again = () => this.open().then(() => this.#tell(everyBoard))
    this.#after(comeBackMs, () => void again().catch(() => this.#comeBack()))
  }

  #after(ms: number, what: () => void) {
    clearTimeout(this.#timer)
    if (!this.#closed) this.#timer = setTimeout(what, ms).unref()
  }
}

async function serve(client: pg.Client) {
  const { rows } = await client.query('select pg_try_advisory_lock_shared($1) as mine', [servedLock])
  if (!rows[0].mine)
    throw new Refused('This PostgreSQL database is being moved just now. Start again afterwards')
}
