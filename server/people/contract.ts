import * as z from 'zod/mini'
import { Instant, problemType, Text } from '#contract/http'

/** An email address or a mobile number, as somebody types it. */
export const Contact = Text(300)
export const ContactKind = z.enum(['email', 'mobile'])
export type ContactKind = z.infer<typeof ContactKind>

export const CodeRequest = z.strictObject({ contact: Contact })
/** The same for every contact. `how`: by SMTP, or as a file beside the database while nothing else is set up. */
export const CodeQueued = z.object({ how: z.enum(['mail', 'outbox']), minutes: z.int() })
export type CodeQueued = z.infer<typeof CodeQueued>

/** By code, by the link's token (after its button was pressed), or by a printed card. */
export const NewSession = z.strictObject({
  contact: z.optional(Contact),
  code: z.optional(z.string().check(z.maxLength(20))),
  link: z.optional(z.string().check(z.maxLength(200))),
  card: z.optional(z.string().check(z.maxLength(40))),
  /** Needed the first time only. */
  name: z.optional(Text(300)),
  as: z.optional(z.literal('token')),
})
export type NewSession = z.infer<typeof NewSession>

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
  contacts: z.array(z.object({ kind: ContactKind, value: z.string() })),
  passkeys: z.array(z.object({ id: z.string(), label: z.nullable(z.string()), createdAt: Instant })),
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

export const NewCard = z.strictObject({ name: Text(300) })
/** Shown once, to be printed: twelve characters. */
export const Card = z.object({ person: Person, code: z.string(), url: z.string(), qr: z.string() })

export const BadContact = problemType(
  'bad-contact',
  422,
  'We could not read that as an email address or a mobile number',
)
export const BadCode = problemType(
  'bad-code',
  422,
  'That code does not work. Look again, or ask for a new one',
)
export const NameNeeded = problemType('name-needed', 422, 'What shall neighbours call you?')
