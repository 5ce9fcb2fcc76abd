// The board, a post and one's own things, for everybody's eyes and hands.
import type { Browser } from 'playwright-core'
import { expect, test, vi } from 'vitest'
import type { ClaimsOnPost } from '#contract/claims'
import { openAs } from '../support/at-the-door.ts'
import { foundStreet } from '../support/elm-row.ts'
import { bareWords, expectReadable, overflowOf } from '../support/looks.ts'
import { type Town, withTown } from '../support/with-town.ts'

let town: Town
let street: Awaited<ReturnType<typeof busyStreet>>
let browser: Browser
// Forty-odd runs of axe: a busy machine needs its time.
vi.setConfig({ testTimeout: 240_000 })
withTown(async (opened) => {
  ;({ town, browser } = opened)
  street = await busyStreet()
})

/** A street with posts in every state that these pages draw differently. */
async function busyStreet() {
  const { cast, as, post, ...more } = await foundStreet(town, ['Ann', 'Bernard', 'Chandra'])
  const [ann, bernard, chandra] = cast
  const claim = async (who: typeof ann, { id }: { id: string }, body = {}) =>
    (await as(who)('POST', `/api/posts/${id}/claims`, body)).json() as { id: string }
  const alley = await post(ann, {
    title: 'Clear the alley',
    scope: 'street',
    parts: 6,
    neededBy: '2026-03-14',
  })
  await claim(bernard, alley, { parts: 4 })
  const gas = await post(ann, {
    title: 'Wait in for the gas man',
    when: 'Friday',
    details: 'Tea is on the table',
  })
  const agreed = await claim(chandra, gas)
  await as(ann)('PUT', `/api/claims/${agreed.id}/acceptance`)
  const { items } = (await as(chandra)('GET', `/api/posts/${gas.id}/claims`)).json() as ClaimsOnPost
  await as(chandra)('PUT', `/api/claims/${agreed.id}/lateness`, { words: 'The bus is stuck' })
  const letter = await post(ann, { title: 'Read me a letter' })
  await as(bernard)('PUT', `/api/claims/${(await claim(bernard, letter)).id}/completion`, {})
  const milk = await post(bernard, { title: 'Milk' })
  const gone = await post(ann, { title: 'A chair' })
  await as(ann)('DELETE', `/api/posts/${gone.id}`, { reason: 'Found one' })
  await post(bernard, { kind: 'offer', title: 'Lifts on Tuesdays', standing: true, category: 'lifts' })
  return { cast, ...more, doorWord: items[0]?.doorWord ?? '', alley, gas, letter, milk, gone }
}

type Sight = [string, 0 | 1 | 2 | null, (s: typeof street) => string]
const sights: Sight[] = [
  ['the board', 1, ({ boardId }) => `/boards/${boardId}`],
  ['the board for somebody from elsewhere', null, ({ boardId }) => `/boards/${boardId}`],
  ['a search that finds nothing', 0, ({ boardId }) => `/boards/${boardId}?q=zeppelin`],
  ['a post that waits for an answer', 0, ({ alley }) => `/posts/${alley.id}`],
  ['a post that can be claimed', 2, ({ milk }) => `/posts/${milk.id}`],
  ['a post one is on', 2, ({ gas }) => `/posts/${gas.id}`],
  ['the closing question', 0, ({ letter }) => `/posts/${letter.id}`],
  ['a withdrawn post', 0, ({ gone }) => `/posts/${gone.id}?said=withdrawn`],
  ['the step of withdrawing', 0, ({ alley }) => `/posts/${alley.id}?step=withdraw`],
  ['the step of handing over', 2, ({ gas }) => `/posts/${gas.id}?step=hand-over`],
  ['my things', 0, () => '/mine'],
]
const visitor = (who: Sight[1]) => (who === null ? {} : { who: street.cast[who] })

test.each(sights)(
  '%s can be read and used by everybody, light and dark, small and wide',
  async (name, who, path) => {
    const { page, close } = await openAs(browser, town.url + path(street), visitor(who))
    for (const summary of await page.locator('summary').all()) await summary.click()
    await expectReadable(page, name)
    await close()
  },
)

test.each(['en-XA', 'ar-XB'])(
  'in %s every word of these pages comes from the catalogue and fits at 320 px',
  async (lang) => {
    const names = street.cast.map(({ name }) => name)
    const titles = [
      'Clear the alley',
      'Wait in for the gas man',
      'Read me a letter',
      'Milk',
      'A chair',
      'Lifts on Tuesdays',
    ]
    const more = [
      'Elm Row',
      'English',
      'Friday',
      'Tea is on the table',
      'The bus is stuck',
      'Found one',
      'Lifts and transport',
    ]
    const contacts = street.cast.map(({ contact }) => contact)
    for (const [what, who, path] of sights) {
      const address = new URL(town.url + path(street))
      address.searchParams.set('lang', lang)
      const { page, close } = await openAs(browser, address.href, { ...visitor(who), width: 320 })
      const { categories, welcome } = (await page.evaluate(
        `fetch('/api/boards/${street.boardId}').then((r) => r.json())`,
      )) as Words
      const written = [
        ...names,
        ...titles,
        ...more,
        ...contacts,
        welcome,
        ...categories.map(({ name }) => name),
        ...daysIn(lang),
        // Two English words on purpose: both say the same ones at the door.
        street.doorWord,
      ]
      expect(await bareWords(page, written), what).toEqual([])
      expect(await overflowOf(page), what).toBe(0)
      await close()
    }
  },
)
/** The days of the week come from the language itself. */
const daysIn = (lang: string) =>
  Array.from({ length: 7 }, (_, n) => Date.UTC(2026, 2, 1 + n)).flatMap((ms) =>
    (['short', 'long'] as const).map((weekday) => new Intl.DateTimeFormat(lang, { weekday }).format(ms)),
  )

type Words = { categories: { name: string }[]; welcome: string }
