/** A town and a browser for all the tests of one file, and no longer. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { openBrowser } from './browser.ts'
import { openTown } from './town.ts'

export type Town = Awaited<ReturnType<typeof openTown>>
type Opened = { town: Town; browser: Browser }
const limitMs = 240_000

/** Opens both before the first test, gives them to `take`, and closes them after the last. */
export function withTown(take: (opened: Opened) => unknown) {
  let opened: Partial<Opened> = {}
  beforeAll(async () => {
    const [town, browser] = await Promise.all([openTown(), openBrowser()])
    opened = { town, browser }
    await take({ town, browser })
  }, limitMs)
  afterAll(async () => {
    await opened.browser?.close()
    await opened.town?.close()
  })
}
