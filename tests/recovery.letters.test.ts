// What goes by letter to an address that nobody has used for long: a word in time, and then nothing of a street.
import { describe, expect, test } from 'vitest'
import { addressOf, signIn } from './support/cast.ts'
import { openStreet } from './support/elm-row.ts'
import { days, engines } from './support/house.ts'
import { lettersIn } from './support/letters.ts'

describe.each(engines)('letters to an old address on %s', (engine) => {
  test('ask after eleven months, once, whether it is still theirs; a year later none goes there', async () => {
    const { house, cast, as, post } = await openStreet(engine, ['Ann', 'Bernard'])
    const [ann, bernard] = cast
    const expiresAt = house.clock.now() + days(1000)
    await house.store.write((tx) =>
      tx
        .update(tx.t.sessions)
        .set({ expiresAt })
        .then(() => {}),
    )
    const asked = async () =>
      (await lettersIn(house.outbox)).filter(({ text }) => text.includes('eleven months'))
    house.clock.pass(days(334))
    await house.sweep()
    expect(await asked()).toEqual([])
    house.clock.pass(days(2))
    await house.sweep()
    await house.sweep()
    expect((await asked()).map(({ to }) => to).sort()).toEqual([ann.contact, bernard.contact])
    await signIn(house, { contact: addressOf('Bernard') })
    house.clock.pass(days(30))
    const { id } = await post(bernard, { kind: 'offer' })
    const claimed = (await as(ann)('POST', `/api/posts/${id}/claims`, {})).json()
    await as(bernard)('POST', `/api/claims/${claimed.id}/messages`, { text: 'Thank you' })
    await house.sweep()
    const told = (await lettersIn(house.outbox)).filter(({ text }) => /Ann|Bernard/.test(text))
    expect(new Set(told.map(({ to }) => to))).toEqual(new Set([bernard.contact]))
  })
})
