import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Hub } from '../live/hub.ts'

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
  readonly #listeners = new Gauge({
    name: 'doorstep_live_listeners',
    help: 'Pages that listen now',
    registers: [this.#registry],
  })
  #isWatchingProcess = false

  /** Counts every answer of the routes registered after this. */
  watch(api: FastifyInstance) {
    api.addHook('onResponse', async (request, reply) => {
      const route = request.routeOptions.url ?? 'unknown'
      const labels = { method: request.method, route, status: String(reply.statusCode) }
      this.#answers.observe(labels, reply.elapsedTime / 1000)
    })
  }

  /** In the text format of Prometheus. */
  async asText(live: Hub): Promise<string> {
    // Watching the process costs a little for ever after, so it begins with the first who wants to know.
    if (!this.#isWatchingProcess) collectDefaultMetrics({ register: this.#registry })
    this.#isWatchingProcess = true
    this.#listeners.set(live.everybody())
    return this.#registry.metrics()
  }
}
