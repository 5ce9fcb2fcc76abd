// npm run picture: takes docs/board.png, the demo street as one of its neighbours sees it.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { APIRequestContext } from 'playwright-core'
import { openStore } from '#db'
import { buildApp } from '../server/app.ts'
import { openBrowser } from '../tests/support/browser.ts'

const file = 'docs/board.png'
const seen = { width: 1280, height: 1240 }

const folder = mkdtempSync(join(tmpdir(), 'doorstep-picture-'))
const store = await openStore(`file:${join(folder, 'doorstep.db')}`)
const { app } = await buildApp({
  store,
  clock: Date,
  key: randomBytes(32),
  publicUrl: 'http://localhost',
  mail: { smtpUrl: undefined, outbox: join(folder, 'outbox'), from: 'Doorstep <doorstep@localhost>' },
  dist: resolve('dist'),
})
const browser = await openBrowser()
try {
  await takeAt(await app.listen({ host: '127.0.0.1', port: 0 }))
  process.stdout.write(`${file}\n`)
} finally {
  await browser.close()
  await app.close()
  await store.close()
  rmSync(folder, { recursive: true })
}

async function takeAt(baseURL: string) {
  const context = await browser.newContext({ baseURL, viewport: seen, colorScheme: 'light', locale: 'en-GB' })
  const boardId = await stepIn(context.request)
  const page = await context.newPage()
  await page.goto(`/boards/${boardId}`)
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: file, animations: 'disabled' })
}

/** Makes the demo street, and a neighbour of it out of us. @returns its board */
async function stepIn(request: APIRequestContext): Promise<string> {
  const { boardId } = await (await request.post('/api/demo', { data: {} })).json()
  const { people } = await (await request.get('/api/demo')).json()
  const as = people[0]?.id
  const stepped = await request.post('/api/demo/session', { data: { as } })
  if (!stepped.ok()) throw new Error(`Nobody could step in: ${await stepped.text()}`)
  return boardId
}
