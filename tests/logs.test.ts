/** What the log holds of a day in which everything was asked and much went wrong: nothing that anybody had said. */
import { expect, test } from 'vitest'
import { Broken } from '#contract/http'
import { codeFor, neighbours } from './support/cast.ts'
import { callsAs, foundStreet } from './support/elm-row.ts'
import { expectProblem } from './support/expect.ts'
import { openHouse } from './support/house.ts'

/** A house that writes down everything it ever writes down. */
async function openTalkative() {
  const lines: string[] = []
  const logTo = { write: (line: string) => void lines.push(line) }
  const house = await openHouse('sqlite', false, { logLevel: 'trace', logTo })
  return { house, lines }
}

test('neither cookie, token, code, contact, card, invitation, postcode nor anything written', async () => {
  const { house, lines } = await openTalkative()
  const { cast, as, boardId, post } = await foundStreet(house, ['Ann', 'Bernard'])
  const [ann, bernard] = cast
  const secrets: Record<string, string> = {
    title: 'Canary title kestrel',
    note: 'Canary note peregrine, key under the pot',
    search: 'canarysearch',
    address: '198.51.100.77',
    agent: 'CanaryBrowser/7',
  }
  const { id: postId } = await post(ann, { title: secrets.title, privateNote: secrets.note })
  await as(bernard)('POST', `/api/posts/${postId}/claims`, {})
  const invitation = (await as(ann)('POST', `/api/boards/${boardId}/invitations`, {})).json()
  const card = (await as(ann)('POST', '/api/cards', { name: 'Canary Cardholder' })).json()
  const link =
    String(invitation.url ?? invitation.link ?? '')
      .split('/')
      .at(-1) ?? ''
  await as(null)('GET', `/api/invitations/${link}`)
  await as(ann)('GET', `/api/printed-cards/${encodeURIComponent(card.code)}`)
  await as(null)('POST', '/api/session', { card: card.code, as: 'token' })
  await as(null)('GET', `/api/boards?near=SR2%207PL`)
  await as(null)('GET', '/api/places/SR27PL')
  await as(ann)('GET', `/api/boards/${boardId}/posts?q=${secrets.search}`)
  await as(null)('POST', '/api/sign-in-codes', { contact: 'canary@example.org' })
  const code = await codeFor(house.store, 'canary@example.org')
  await as(null)('POST', '/api/session', { contact: 'canary@example.org', code: '000000' })
  await house.app.inject({
    url: '/api/me',
    remoteAddress: secrets.address!,
    headers: { cookie: `session=${ann.headers.authorization.slice(7)}`, 'user-agent': secrets.agent! },
  })
  await house.sweep()
  const log = lines.join('')
  expect(lines.length).toBeGreaterThan(30)
  expect(log).toContain(`/api/boards/${boardId}/posts`)
  const canaries = [
    ...Object.values(secrets),
    ...cast.map(({ contact }) => contact),
    ...cast.map(({ headers }) => headers.authorization.slice('Bearer '.length)),
    ...[
      card.code,
      card.code.replaceAll(' ', ''),
      encodeURIComponent(card.code),
      link,
      code,
      'canary@example.org',
    ],
    ...['SR27PL', 'SR2%207PL', 'SR2 7PL', 'Canary Cardholder'],
  ]
  expect(canaries.every((canary) => canary.length > 5)).toBe(true)
  expect(canaries.filter((canary) => log.includes(canary))).toEqual([])
})

test('an error says where it was, and nothing of what it carried', async () => {
  const { house, lines } = await openTalkative()
  const [ann] = await neighbours(house, ['Ann'])
  const canary = 'Canary Kestrel 07700 900123 kestrel@example.org'
  const call = callsAs(house)
  house.house.exports.push(async (db) => {
    const { people } = db.t
    await db.insert(people).values({ id: ann.id, name: canary, createdAt: 0 })
    return {}
  })
  expectProblem(await call(ann)('GET', '/api/me/export'), Broken)
  house.house.exports[house.house.exports.length - 1] = async () => {
    throw new Error(`Could not read "${canary}" of 07700 900123 or kestrel@example.org`)
  }
  const reply = await call(ann)('GET', '/api/me/export')
  expectProblem(reply, Broken)
  expect(reply.body).not.toMatch(/Kestrel|kestrel|insert|\.ts/)
  const errors = lines.filter((line) => line.includes('"unexpected"')).map((line) => JSON.parse(line).err)
  expect(errors).toHaveLength(2)
  expect(errors[0].message).toMatch(/readonly|insert into/)
  const err = new Error(`Failed query: insert into people values (?)\nparams: ${canary}`)
  house.app.log.error({ err }, 'as Drizzle says it')
  expect(lines.at(-1)).toContain('params: …')
  for (const { stack } of errors) expect(stack).toContain('logs.test.ts')
  expect(lines.join('')).not.toMatch(/Kestrel|kestrel|07700|900123/)
})

test('each line is whole, timed by one clock, and nothing anybody sends begins another', async () => {
  const { house, lines } = await openTalkative()
  const before = Date.now()
  const forged = '\n{"level":60,"msg":"forged"}\r\n'
  await house.app.inject({
    url: `/api/boards/${encodeURIComponent(forged)}`,
    headers: { 'x-request-id': 'a' },
  })
  house.app.log.info({ what: forged }, forged)
  const parsed = lines.flatMap((line) => line.split('\n').filter(Boolean)).map((line) => JSON.parse(line))
  expect(parsed.length).toBeGreaterThan(1)
  expect(parsed.filter(({ level }) => level === 60)).toEqual([])
  for (const { time } of parsed) expect(time - before).toBeGreaterThanOrEqual(0)
})

test('the search would have found what a log keeps that writes everything down', async () => {
  const { house, lines } = await openTalkative()
  house.app.log.warn({ url: '/api/places/SR27PL' }, 'asked')
  expect(lines.join('')).toContain('SR27PL')
})

test('each call has a name of its own, in its lines and in its answer, and nobody outside chooses it', async () => {
  const { house, lines } = await openTalkative()
  const { headers } = await house.app.inject('/api/health')
  const id = String(headers['x-request-id'])
  expect(id.length).toBeGreaterThan(20)
  expect(lines.filter((line) => JSON.parse(line).reqId === id).length).toBeGreaterThan(0)
  const asked = { url: '/api/health', headers: { 'x-request-id': 'of-the-page' } }
  expect((await house.app.inject(asked)).headers['x-request-id']).toBe('of-the-page')
  const address = await house.app.listen({ host: '127.0.0.1', port: 0 })
  const outside = await fetch(`${address}/api/health`, { headers: { 'x-request-id': 'of-the-page' } })
  expect(outside.headers.get('x-request-id')).not.toBe('of-the-page')
})
