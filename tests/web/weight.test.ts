// What a first visit must fetch before the page answers, as built: JS and CSS, gzip, by page.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { filesOf } from '../../server/pages/document.ts'
import { notFound, problem, type Route, routes } from '../../web/routes.ts'
import { roomsOf } from '../../web/view.svelte.ts'

const allowed = 60_000
const dist = mkdtempSync(join(tmpdir(), 'doorstep-weight-'))
beforeAll(async () => {
  // As it is shipped: under a test's own setting Svelte is built with its warnings in.
  vi.stubEnv('NODE_ENV', 'production')
  await build({ configFile: 'vite.config.ts', logLevel: 'error', build: { outDir: dist, emptyOutDir: true } })
}, 60_000)
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(dist, { recursive: true })
})

test('the first load of every page is at most 60 kB', () => {
  const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'))
  const pages = Object.keys(manifest).filter((name) => name.endsWith('Page.svelte'))
  const drawnBy = ({ page }: Route) =>
    pages.filter((name) => String(page).includes(`/${name.split('/').at(-1)}`))
  const all = [...routes, notFound, problem].flatMap((route) =>
    drawnBy(route).map((page) => ({ route, page })),
  )
  expect(new Set(all.map(({ route }) => route)).size).toBe(routes.length + 2)
  const weights = all.map(({ route, page }) => {
    const words = roomsOf({ route, params: {}, query: {} }).map((room) => `words/en/${room}.json`)
    for (const source of [page, ...words]) expect(manifest).toHaveProperty([source])
    const { css, scripts } = filesOf(manifest, ['main.ts', page, ...words])
    const weigh = (file: string) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length
    return { page, bytes: [...css, ...scripts].map(weigh).reduce((sum, bytes) => sum + bytes, 0) }
  })
  const lines = weights.sort((a, b) => b.bytes - a.bytes).map(({ page, bytes }) => `${bytes} B  ${page}`)
  process.stdout.write(`First load, gzip:\n${lines.slice(0, 10).join('\n')}\n`)
  expect(weights.length).toBeGreaterThan(2)
  expect(weights.filter(({ bytes }) => bytes < 10_000 || bytes > allowed)).toEqual([])
})
