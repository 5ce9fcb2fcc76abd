/** Ann, who is reached somewhere and wants to be reached somewhere else. */
import { eq } from 'drizzle-orm'
import type { MyContact } from '#contract/contact-change'
import { codeFor, signIn } from './cast.ts'
import { callsAs } from './elm-row.ts'
import { days, start, type TestHouse } from './house.ts'

export const before = 'ann@example.org'
export const after = 'ann.new@example.org'

export type Device = Awaited<ReturnType<typeof deviceOf>>

/** One session of whoever is reached there, on a device with no second lock. */
export async function deviceOf(house: TestHouse, contact = before, name = 'Ann') {
  const { person, token } = (await signIn(house, { contact, name, as: 'token' })).json()
  return on(house, { id: person.id, headers: { authorization: `Bearer ${token}` } })
}

type Holder = { id: string; headers: { authorization: string } }

export function on(house: TestHouse, { id, headers }: Holder) {
  const call = callsAs(house)({ id, name: '', contact: '', headers })
  const put = (contact: string, code: string) => call('PUT', '/api/me/contact', { contact, code })
  const ask = (contact: string) => call('POST', '/api/sign-in-codes', { contact })
  return {
    id,
    headers,
    call,
    ask,
    put,
    stop: () => call('DELETE', '/api/me/contact'),
    mine: async (): Promise<MyContact> => (await call('GET', '/api/me/contact')).json(),
    /** Asks for a code to the new contact, reads it there, and types it in. */
    change: async (typed = after, contact = typed) => {
      await ask(typed)
      return await put(typed, await codeFor(house.store, contact))
    },
  }
}

/** As if they had signed in a day ago, with one lock. */
export async function ageSessions({ store }: Pick<TestHouse, 'store'>, personId: string) {
  const { sessions } = store.read.t
  const set = { createdAt: start - days(1), strongUntil: null }
  await store.write(
    async (tx) => void (await tx.update(sessions).set(set).where(eq(sessions.personId, personId))),
  )
}

export async function codesTo({ store: { read } }: TestHouse, contact: string) {
  const { signInCodes } = read.t
  return await read.select().from(signInCodes).where(eq(signInCodes.contact, contact))
}

/** Whom a code sent there opens; nobody when it would begin an account. */
export async function opens(house: TestHouse, contact: string): Promise<string | undefined> {
  return (await signIn(house, { contact })).json().person?.id
}
