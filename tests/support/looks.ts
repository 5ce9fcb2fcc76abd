import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const narrow = [
  { width: 360, colorScheme: 'light' },
  { width: 360, colorScheme: 'dark' },
] as const
const wide = [
  { width: 1280, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
] as const

/** Colours do not depend on how wide a page is, so a change sees each page in one of each; a night sees all four. */
export const screens = process.env.LONG ? [...narrow, ...wide] : [narrow[0], wide[1]]

/** A page as it is: everybody can read and use it on every screen, light and dark, small and wide. */
export async function expectReadable(page: Page, name: string) {
  for (const { width, colorScheme } of screens) {
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ colorScheme })
    await expectReadableAsIs(page, `${name} ${width} ${colorScheme}`)
  }
}

/** The same on the screen it is on. */
export async function expectReadableAsIs(page: Page, name: string) {
  await keep(page, name)
  expect(await faultsOf(page), name).toEqual([])
  expect(await overflowOf(page), name).toBeLessThanOrEqual(0)
}

/** With `SHOTS=folder`, what the browser saw is kept there as a picture. */
export async function keep(page: Page, name: string) {
  if (!process.env.SHOTS) return
  const path = `${process.env.SHOTS}/${name.replaceAll(/\W+/g, '-')}.png`
  await page.screenshot({ path, fullPage: true })
}

/** What axe finds wrong with a page, AAA contrast and target size included: `rule: where`. */
export async function faultsOf(page: Page) {
  const rules = { 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } }
  const { violations } = await new AxeBuilder({ page }).options({ rules }).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}

/** How far the page can be scrolled sideways, in px: words and boxes that do not fit. */
export const overflowOf = (page: Page) =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')

/**
 * The words of a page in a made-up language that did not come from the catalogue. `written` holds what people wrote,
 * which is nobody's to translate.
 */
export async function bareWords(page: Page, written: string[] = []) {
  const seen = await page.evaluate<string[]>(`(() => {
    const spoken = [...document.querySelectorAll('[alt], [title], [placeholder], [aria-label]')].flatMap((one) =>
      ['alt', 'title', 'placeholder', 'aria-label'].map((name) => one.getAttribute(name) ?? ''))
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const texts = [document.title]
    while (walker.nextNode()) {
      if (!walker.currentNode.parentElement.closest('script, style')) texts.push(walker.currentNode.data)
    }
    return [...texts, ...spoken].map((text) => text.trim()).filter((text) => /\\p{L}/u.test(text))
  })()`)
  const bare = seen.map((text) => text.replace(/\[!!.*!!\]/gs, '').trim())
  return bare.filter((text) => /\p{L}/u.test(text) && !written.includes(text))
}
