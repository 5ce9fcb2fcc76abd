/** Somebody leaves for good whom a sheet has named, in whatever way it was typed there. */
import { describe, expect, test } from 'vitest'
import { openSheets } from './support/bringing.ts'
import { signIn } from './support/cast.ts'
import { tablesHolding } from './support/everything.ts'
import { engines } from './support/house.ts'

describe.each(engines)('whoever a sheet names on %s', (engine) => {
  test.each([
    ['an underscore in their address', 'wanda_lee@example.org', 'wanda_lee@example.org'],
    ['capitals in their address', 'wanda@example.org', 'Wanda@Example.ORG'],
    ['spaces in their number', '+447700900123', '07700 900 123'],
    ['a country before their number', '+447700900123', '+44 (7700) 900-123'],
  ])('is gone from it with %s', async (_, contact, typed) => {
    const { house, as, bring, list } = await openSheets(engine)
    const { person, token } = (await signIn(house, { contact, name: 'Wanda', as: 'token' })).json()
    const wanda = { ...person, contact, headers: { authorization: `Bearer ${token}` } }
    await bring.put(`Name,Contact,What do you need?\nWextrill,${typed},Bread\nKim,kim@example.org,Cake`)
    expect(await tablesHolding(house.store.read, [typed])).not.toEqual([])
    expect((await as(wanda)('DELETE', '/api/me')).statusCode).toBe(204)
    expect(await tablesHolding(house.store.read, [typed, 'Wextrill'])).toEqual([])
    expect(await tablesHolding(house.store.read, ['kim@example.org'])).not.toEqual([])
    expect((await list()).map(({ title }) => title)).toEqual(['Bread', 'Cake'])
  })
})
