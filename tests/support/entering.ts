/** Ann's way in, one call at a time. */
import type { TestHouse } from './house.ts'

export const contact = 'ann@example.org'

export const post = ({ app }: TestHouse, url: string, payload: object) =>
  app.inject({ method: 'POST', url, payload })
export const askCode = (house: TestHouse, to = contact) => post(house, '/api/sign-in-codes', { contact: to })
export const enter = (house: TestHouse, body: object) => post(house, '/api/session', { contact, ...body })
export const codesOf = async ({ store: { read } }: TestHouse) => await read.select().from(read.t.signInCodes)
