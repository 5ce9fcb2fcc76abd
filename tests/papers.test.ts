import { describe, expect, test } from 'vitest'
import { StewardsOnly } from '#contract/boards'
import { contentKinds, type Disclosure, RulesChanged } from '#contract/papers'
import { neighbours } from './support/cast.ts'
import { callsAs, openStreet } from './support/elm-row.ts'
import { expectProblem } from './support/expect.ts'
import { days, engines, openHouse } from './support/house.ts'

describe.each(engines)('the rules of a street on %s', (engine) => {
  const open = async () => {
    const street = await openStreet(engine, ['Ann', 'Bernard'])
    return { ...street, rules: `/api/boards/${street.boardId}/rules` }
  }

  test('are adopted by a steward, numbered, and accepted by each neighbour', async () => {
    const { as, cast, rules } = await open()
    const [ann, bernard] = cast
    expect((await as(bernard)('GET', rules)).json()).toMatchObject({ version: null, accepted: 0 })
    expectProblem(await as(bernard)('POST', rules, { words: 'Be kind' }), StewardsOnly)
    expect((await as(ann)('POST', rules, { words: 'Be kind' })).json()).toMatchObject({
      version: 1,
      accepted: 1,
    })
    expect((await as(bernard)('GET', rules)).json()).toMatchObject({ words: 'Be kind', acceptedAt: null })
    const accepted = await as(bernard)('PUT', `${rules}/acceptance`, { version: 1 })
    expect(accepted.json()).toMatchObject({ accepted: 2, acceptedAt: expect.any(String) })
  })

  test('are asked about again when they change, and nobody accepts what they did not read', async () => {
    const { as, cast, rules } = await open()
    const [ann, bernard] = cast
    await as(ann)('POST', rules, { words: 'Be kind' })
    await as(bernard)('PUT', `${rules}/acceptance`, { version: 1 })
    await as(ann)('POST', rules, { words: 'Be kind, and wipe your feet' })
    expect((await as(bernard)('GET', rules)).json()).toMatchObject({
      version: 2,
      acceptedAt: null,
      accepted: 1,
    })
    expectProblem(await as(bernard)('PUT', `${rules}/acceptance`, { version: 1 }), RulesChanged)
  })

  test('are at most a page, and forget who accepted them when they leave for good', async () => {
    const { as, cast, rules, house } = await open()
    const [ann, bernard] = cast
    expect((await as(ann)('POST', rules, { words: 'x'.repeat(3501) })).statusCode).toBe(422)
    await as(ann)('POST', rules, { words: 'Be kind' })
    await as(bernard)('PUT', `${rules}/acceptance`, { version: 1 })
    expect((await as(bernard)('GET', '/api/me/export')).json().rulesAccepted).toMatchObject([{ version: 1 }])
    await as(bernard)('DELETE', '/api/me')
    expect(await house.store.read.$count(house.store.read.t.acceptances)).toBe(1)
  })
})

describe.each(engines)('the papers of a street on %s', (engine) => {
  test('are filled in from how it is set up, and say what is missing', async () => {
    const { as, cast, boardId } = await openStreet(engine, ['Ann', 'Bernard'])
    const [ann, bernard] = cast
    const read = async () => (await as(null)('GET', `/api/boards/${boardId}/papers`)).json()
    const before = await read()
    expect(before.missing).toEqual(['named-person', 'complaints', 'rules', 'second-steward'])
    expect(before.risks.map(({ kind }: { kind: string }) => kind)).toEqual([...contentKinds])
    const said = { namedPerson: 'Ann at number 4', complaintsTo: 'the library, on Tuesdays' }
    await as(ann)('PATCH', `/api/boards/${boardId}/keeping`, said)
    await as(ann)('POST', `/api/boards/${boardId}/rules`, { words: 'Be kind' })
    await as(ann)('PUT', `/api/boards/${boardId}/members/${bernard.id}`, { role: 'steward' })
    const after = await read()
    expect(after).toMatchObject({ missing: [], ...said, rulesVersion: 1, neighbours: 2, stewards: 2 })
    const { version } = (await as(ann)('GET', `/api/boards/${boardId}`)).json()
    await as(ann)('PATCH', `/api/boards/${boardId}`, { version, joining: 'invited' })
    expect(after.risks).not.toEqual((await read()).risks)
  })

  test('of what public bodies were given are the stewards’, for two years', async () => {
    const { as, cast, boardId, house } = await openStreet(engine, ['Ann', 'Bernard'])
    const [ann, bernard] = cast
    const one = { body: 'A police force', power: 'A court order', given: 'Two dates' }
    const path = `/api/boards/${boardId}/disclosures`
    expectProblem(await as(bernard)('POST', path, one), StewardsOnly)
    expect((await as(ann)('POST', path, one)).statusCode).toBe(201)
    const records = () => as(ann)('GET', `/api/boards/${boardId}/records`)
    expect((await records()).json()).toMatchObject({ disclosures: [one], privacy: { database: engine } })
    // Several within one moment: each is answered with what it wrote down, and the newest stands first.
    for (const given of ['Three dates', 'Four dates', 'Five dates'])
      expect((await as(ann)('POST', path, { ...one, given })).json()).toMatchObject({ given })
    const shown = (await records()).json().disclosures.map(({ given }: Disclosure) => given)
    expect(shown).toEqual(['Five dates', 'Four dates', 'Three dates', 'Two dates'])
    expectProblem(await as(bernard)('GET', `/api/boards/${boardId}/records`), StewardsOnly)
    const [stranger] = await neighbours(house, ['Chandra'])
    expectProblem(await as(stranger)('GET', `/api/boards/${boardId}/records`), StewardsOnly)
    const { keepNoLonger } = await import('../server/keeping/clock.ts')
    house.clock.pass(days(731))
    await keepNoLonger(house.store, house.clock.now())
    expect(await house.store.read.$count(house.store.read.t.disclosures)).toBe(0)
  })
})

const cookies = (before: string) => [
  { name: `${before}session`, what: 'session', days: 90 },
  { name: `${before}browser`, what: 'browser', days: 90 },
  { name: `${before}code-for`, what: 'code', days: 0 },
  { name: 'lang', what: 'language', days: 365 },
]

describe.each(engines)('the privacy notice on %s', (engine) => {
  test('says what is so, and something else where something else is so', async () => {
    const plain = await openHouse(engine)
    const read = async ({ app }: typeof plain) => (await app.inject('/api/privacy')).json()
    expect(await read(plain)).toMatchObject({
      ...{
        address: 'http://localhost',
        encrypted: false,
        letters: 'files',
        mailServer: null,
        database: engine,
      },
      ...{ cookies: cookies(''), forgetsForGood: true },
    })
    const publicUrl = 'https://board.example'
    const mail = { smtpUrl: 'smtps://me:secret@post.example:465', from: 'Elm Row <elm@board.example>' }
    const other = await openHouse(engine, false, { publicUrl, mail, erasureList: undefined })
    const said = await read(other)
    expect(said).toMatchObject({
      ...{
        address: publicUrl,
        encrypted: true,
        letters: 'server',
        mailServer: 'post.example',
        sender: mail.from,
      },
      ...{ cookies: cookies('__Host-'), forgetsForGood: false },
    })
    expect(JSON.stringify(said)).not.toContain('secret')
  })

  test('knows every table that can hold somebody', async () => {
    const house = await openHouse(engine)
    const { holds } = (await callsAs(house)(null)('GET', '/api/privacy')).json()
    for (const table of ['contacts', 'posts', 'claims', 'messages', 'notices', 'reveals', 'members'])
      expect(holds).toContain(table)
    expect(holds).not.toContain('postcodes')
  })
})
