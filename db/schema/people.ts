import { sql } from 'drizzle-orm'
import type { Kit } from '../kit.ts'

export function peopleTables(k: Kit) {
  const people = k.table(
    'people',
    {
      id: k.text('id').primaryKey(),
      name: k.text('name').notNull(),
      language: k.text('language'),
      createdAt: k.timeMs('created_at').notNull(),
      /** When they last signed in. */
      seenAt: k.timeMs('seen_at'),
      /** When they were told that an account nobody uses ends. */
      warnedAt: k.timeMs('warned_at'),
      erasedAt: k.timeMs('erased_at'),
    },
    (t) => [k.index('people_seen').on(t.seenAt)],
  )
  const contacts = k.table(
    'contacts',
    {
      id: k.text('id').primaryKey(),
      personId: k
        .text('person_id')
        .notNull()
        .references(() => people.id, { onDelete: 'cascade' }),
      kind: k.choice('kind', ['email', 'mobile']).notNull(),
      value: k.text('value').notNull(),
      /** When somebody last signed in with it. */
      confirmedAt: k.timeMs('confirmed_at').notNull(),
      /** When they were asked to sign in with it once, because it was not used for long. */
      askedAt: k.timeMs('asked_at'),
    },
    (t) => [
      k.uniqueIndex('contacts_value').on(t.value),
      k.index('contacts_person').on(t.personId),
      // As in `ageingContacts`, or it is not used.
      k.index('contacts_unused').on(t.confirmedAt).where(sql`asked_at is null`),
    ],
  )
  /** How somebody is reached from a day on, because it could not be told that it was them who asked: decision 29. */
  const waitingContacts = k.table(
    'waiting_contacts',
    {
      personId: k
        .text('person_id')
        .primaryKey()
        .references(() => people.id, { onDelete: 'cascade' }),
      kind: k.choice('kind', ['email', 'mobile']).notNull(),
      value: k.text('value').notNull(),
      dueAt: k.timeMs('due_at').notNull(),
    },
    (t) => [k.index('waiting_contacts_due').on(t.dueAt)],
  )
  /** What is told of a change to where somebody was reached before it. */
  const contactLetters = k.table(
    'contact_letters',
    {
      id: k.text('id').primaryKey(),
      personId: k
        .text('person_id')
        .notNull()
        .references(() => people.id, { onDelete: 'cascade' }),
      kind: k.choice('kind', ['email', 'mobile']).notNull(),
      value: k.text('value').notNull(),
      what: k.choice('what', ['waits', 'changed', 'taken']).notNull(),
      /** Of a change that waits: when it is made. */
      dueAt: k.timeMs('due_at'),
      at: k.timeMs('at').notNull(),
      sentAt: k.timeMs('sent_at'),
      sendTries: k.int('send_tries').notNull().default(0),
      sendNextAt: k.timeMs('send_next_at').notNull(),
    },
    (t) => [
      k.index('contact_letters_person').on(t.personId),
      k.index('contact_letters_unsent').on(t.sentAt, t.sendNextAt),
      k.index('contact_letters_at').on(t.at),
    ],
  )
  /** A code on paper for somebody with neither email nor mobile; only its digest is kept. */
  const cards = k.table(
    'cards',
    {
      id: k.text('id').primaryKey(),
      digest: k.text('digest').notNull(),
      personId: k
        .text('person_id')
        .notNull()
        .references(() => people.id, { onDelete: 'cascade' }),
      madeById: k.text('made_by_id').notNull(),
      createdAt: k.timeMs('created_at').notNull(),
      revokedAt: k.timeMs('revoked_at'),
    },
    (t) => [
      k.uniqueIndex('cards_digest').on(t.digest),
      k.index('cards_person').on(t.personId),
      k.index('cards_maker').on(t.madeById),
    ],
  )
  /** Somebody wants to get back in with an address or number not used for a year, and who has said that it is them: decision 28. */
  const recoveries = k.table(
    'recoveries',
    { personId: k.text('person_id').primaryKey(), askedAt: k.timeMs('asked_at').notNull() },
    (t) => [k.index('recoveries_asked').on(t.askedAt)],
  )
  const recoveryWords = k.table(
    'recovery_words',
    {
      personId: k.text('person_id').notNull(),
      byId: k.text('by_id').notNull(),
      at: k.timeMs('at').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.personId, t.byId] }), k.index('recovery_words_by').on(t.byId)],
  )
  return { people, contacts, waitingContacts, contactLetters, cards, recoveries, recoveryWords }
}
