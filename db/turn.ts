import pg from 'pg'

const clockLock = 7_305_224_003
const sayEveryMs = 10_000
/** Where the one that has the clock says nothing for so long, PostgreSQL takes it away from it. */
const silenceMs = 60_000

/**
 * Which of all the processes on a database does what time brings. The first to ask keeps it; where that one dies, or hangs,
 * PostgreSQL notices, and the next to ask has it.
 */
export class Turn {
  readonly #url: string
  #client: pg.Client | undefined
  #timer: NodeJS.Timeout | undefined
  #asking: Promise<boolean> | undefined

  constructor(url: string) {
    this.#url = url
  }

  /** Asks PostgreSQL each time, so that a yes is never an old one. */
  isOurs(): Promise<boolean> {
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined
    })
    return this.#asking
  }

  async #ask(): Promise<boolean> {
    try {
      this.#client ??= await this.#take()
      await this.#client?.query('select 1')
    } catch {
      await this.close()
    }
    return this.#client !== undefined
  }

  async close() {
    clearInterval(this.#timer)
    const client = this.#client
    this.#client = undefined
    await client?.end().catch(() => {})
  }

  async #take(): Promise<pg.Client | undefined> {
    const client = new pg.Client({ connectionString: this.#url, keepAlive: true, query_timeout: sayEveryMs })
    client.on('error', () => {})
    client.once('end', () => this.#lose(client))
    try {
      await client.connect()
      // For a machine that is gone without a word, and for a process that stands still.
      await client.query(
        'set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3',
      )
      await client.query(`set idle_session_timeout = ${silenceMs}`)
      const { rows } = await client.query('select pg_try_advisory_lock($1) as mine', [clockLock])
      if (rows[0].mine) return this.#keep(client)
    } catch {
      // Away for a moment: then it is nobody's turn, and the next time tells.
    }
    await client.end().catch(() => {})
    return undefined
  }

  #keep(client: pg.Client): pg.Client {
    this.#timer = setInterval(() => void this.isOurs(), sayEveryMs).unref()
    return client
  }

  #lose(client: pg.Client) {
    if (this.#client === client) void this.close()
  }
}
