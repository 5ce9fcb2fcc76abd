import { NotFound } from '#contract/http'
import type { Me } from '#contract/people'
import { isUnused } from '#contract/sign-in'
import type { Db } from '#db'
import { contactsOf } from '../contacts/queries.ts'
import type { Asker } from '../http/room.ts'
import { cardsMadeBy, cardsOf, findPerson, passkeysOf, sessionsOf } from './queries.ts'

const iso = (at: number) => new Date(at).toISOString()

/** Who the one asking is here, and by what they sign in. */
export async function findMe(db: Db, asker: Asker, now: number): Promise<Me> {
  const { id, name } = (await findPerson(db, asker.id)) ?? NotFound.raise()
  const contacts = await contactsOf(db, id)
  const passkeys = await passkeysOf(db, id)
  const cards = await cardsOf(db, id)
  const cardsMade = await cardsMadeBy(db, id)
  const sessions = await sessionsOf(db, id, now)
  return {
    id,
    name,
    contacts: contacts.map(({ confirmedAt, ...one }) => ({ ...one, unused: isUnused(confirmedAt, now) })),
    passkeys: passkeys.map((key) => ({ ...key, createdAt: iso(key.createdAt) })),
    cards: cards.map((card) => ({ ...card, createdAt: iso(card.createdAt) })),
    cardsMade: cardsMade.map((card) => ({ ...card, createdAt: iso(card.createdAt) })),
    sessions: sessions.map(({ id: session, kind, label, createdAt }) => ({
      kind,
      label,
      createdAt: iso(createdAt),
      here: session === asker.sessionId,
    })),
  }
}
