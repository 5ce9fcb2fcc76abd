import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Store } from '#db'
import { atOnce } from '../http/at-once.ts'
import type { Load } from '../http/load.ts'
import type { Clock, Copies } from '../http/room.ts'
import type { Hub } from '../live/hub.ts'

type Watched = { store: Store; live: Hub; clock: Clock; load: Load; copies: () => Copies }

/** So many answers are remembered. */
const lately = 1000
const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]

/** What the server counts about itself. Routes and times; never who asked, nor what. */
export class Counts {
  readonly #registry = new Registry()
  readonly #answers = new Histogram({
    name: 'doorstep_http_answer_seconds',
    help: 'Time to answer, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: bounds,
    registers: [this.#registry],
  })
  readonly #batches = new Histogram({
    name: 'doorstep_commit_works',
    help: 'How many changes one sync to the disk answered',
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500],
    registers: [this.#registry],
  })
  readonly #lag = new Histogram({
    name: 'doorstep_live_lag_seconds',
    help: 'From a change to the last page here that was told of it',
    buckets: bounds,
    registers: [this.#registry],
  })
  readonly #now = {
    queue: this.#gauge('doorstep_write_queue', 'Changes that wait to be saved'),
    late: this.#gauge('doorstep_late_seconds', 'How late this process is with what it does'),
    listeners: this.#gauge('doorstep_live_listeners', 'Pages that listen now'),
  }
  readonly #shed = new Gauge({
    name: 'doorstep_shed_total',
    help: 'Calls that were sent away because there were too many, since the start',
    labelNames: ['kind'],
    registers: [this.#registry],
  })
  readonly #copiedAt = this.#gauge(
    'doorstep_last_copy_seconds',
    'When the last proven copy was made, since 1970',
  )
  readonly #lately: number[] = []
  #answered = 0
  #isWatchingProcess = false

  #gauge(name: string, help: string) {
    return new Gauge({ name, help, registers: [this.#registry] })
  }

  /** Counts every answer of the routes registered after this. */
  watch(api: FastifyInstance) {
    const count = atOnce((request, reply) => {
      const route = request.routeOptions.url ?? 'unknown'
      const labels = { method: request.method, route, status: String(reply.statusCode) }
      this.#answers.observe(labels, reply.elapsedTime / 1000)
      this.#lately[this.#answered++ % lately] = reply.elapsedTime
    })
    api.addHook('onResponse', count)
  }

  /** Counts what is saved, and how long until pages hear of it. */
  watchSaving({ store, live, clock }: Watched) {
    store.onCommit((works) => this.#batches.observe(works))
    live.onTold((at) => this.#lag.observe(Math.max(0, clock.now() - at) / 1000))
  }

  /** How long the last answers took, in ms; null before there are any. */
  answersMs() {
    const sorted = [...this.#lately].sort((a, b) => a - b)
    const at = (part: number) => Math.round(sorted[Math.floor((sorted.length - 1) * part)]! * 10) / 10
    return sorted.length === 0 ? null : { usual: at(0.5), slow: at(0.95) }
  }

  /** In the text format of Prometheus. */
  async asText({ live, load, copies }: Watched): Promise<string> {
    // Watching the process costs a little for ever after, so it begins with the first who wants to know.
    if (!this.#isWatchingProcess) collectDefaultMetrics({ register: this.#registry })
    this.#isWatchingProcess = true
    const { queue, late, listeners } = this.#now
    listeners.set(live.everybody())
    queue.set(load.waiting())
    late.set(load.lateMs() / 1000)
    this.#copiedAt.set((copies().lastAt ?? 0) / 1000)
    for (const [kind, count] of Object.entries(load.shed)) this.#shed.set({ kind }, count)
    return this.#registry.metrics()
  }
}
