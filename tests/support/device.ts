/** A phone or a computer: whoever signs in on it, what it remembers stays on it. */
import type { InjectOptions } from 'fastify'
import { addressOf, codeFor } from './cast.ts'
import { minutes, type TestHouse } from './house.ts'

let devices = 0

export type Device = ReturnType<typeof aDevice>

export function aDevice(house: TestHouse) {
  const remoteAddress = `10.200.${devices >> 8}.${devices++ & 255}`
  const jar = new Map<string, string>()
  async function call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const body: Pick<InjectOptions, 'payload'> = payload ? { payload } : {}
    const reply = await house.app.inject({ method, url, remoteAddress, headers: { cookie }, ...body })
    for (const { name, value } of reply.cookies) value === '' ? jar.delete(name) : jar.set(name, value)
    return reply
  }
  async function codeOn(name: string, contact = addressOf(name)) {
    house.clock.pass(minutes(13))
    await call('POST', '/api/sign-in-codes', { contact })
    return { contact, code: await codeFor(house.store, contact) }
  }
  const enter = async (name: string, more: object = {}) =>
    call('POST', '/api/session', { ...(await codeOn(name)), ...more })
  /** By a code to their address, as somebody new or known. @returns their id */
  async function signIn(name: string, contact?: string): Promise<string> {
    const reply = await call('POST', '/api/session', { ...(await codeOn(name, contact)), name })
    return reply.json().person.id
  }
  const join = async (boardId: string) =>
    (await call('POST', `/api/boards/${boardId}/members`, {})).json().state
  return { call, codeFor: codeOn, enter, signIn, join, jar }
}
