import type { Kit } from '../kit.ts'
import type { peopleTables } from './people.ts'

/** By what somebody signs in, and where. */
export function signInTables(k: Kit, { people }: Pick<ReturnType<typeof peopleTables>, 'people'>) {
  /** A sign-in code waiting to be sent or entered. The code itself is nowhere: see decision 0004. */
  const signInCodes = k.table(
    'sign_in_codes',
    {
      id: k.text('id').primaryKey(),
      contact: k.text('contact').notNull(),
      contactKind: k.choice('contact_kind', ['email', 'mobile']).notNull(),
      triesLeft: k.int('tries_left').notNull(),
      language: k.text('language'),
      createdAt: k.timeMs('created_at').notNull(),
      expiresAt: k.timeMs('expires_at').notNull(),
      endedAt: k.timeMs('ended_at'),
      sentAt: k.timeMs('sent_at'),
      sendTries: k.int('send_tries').notNull().default(0),
      sendNextAt: k.timeMs('send_next_at').notNull(),
    },
    (t) => [
      k.index('sign_in_codes_contact').on(t.contact, t.createdAt),
      k.index('sign_in_codes_unsent').on(t.sentAt, t.sendNextAt),
      k.index('sign_in_codes_created').on(t.createdAt),
    ],
  )
  const sessions = k.table(
    'sessions',
    {
      id: k.text('id').primaryKey(),
      personId: k
        .text('person_id')
        .notNull()
        .references(() => people.id, { onDelete: 'cascade' }),
      kind: k.choice('kind', ['cookie', 'token']).notNull(),
      label: k.text('label'),
      /** The card on paper that opened it, with which it ends. */
      cardId: k.text('card_id'),
      createdAt: k.timeMs('created_at').notNull(),
      expiresAt: k.timeMs('expires_at').notNull(),
      /** Until when it counts as opened with a second lock as well. */
      strongUntil: k.timeMs('strong_until'),
    },
    (t) => [k.index('sessions_person').on(t.personId), k.index('sessions_expires').on(t.expiresAt)],
  )
  /** With which browsers somebody signs in, so that one who comes back under another name is seen: decision 27. */
  const browsers = k.table(
    'browsers',
    {
      digest: k.text('digest').notNull(),
      personId: k.text('person_id').notNull(),
      at: k.timeMs('at').notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.digest, t.personId] }),
      k.index('browsers_person').on(t.personId),
      k.index('browsers_at').on(t.at),
    ],
  )
  const passkeys = k.table(
    'passkeys',
    {
      id: k.text('id').primaryKey(),
      personId: k
        .text('person_id')
        .notNull()
        .references(() => people.id, { onDelete: 'cascade' }),
      publicKey: k.text('public_key').notNull(),
      counter: k.big('counter').notNull(),
      transports: k.json<string[]>('transports').notNull(),
      label: k.text('label'),
      createdAt: k.timeMs('created_at').notNull(),
      usedAt: k.timeMs('used_at'),
    },
    (t) => [k.index('passkeys_person').on(t.personId)],
  )
  /** What a passkey was asked to sign: 256 bits that are good once. */
  const challenges = k.table('challenges', {
    id: k.text('id').primaryKey(),
    personId: k.text('person_id'),
    expiresAt: k.timeMs('expires_at').notNull(),
  })
  /** Printed codes that open a steward's second lock, once each; only their digests are kept. */
  const lockCodes = k.table(
    'lock_codes',
    {
      id: k.text('id').primaryKey(),
      personId: k
        .text('person_id')
        .notNull()
        .references(() => people.id, { onDelete: 'cascade' }),
      digest: k.text('digest').notNull(),
      createdAt: k.timeMs('created_at').notNull(),
      usedAt: k.timeMs('used_at'),
    },
    (t) => [k.uniqueIndex('lock_codes_digest').on(t.digest), k.index('lock_codes_person').on(t.personId)],
  )
  return { signInCodes, sessions, browsers, passkeys, challenges, lockCodes }
}
