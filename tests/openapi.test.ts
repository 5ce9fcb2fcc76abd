import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { FastifyInstance } from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import { NotFound } from '#contract/http'
import { summarised } from '../server/docs/summaries.ts'
import { type ApiRoute, apiRoutes } from './support/api-routes.ts'
import { expectProblem } from './support/expect.ts'
import { openHouse } from './support/house.ts'

const run = promisify(execFile)

type Described = { paths: Record<string, Record<string, { summary?: string; operationId?: string }>> }

async function described(app: FastifyInstance): Promise<Described> {
  return (await app.inject('/api/openapi.json')).json()
}

/** The routes that a description leaves out, or has without plain words. */
function missing(routes: ApiRoute[], { paths }: Described): string[] {
  return routes
    .filter(({ method, path }) => {
      const call = paths[path.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
      return !call?.summary || call.summary.startsWith(method) || !call.operationId
    })
    .map(({ method, path }) => `${method} ${path}`)
}

test('every route is in the description, with a summary in plain words', async () => {
  const { app } = await openHouse()
  const routes = apiRoutes(app)
  expect(routes.length).toBeGreaterThan(50)
  expect(missing(routes, await described(app))).toEqual([])
})

test('a route that is left out is missed', async () => {
  const { app } = await openHouse()
  const { paths } = await described(app)
  const { '/api/mine': _left, ...others } = paths
  expect(missing(apiRoutes(app), { paths: others })).toEqual(['GET /api/mine'])
  const one = { method: 'POST', path: '/api/boards/:boardId/dances' }
  expect(missing([one], { paths })).toEqual(['POST /api/boards/:boardId/dances'])
})

test('every summary belongs to a route', async () => {
  const { app } = await openHouse()
  const routes = apiRoutes(app).map(({ method, path }) => `${method} ${path.replace('/api', '')}`)
  expect(summarised().filter((call) => !routes.includes(call))).toEqual([])
})

test('both descriptions pass redocly without a word', { timeout: 120_000 }, async () => {
  const { app } = await openHouse()
  const { openapi } = (await app.inject('/api/openapi.json')).json()
  expect(openapi).toBe('3.1.0')
  const files = ['openapi', 'asyncapi'].map(async (name) => (await app.inject(`/api/${name}.json`)).json())
  for (const file of await Promise.all(files)) expect(await lint(file)).toMatch(/valid(?!.*warning)/s)
})

test('redocly finds what is wrong in a description', { timeout: 120_000 }, async () => {
  const { app } = await openHouse()
  const { paths, ...rest } = (await app.inject('/api/openapi.json')).json()
  delete paths['/api/mine'].get.summary
  expect(await lint({ ...rest, paths })).toContain('operation-summary')
})

/** What redocly says of a description under our own configuration. */
async function lint(description: object): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-docs-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'description.json')
  writeFileSync(file, JSON.stringify(description))
  const cli = 'node_modules/@redocly/cli/bin/cli.js'
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  const asked = [cli, 'lint', '--config', 'redocly.yaml', file]
  const said = await run(process.execPath, asked, { env }).catch((error) => error)
  return said.stdout + said.stderr
}

test('the page for programs names every call, and takes nothing from anywhere', async () => {
  const { app } = await openHouse()
  const reply = await app.inject('/api/docs')
  expect(reply.headers['content-type']).toContain('text/html')
  for (const { method, path } of apiRoutes(app))
    expect(reply.body.includes(`<code>${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}</code>`), path).toBe(
      true,
    )
  expect(/<script|src=|https?:\/\//.exec(reply.body)).toBeNull()
  expect(reply.headers['content-security-policy']).toContain("default-src 'none'")
})

test('the server says that it runs and can answer', async () => {
  const { app, store } = await openHouse()
  expect((await app.inject('/api/health')).json()).toEqual({ state: 'running' })
  expect((await app.inject('/api/ready')).json()).toEqual({ state: 'ready' })
  const away = { ...store, read: { t: store.read.t } } as unknown as typeof store
  const without = await openHouse('sqlite', false, { store: { ...away, onNews: store.onNews } })
  expect((await without.app.inject('/api/ready')).statusCode).toBe(503)
  expect((await without.app.inject('/api/health')).statusCode).toBe(200)
})

test('the counts are for this machine only, and name no person', async () => {
  const { app } = await openHouse()
  await app.inject({ url: '/api/boards/some-board' })
  const reply = await app.inject('/api/metrics')
  expect(reply.body).toMatch(
    /answer_seconds_count\{method="GET",route="\/api\/boards\/:boardId",status="404"\} 1/,
  )
  expect(reply.body).toContain('doorstep_live_listeners 0')
  expect(reply.body).not.toContain('some-board')
  expectProblem(await app.inject({ url: '/api/metrics', remoteAddress: '192.0.2.7' }), NotFound)
  const headers = { 'x-forwarded-for': '192.0.2.7' }
  expectProblem(await app.inject({ url: '/api/metrics', headers }), NotFound)
})
