// What a browser is known by from one sign-in to the next, whoever signs in.
import { describe, expect, test } from 'vitest'
import { addressOf } from './support/cast.ts'
import { aDevice } from './support/device.ts'
import { rowsOf } from './support/everything.ts'
import { engines, openHouse } from './support/house.ts'

describe.each(engines)('what a browser is known by on %s', (engine) => {
  const isSecret = /^[\w-]{32}$/

  test('is a secret of its own, kept as a digest, and stays when somebody else signs in', async () => {
    const house = await openHouse(engine)
    const [phone, other] = [aDevice(house), aDevice(house)]
    await phone.signIn('Mallory')
    const known = phone.jar.get('browser')!
    expect(known).toMatch(isSecret)
    expect(JSON.stringify([...(await rowsOf(house.store.read))])).not.toContain(known)
    await phone.call('DELETE', '/api/session')
    await phone.signIn('Molly')
    expect(phone.jar.get('browser')).toBe(known)
    expect(phone.jar.get('session')).not.toBe(known)
    await other.signIn('Molly')
    expect(other.jar.get('browser')).not.toBe(known)
  })

  test('cannot be made up, and a script has none', async () => {
    const house = await openHouse(engine)
    const phone = aDevice(house)
    phone.jar.set('browser', 'made-up')
    await phone.signIn('Molly')
    expect(phone.jar.get('browser')).toMatch(isSecret)
    const { contact, code } = await phone.codeFor('Nora')
    const reply = await phone.call('POST', '/api/session', { contact, code, name: 'Nora', as: 'token' })
    expect(reply.cookies.filter(({ name }) => name !== 'code-for')).toEqual([])
    expect(await house.store.read.$count(house.store.read.t.browsers)).toBe(1)
  })

  test('is in the copy of everything, and among the cookies that the notice tells of', async () => {
    const house = await openHouse(engine)
    const phone = aDevice(house)
    await phone.signIn('Molly')
    await phone.call('POST', '/api/sign-in-codes', { contact: addressOf('Molly') })
    const { browsers } = (await phone.call('GET', '/api/me/export')).json()
    expect(browsers).toEqual([{ lastUsedAt: expect.any(String) }])
    const { cookies } = (await phone.call('GET', '/api/privacy')).json()
    const told = cookies.map(({ name }: { name: string }) => name)
    expect(phone.jar.size).toBe(3)
    expect([...phone.jar.keys()].filter((name) => !told.includes(name))).toEqual([])
  })
})
