/** One server in a process of its own: `KIND FILE`. Says its port to whoever started it, and what it is asked about itself. */
import type { FastifyInstance } from 'fastify'
import '../../server/quick-start.js'

export type Kind = 'ours' | 'raw' | 'bare'
/** `committedAt`: of the last commit, in ticks. `tellEach`: one event on each board, in one commit. `memory`: after a sweep. */
export type Question = { what: 'committedAt' | 'beat' | 'memory' } | { what: 'tellEach'; text: string }
type Served = {
  app: Pick<FastifyInstance, 'listen' | 'server'>
  beat?: () => void
  committedAt?: () => number
  tellEach?: (text: string) => Promise<void>
}

const [kind, file] = process.argv.slice(2) as [Kind, string]
// Each loads what it needs and no more, so that it weighs what it weighs.
const opened: Record<Kind, () => Promise<Served>> = {
  ours: async () => (await import('./ours.ts')).ourServer(file),
  raw: async () => ({ app: await (await import('./raw.ts')).rawServer(file) }),
  bare: async () => (await import('./bare.ts')).bareServer(),
}
const { app, beat, committedAt, tellEach } = await opened[kind]()

process.on('message', async (question: Question) => {
  if (question.what === 'beat') beat?.()
  if (question.what === 'tellEach') await tellEach?.(question.text)
  process.send?.(question.what === 'memory' ? memory() : (committedAt?.() ?? 0))
})
await app.listen({ host: '127.0.0.1', port: 0 })
process.send?.((app.server.address() as { port: number }).port)
process.once('disconnect', () => process.exit(0))

/** Swept twice, for what is let go of by what is swept. */
function memory(): { rss: number; heapUsed: number } {
  for (let n = 0; n < 2; n++) globalThis.gc?.()
  const { rss, heapUsed } = process.memoryUsage()
  return { rss, heapUsed }
}
