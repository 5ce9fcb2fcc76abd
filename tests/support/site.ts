// The test's own small site: real pages, real built files, a few API routes. Built once for a test file.
import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import Fastify from 'fastify'
import { build, type InlineConfig, type Plugin } from 'vite'
import { InvalidInput, NotFound, Overloaded, Problem, SignInNeeded } from '#contract/http'
import { pages } from '../../server/pages/routes.ts'

const standIn = resolve('tests/web/site/routes.ts')

function ownRoutes(): Plugin {
  return {
    name: 'own-routes',
    enforce: 'pre',
    resolveId: (source, importer) =>
      source === './routes.ts' && importer?.startsWith(resolve('web')) ? standIn : null,
    transform: (code, id) =>
      id.endsWith('/words/en/page.json') ? code.replace('{', '{ "said.made": "It is made",') : null,
  }
}

let built: Promise<string> | undefined

/** Once in each process of the tests, and gone with it. */
const siteBuilt = () => {
  built ??= buildSite()
  return built
}

async function buildSite() {
  const dist = await mkdtemp(join(tmpdir(), 'doorstep-site-'))
  process.once('exit', () => rmSync(dist, { recursive: true, force: true }))
  const common: InlineConfig = { configFile: 'vite.config.ts', plugins: [ownRoutes()], logLevel: 'error' }
  await build({ ...common, build: { outDir: join(dist, 'web'), emptyOutDir: true } })
  await build({ ...common, build: { outDir: join(dist, 'ssr'), emptyOutDir: true, ssr: 'render.ts' } })
  return dist
}

export interface Sent {
  method: string
  url: string
  body: unknown
  key: string | undefined
}

export const noNews = { unread: 0, claims: [], seq: 0 }

type Thing = { id: string; name: string; at: number; body: unknown }

/** A site that keeps things in memory and remembers every call it was sent. */
export async function openSite() {
  const dist = await siteBuilt()
  const app = Fastify({ bodyLimit: 64 * 1024 })
  const things = new Map<string, Thing>()
  const sent: Sent[] = []
  const now = Date.now()
  app.setErrorHandler((error, _, reply) => {
    const details =
      error instanceof Problem ? error.details : { type: 'x', title: String(error), status: 500 }
    return reply.code(details.status).type('application/problem+json').send(JSON.stringify(details))
  })
  app.addHook('preHandler', async ({ method, url, body, headers }) => {
    if (method === 'GET' || !url.startsWith('/api/')) return
    const key = headers['idempotency-key']
    sent.push({ method, url, body, key: typeof key === 'string' ? key : undefined })
  })
  app.get('/api/me', ({ headers }) =>
    /session=1/.test(headers.cookie ?? '') ? { name: 'Amina' } : SignInNeeded.raise(),
  )
  app.get('/api/me/news', () => noNews)
  app.get('/api/mine', ({ headers }) =>
    /session=1/.test(headers.cookie ?? '') ? { items: [] } : SignInNeeded.raise(),
  )
  app.get<{ Querystring: { q?: string } }>('/api/things', ({ query }) =>
    query.q === 'busy' ? Overloaded.raise() : { items: [...things.values()] },
  )
  app.get<{ Params: { id: string } }>(
    '/api/things/:id',
    ({ params }) => things.get(params.id) ?? NotFound.raise(),
  )
  app.post<{ Body: { name?: string } }>('/api/things', async ({ body }, reply) => {
    const name =
      body.name ?? InvalidInput.raise({ errors: [{ pointer: '#/name', detail: 'Give it a name' }] })
    if (name.length > 20) {
      const errors = [
        { pointer: '#/name', detail: 'That name is too long' },
        { pointer: '#/onBehalf/name', detail: 'Say who it is for' },
      ]
      InvalidInput.raise({ errors })
    }
    const id = String(things.size + 1)
    things.set(id, { id, name, at: now - 3 * 86_400_000, body })
    return reply.code(201).send({ id })
  })
  app.post('/api/drafts', async (_, reply) =>
    reply.code(201).header('set-cookie', 'draft=kept; Path=/').send({ id: 'd' }),
  )
  app.delete<{ Params: { id: string } }>('/api/things/:id', async ({ params }, reply) => {
    things.delete(params.id)
    return reply.code(204).send()
  })
  await pages(app, { dist, publicUrl: 'http://localhost', clock: { now: () => now } })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  return { app, url, things, sent, dist, close: () => app.close() }
}
