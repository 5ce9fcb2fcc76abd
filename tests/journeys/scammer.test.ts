// J9: somebody joins with nice words to get at cards and money. What is held, who is told, and how fast it stops.
import { createHash } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Cases } from '#contract/cases'
import type { Evidence } from '#contract/evidence'
import { HandsFull, Paused, ThreeADay, TrustedFirst } from '#contract/standing'
import { openAs } from '../support/at-the-door.ts'
import { foundStreet } from '../support/elm-row.ts'
import { expectProblem } from '../support/expect.ts'
import { hours } from '../support/house.ts'
import { byItself } from '../support/visit.ts'
import { type Town, withTown } from '../support/with-town.ts'

let town: Town
let browser: Browser
withTown((opened) => {
  ;({ town, browser } = opened)
})

/** Ann and Bernard are stewards, Chandra is known, and Mallory has joined today. */
async function elmRow() {
  const { cast, as, boardId, post } = await foundStreet(town, ['Ann', 'Bernard', 'Chandra', 'Mallory'])
  const [ann, bernard, chandra, mallory] = cast
  const board = `/api/boards/${boardId}`
  await as(ann)('PUT', `${board}/members/${bernard.id}`, { role: 'steward' })
  const { version } = (await as(ann)('GET', board)).json()
  await as(ann)('PATCH', board, { version, vouchesWanted: 2 })
  await as(ann)('POST', `${board}/members/${chandra.id}/vouches`)
  const queue = async (): Promise<Cases['items']> => (await as(ann)('GET', `${board}/cases`)).json().items
  return { as, boardId, board, post, ann, bernard, chandra, mallory, queue }
}

test('a scammer is limited, held, frozen within a second; who met them is told, and the police get it whole', {
  timeout: 240_000,
}, async () => {
  const { as, boardId, board, post, ann, bernard, chandra, mallory, queue } = await elmRow()
  const offer = (title: string) =>
    as(mallory)('POST', `${board}/posts`, {
      kind: 'offer',
      title,
      details: 'Pay the deposit first by bank transfer',
    })
  for (const title of ['Shopping', 'Parcels', 'Gardens'])
    expect((await offer(title)).json().state).toBe('checking')
  expectProblem(await offer('Roofs'), ThreeADay)
  const claim = async (title: string, tier = 0) =>
    as(mallory)('POST', `/api/posts/${(await post(chandra, { title, tier })).id}/claims`, {})
  expectProblem(await claim('Carry my shopping in', 1), TrustedFirst)
  const claimed = await claim('Read me a letter on the phone')
  expect(claimed.json()).toMatchObject({ state: 'held' })
  const { id: claimId, postId } = claimed.json()
  for (const title of ['Choose a phone', 'Write a card']) expect((await claim(title)).statusCode).toBe(201)
  expectProblem(await claim('One more'), HandsFull)
  await as(chandra)('PUT', `/api/claims/${claimId}/acceptance`)

  const [hers, theirs, wall] = await Promise.all([
    openAs(browser, `${town.url}/posts/${postId}`, { who: chandra }),
    openAs(browser, `${town.url}/posts/${postId}`, { who: mallory }),
    openAs(browser, `${town.url}/boards/${boardId}`, { who: mallory }),
  ])
  await theirs.page
    .getByLabel(/Write to .?Chandra/)
    .fill('I am at the shop now. Tell me the PIN of your bank card')
  await theirs.page.getByRole('button', { name: 'Send' }).click()
  await theirs.page.getByText('We have not passed this on.').waitFor()
  await hers.page.getByText('Nobody here needs yours.').waitFor(byItself)
  expect(await hers.page.content()).not.toContain('at the shop now')

  const held = (await queue()).find(({ about }) => about.kind === 'message')!
  expect(held).toMatchObject({ kind: 'scam', lane: 'urgent', person: { id: mallory.id } })
  const taken = await as(ann)('GET', `/api/cases/${held.id}/evidence`)
  const began = performance.now()
  const froze = await as(ann)('POST', `/api/cases/${held.id}/actions`, { deed: 'freeze', reason: 'scam' })
  expect(froze.statusCode).toBe(201)
  for (const { page } of [theirs, wall]) await page.getByText('so this page stands still').waitFor(byItself)
  process.stdout.write(`Both pages stood still after ${Math.round(performance.now() - began)} ms\n`)
  expectProblem(await as(mallory)('POST', `/api/claims/${claimId}/messages`, { text: 'Hello' }), Paused)
  expectProblem(await offer('Again'), Paused)

  await town.sweep()
  await hers.page.goto(`${town.url}/mine`)
  const notice = hers.page.getByRole('listitem').filter({ hasText: 'because they may be a swindler' })
  expect(await notice.textContent()).not.toContain('Mallory')
  await notice.getByRole('link', { name: 'Whom to call' }).click()
  await hers.page.waitForURL(/\/help-now\?board=/)
  await hers.page.getByText('101').first().waitFor()

  const { sha256, ...whole }: Evidence = taken.json()
  expect(createHash('sha256').update(JSON.stringify(whole)).digest('hex')).toBe(sha256)
  expect(whole.exhibits).toMatchObject([
    { kind: 'message', personId: mallory.id, toId: chandra.id, words: expect.stringContaining('PIN') },
  ])
  expect(taken.body).not.toMatch(/example\.org|Chandra|Mallory/)
  const readable = await as(bernard)('GET', `/api/cases/${held.id}/evidence?as=html`)
  expect(readable.headers['content-type']).toContain('text/html')
  expect(readable.body).toContain(whole.exhibits[0]!.sha256)
  const ledger = (await as(chandra)('GET', `${board}/ledger`))
    .json()
    .items.map(({ type }: { type: string }) => type)
  expect(ledger).toEqual(expect.arrayContaining(['evidence.taken', 'action.freeze']))
  for (const other of [chandra, mallory])
    expect([403, 404]).toContain((await as(other)('GET', `/api/cases/${held.id}/evidence`)).statusCode)

  town.clock.pass(hours(72))
  expect((await offer('After')).json().state, 'a pause ends by itself, and words are still looked at').toBe(
    'checking',
  )
  await Promise.all([hers.close(), theirs.close(), wall.close()])
})
