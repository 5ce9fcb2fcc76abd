/** S10: somebody who must not be seen here leaves at once, from every page, without a line and without script. */
import { globSync, readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { openAs } from '../support/at-the-door.ts'
import { foundStreet } from '../support/elm-row.ts'
import { faultsOf, overflowOf } from '../support/looks.ts'
import { type Town, withTown } from '../support/with-town.ts'

let town: Town
let browser: Browser
let street: Awaited<ReturnType<typeof foundStreet>>
withTown(async (opened) => {
  ;({ town, browser } = opened)
  street = await foundStreet(town, ['Ann', 'Bernard'])
})

const open = (path: string, javaScriptEnabled = true) =>
  openAs(browser, town.url + path, { who: street.cast[0]!, javaScriptEnabled })
const leave = (page: Page) => page.getByRole('link', { name: 'Leave this page quickly' })
const elsewhere = () => `${town.url}/boiled-eggs.html`
const drawn = (page: Page) =>
  page.evaluate<string>('document.title.trim() + document.body.textContent.trim()')

async function expectElsewhere(page: Page) {
  await page.waitForURL(elsewhere())
  await page.getByRole('heading', { name: 'How to boil an egg' }).waitFor()
  expect(await page.content()).not.toMatch(/Doorstep|street|neighbour/i)
}

describe('leaving quickly', () => {
  test.each([true, false])(
    'is a press away, and nothing of us is left to see (script: %s)',
    async (hasScript) => {
      const { page, close, complaints } = await open(`/boards/${street.boardId}`, hasScript)
      await leave(page).click()
      await expectElsewhere(page)
      if (hasScript) {
        expect(await faultsOf(page)).toEqual([])
        expect(await overflowOf(page)).toBe(0)
        await page.goBack().catch(() => null)
        expect(page.url()).not.toContain('/boards/')
      }
      expect(complaints).toEqual([])
      await close()
    },
  )

  test('Escape twice does it while somebody types; once, or with another key between, does not', async () => {
    const { page, close } = await open(`/boards/${street.boardId}/ask`)
    await page.getByLabel('What do you need?').fill('He must not read this')
    await page.keyboard.press('Escape')
    await page.keyboard.press('a')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    expect(await drawn(page)).toContain('What do you need?')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expectElsewhere(page)
    expect(await page.evaluate('sessionStorage.length'), 'nor is what was begun kept').toBe(0)
    await close()
  })

  test('what is drawn is gone before anything is fetched, however long that takes', async () => {
    const { page, close } = await open('/mine')
    let come = () => {}
    const held = new Promise<void>((resolve) => {
      come = resolve
    })
    await page.route(elsewhere(), async (route) => {
      await held
      await route.continue()
    })
    const left: string[] = []
    await page.exposeFunction('tell', (what: string) => left.push(what))
    await page.evaluate(`new MutationObserver(() => tell(document.title.trim() + document.body.textContent.trim()))
      .observe(document.body, { childList: true })`)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect.poll(() => left).toEqual([''])
    expect(new URL(page.url()).pathname).not.toBe('/mine')
    come()
    await expectElsewhere(page)
    await close()
  })

  test('works with no line at all', async () => {
    const { page, close } = await open('/mine')
    await page.waitForLoadState('networkidle')
    await page.context().setOffline(true)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expectElsewhere(page)
    await close()
  })
})

test('every page there is has it, beside the numbers for whoever is in danger', async () => {
  const sources = globSync(['web/routes.ts', 'web/*/{routes,pages}.ts']).map((file) =>
    readFileSync(file, 'utf8'),
  )
  const routes = sources.flatMap((source) =>
    [...source.matchAll(/^ {4}path: '([^']+)'/gm)].map(([, path]) => path!),
  )
  const paths = [...routes.map((path) => path.replaceAll(/:\w+/g, 'x')), '/nowhere']
  expect(paths.length).toBeGreaterThan(30)
  for (const path of paths)
    for (const headers of [{}, street.cast[0]!.headers]) {
      const reply = await town.app.inject({
        method: 'GET',
        url: path,
        headers: { ...headers, accept: 'text/html' },
      })
      if (reply.statusCode === 303) continue
      for (const link of ['/boiled-eggs.html', 'tel:999', 'tel:116123', '/help-now'])
        expect(reply.body, path).toContain(`href="${link}`)
    }
})
