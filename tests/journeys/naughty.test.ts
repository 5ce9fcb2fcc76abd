/** What neighbours write is shown as they wrote it and never runs, in a real browser. */
import type { Browser, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Cast } from '../support/cast.ts'
import { foundStreet } from '../support/elm-row.ts'
import { keptOf, naughty } from '../support/naughty.ts'
import { often } from '../support/often.ts'
import { phoneOf } from '../support/signed-in.ts'
import { type Town, withTown } from '../support/with-town.ts'

const limit = { timeout: 400_000 }
/** As many as a board shows before it asks to see more. */
const aBoardFull = 30
/** Of the pages of one post each. */
const every = often('EVERY', { suite: 4, long: 1 })
const kept = [...new Set(naughty.flatMap((text) => keptOf(text) ?? []))]
/** What a browser might take for more than words. */
const risky = kept.filter((text) => /<|javascript:|\{\{|\$\{|on\w+\s*=|&#|%3C/i.test(text))

let town: Town
let browser: Browser
withTown((opened) => {
  ;({ town, browser } = opened)
})

let streets = 0
/** A street whose posts, and whose own name and welcome, are these. */
async function streetWith(texts: string[]) {
  const { boardId, cast, as, post } = await foundStreet(town, [`Ann ${++streets}`])
  const [ann] = cast
  const [name = 'Elm Row', welcome = name] = risky
  await as(ann)('PATCH', `/api/boards/${boardId}`, { version: 1, name, welcome })
  const ids: string[] = []
  for (const text of texts) ids.push((await post(ann, { title: text, details: text, when: text })).id)
  return { boardId, ann, ids }
}

/** A phone that writes down whatever ran that should not have. */
async function watchedPhone(ann: Cast) {
  const { page, at } = await phoneOf(browser, ann)
  const ran: string[] = []
  page.on('dialog', async (dialog) => {
    ran.push(`a dialog: ${dialog.message()}`)
    await dialog.dismiss()
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(town.url)) ran.push(`a request to ${request.url()}`)
  })
  page.on('popup', (popup) => ran.push(`a window at ${popup.url()}`))
  return { page, at, ran }
}

/** What on the page is more than words: handlers, addresses that run, things that load from elsewhere. */
const tooMuch = (page: Page): Promise<string[]> =>
  page.evaluate(`[...document.querySelectorAll('*')].flatMap((one) => [
    ...[...one.attributes].filter(({ name, value }) => /^on/i.test(name) || /^\\s*javascript:/i.test(value))
      .map(({ name, value }) => one.localName + ' with ' + name + '=' + value),
    ...(/^(iframe|object|embed|img|video|audio|base|frame|marquee)$/.test(one.localName) ? [one.localName] : []),
    ...(one.localName === 'script' && one.closest('main') ? ['a script'] : []),
  ])`)

/** Of these texts, those that no element of the page says exactly. */
const unsaid = (page: Page, texts: string[]): Promise<string[]> =>
  page.evaluate(`(() => {
    const said = new Set([...document.querySelectorAll('body *')].map((one) => one.textContent.trim()))
    return ${JSON.stringify(texts)}.filter((text) => !said.has(text))
  })()`)

test('on the board every naughty string is words', limit, async () => {
  for (let at = 0; at < kept.length; at += aBoardFull) {
    const texts = kept.slice(at, at + aBoardFull)
    const { boardId, ann } = await streetWith(texts)
    const phone = await watchedPhone(ann)
    const page = await phone.at(`${town.url}/boards/${boardId}`)
    expect(await unsaid(page, texts)).toEqual([])
    expect([...phone.ran, ...(await tooMuch(page))]).toEqual([])
    await page.close()
  }
})

test('on its own page every string that looks like script is words', limit, async () => {
  const { ann, ids } = await streetWith(risky)
  expect(risky.length).toBeGreaterThan(100)
  const phone = await watchedPhone(ann)
  for (const [n, id] of ids.entries()) {
    if (n % every > 0) continue
    const page = await phone.at(`${town.url}/posts/${id}`)
    expect(await unsaid(page, [risky[n]!])).toEqual([])
    expect([...phone.ran, ...(await tooMuch(page))], risky[n]).toEqual([])
  }
})

test('the watch sees a script that runs', async () => {
  const { ann } = await streetWith([])
  const { page, ran } = await watchedPhone(ann)
  await page.setContent(
    '<main><img src="data:," onerror="alert(1)"><a href="javascript:alert(2)">Tea</a></main>',
  )
  await expect.poll(() => ran).toContain('a dialog: 1')
  const more = ['img with onerror=alert(1)', 'img', 'a with href=javascript:alert(2)']
  expect(await tooMuch(page)).toEqual(more)
  expect(await unsaid(page, ['Tea', 'Coffee'])).toEqual(['Coffee'])
})
