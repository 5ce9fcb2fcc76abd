// A NUL byte, which PostgreSQL takes in no text, comes in by other ways than the words of a form: it is an answer, and no fault.
import { describe, expect, test } from 'vitest'
import { BadPasskey } from '#contract/passkeys'
import { neighbours, signIn } from './support/cast.ts'
import { callsAs } from './support/elm-row.ts'
import { engines, openHouse } from './support/house.ts'

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe.each(engines)('a NUL byte on %s', (engine) => {
  test('in the challenge a passkey says it has signed, its name, or what it is asked for by', async () => {
    const house = await openHouse(engine)
    const [ann] = await neighbours(house, ['Ann'])
    const as = callsAs(house)
    const response = { authenticatorData: 'x', signature: 'x' }
    const passkey = (challenge: string, id: string) => ({
      ...{ id, rawId: id, type: 'public-key', clientExtensionResults: {} },
      response: { ...response, clientDataJSON: base64url({ challenge }) },
    })
    const use = (challenge: string, id = 'x') =>
      as(null)('POST', '/api/passkeys/session', { passkey: passkey(challenge, id) })
    expect((await use('a\0b')).json().type).toBe(BadPasskey.type)
    expect((await use('ab', 'x\0')).statusCode).toBe(422)
    expect((await as(ann)('DELETE', '/api/passkeys/a%00b')).statusCode).toBe(422)
    const odd = {
      ...passkey('ab', 'x'),
      response: { clientDataJSON: 'x', attestationObject: 'x', transports: ['a\0'] },
    }
    expect((await as(ann)('POST', '/api/passkeys', { passkey: odd })).statusCode).toBe(422)
  })

  test('in the cookie that remembers where a code was sent', async () => {
    const { app } = await openHouse(engine)
    const headers = { cookie: 'code-for=a%00b@example.org' }
    const reply = await app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { code: '123456' },
      headers,
    })
    expect(reply.statusCode, reply.body).toBe(422)
  })

  test('a passkey that was used more than two thousand million times is known still', async () => {
    const house = await openHouse(engine)
    const { person } = (await signIn(house, { contact: 'ann@example.org', name: 'Ann' })).json()
    const { passkeys } = house.store.read.t
    const used = {
      id: 'x',
      personId: person.id,
      publicKey: 'x',
      counter: 2 ** 32 - 1,
      transports: [],
      label: null,
    }
    await house.store.write((tx) =>
      tx
        .insert(passkeys)
        .values({ ...used, createdAt: 1, usedAt: 1 })
        .then(() => {}),
    )
    expect(await house.store.read.select().from(passkeys)).toMatchObject([{ counter: 2 ** 32 - 1 }])
  })
})
