/** The neighbours of every test. Each really signs in, with the code the server queued for them. */
import { desc, eq } from 'drizzle-orm'
import { codeOf } from '../../server/sign-in/codes.ts'
import { type TestHouse, testKey } from './house.ts'

export type Cast = { id: string; name: string; contact: string; headers: { authorization: string } }

type Asking = { contact: string; name?: string; as?: 'token' }
let network = 0
/** Each from a network of their own, as neighbours are. */
const elsewhere = () => `10.${(++network >> 16) & 255}.${(network >> 8) & 255}.${network & 255}`

export const addressOf = (name: string) => `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.')}@example.org`

/** Signs in by code, and gives back the reply of the server. */
export async function signIn({ app, store }: TestHouse, { contact, ...more }: Asking) {
  const remoteAddress = elsewhere()
  const post = (url: string, payload: object) => app.inject({ method: 'POST', url, payload, remoteAddress })
  await post('/api/sign-in-codes', { contact })
  return await post('/api/session', { contact, code: await codeFor(store, contact), ...more })
}

/** The code that is on its way to a contact, as whoever reads it will see it. */
export async function codeFor({ read }: TestHouse['store'], contact: string): Promise<string> {
  const { signInCodes } = read.t
  const [newest] = await read
    .select()
    .from(signInCodes)
    .where(eq(signInCodes.contact, contact))
    .orderBy(desc(signInCodes.createdAt), desc(signInCodes.id))
  if (!newest) throw new Error(`No code was queued for ${contact}`)
  return codeOf(testKey, newest.id)
}

/** `const [ann, bernard] = await neighbours(house, ['Ann', 'Bernard'])`: signed in, on no board yet. */
export async function neighbours<const T extends readonly string[]>(house: TestHouse, names: T) {
  const cast = await Promise.all(names.map((name) => neighbour(house, name)))
  return cast as { [K in keyof T]: Cast }
}

async function neighbour(house: TestHouse, name: string): Promise<Cast> {
  const contact = addressOf(name)
  const { person, token } = (await signIn(house, { contact, name, as: 'token' })).json()
  await openSecondLock(house, person.id)
  return { id: person.id, name, contact, headers: { authorization: `Bearer ${token}` } }
}

/**
 * Sessions last ninety days: somebody who was away for longer signs in anew. `meanwhile`: their address was in use; a year
 * without opens nothing by itself (`tests/recovery.test.ts`).
 */
export async function cameBack(house: TestHouse, who: Cast, { meanwhile = false } = {}): Promise<Cast> {
  const { store, clock } = house
  const { contacts } = store.read.t
  const used = { confirmedAt: clock.now() }
  if (meanwhile)
    await store.write((tx) =>
      tx
        .update(contacts)
        .set(used)
        .where(eq(contacts.value, who.contact))
        .then(() => {}),
    )
  const { token } = (await signIn(house, { contact: who.contact, as: 'token' })).json()
  await openSecondLock(house, who.id)
  return { ...who, headers: { authorization: `Bearer ${token}` } }
}

/** Stewards here have shown a second lock as well; `tests/second-lock.test.ts` is about those who have not. */
export async function openSecondLock({ store }: TestHouse, personId: string) {
  const strongUntil = Date.UTC(2100, 0, 1)
  await store.write(async (tx) => {
    const { sessions } = tx.t
    await tx.update(sessions).set({ strongUntil }).where(eq(sessions.personId, personId))
  })
}
