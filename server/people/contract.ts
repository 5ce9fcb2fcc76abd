import * as z from 'zod/mini'
import { Instant, problemType, Text } from '#contract/http'
import { forWhom } from '#contract/permissions'

/** An email address or a mobile number, as somebody types it. */
export const Contact = Text(300)
export const ContactKind = z.enum(['email', 'mobile'])
export type ContactKind = z.infer<typeof ContactKind>

export const Person = z.object({ id: z.string(), name: z.string() })
export type Person = z.infer<typeof Person>

export const Session = z.object({
  person: Person,
  /** For scripts, as `Authorization: Bearer`; only when asked for. */
  token: z.optional(z.string()),
  /** Signed in for the first time: a good moment to offer a passkey. */
  first: z.boolean(),
})
export type Session = z.infer<typeof Session>

export const Me = z.object({
  id: z.string(),
  name: z.string(),
  /** `unused`: nobody has signed in with it for so long that it may be somebody else's. */
  contacts: forWhom(
    'oneself',
    z.array(z.object({ kind: ContactKind, value: z.string(), unused: z.boolean() })),
  ),
  passkeys: z.array(z.object({ id: z.string(), label: z.nullable(z.string()), createdAt: Instant })),
  /** Printed cards that still sign this person in. */
  cards: z.array(z.object({ id: z.string(), createdAt: Instant })),
  /** Cards they made for somebody else, to stop one that is lost. */
  cardsMade: z.array(z.object({ id: z.string(), for: z.string(), createdAt: Instant })),
  sessions: z.array(
    z.object({
      kind: z.enum(['cookie', 'token']),
      label: z.nullable(z.string()),
      createdAt: Instant,
      here: z.boolean(),
    }),
  ),
})
export type Me = z.infer<typeof Me>
export const MeEdit = z.strictObject({ name: z.optional(Text(300)) })

/** Everything the rooms know about one person; each room adds what is its own. */
export const MeExport = z.looseObject({ me: Me, exportedAt: Instant })

export const BadContact = problemType(
  'bad-contact',
  422,
  'We could not read that as an email address or a mobile number',
)
