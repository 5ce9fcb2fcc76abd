import * as z from 'zod/mini'
import { Instant, problemType, Text, Typed } from '#contract/http'
import { Contact, ContactKind, Person } from '#contract/people'

/** After so long without a sign-in by it, an email or a number does not open an account by itself. */
export const unusedDays = 365
const dayMs = 86_400_000
/** `confirmedAt`: when it was last signed in with; both in epoch ms. */
export const isUnused = (confirmedAt: number, now: number) => now - confirmedAt >= unusedDays * dayMs
/** How long a code is good for. */
export const codeMinutes = 10

export const CodeRequest = z.strictObject({ contact: Contact })
/**
 * The same for every contact, known or not. `how`: by mail, or as a file in the outbox folder beside the
 * database while no mail server is set up, and always for a mobile number, as no street can send texts yet.
 */
export const CodeQueued = z.object({ how: z.enum(['mail', 'outbox']), kind: ContactKind, minutes: z.int() })
export type CodeQueued = z.infer<typeof CodeQueued>

/** Where this browser's code is on its way to; only this browser is told. */
export const CodeWaiting = z.extend(CodeQueued, { contact: z.string() })
export type CodeWaiting = z.infer<typeof CodeWaiting>

/** By code, by the link's token (after its button was pressed), or by a printed card. */
export const NewSession = z.strictObject({
  contact: z.optional(Contact),
  code: z.optional(Typed(20)),
  link: z.optional(Typed(200)),
  card: z.optional(Typed(40)),
  /** Needed the first time only. */
  name: z.optional(Text(300)),
  /** The address or number is theirs, and the account that it opened more than a year ago is not. */
  anew: z.optional(z.literal('yes')),
  as: z.optional(z.literal('token')),
})
export type NewSession = z.infer<typeof NewSession>

/** Whom the card is for: what neighbours call them. */
export const NewCard = z.strictObject({ name: Text(300) })
/** What is on the paper: twelve characters, and where they lead. */
export const PrintedCard = z.object({ code: z.string(), url: z.string(), qr: z.string() })
export type PrintedCard = z.infer<typeof PrintedCard>
/** Said once; only a digest of the code is kept. */
export const Card = z.extend(PrintedCard, { id: z.string(), person: Person })
export type Card = z.infer<typeof Card>

export const BadCode = problemType(
  'bad-code',
  422,
  'That code does not work. Look again, or ask for a new one',
)
export const NameNeeded = problemType('name-needed', 422, 'What shall neighbours call you?')
/** How far neighbours have let somebody back in; `from`: no sooner than then; null where no neighbour could say so. */
export const Unused = z.object({ yes: z.int(), needed: z.int(), from: z.nullable(Instant) })
export type Unused = z.infer<typeof Unused>
/** Comes with the members of `Unused`. */
export const ContactUnused = problemType(
  'contact-unused',
  403,
  'Nobody has signed in with this for a year, and numbers and addresses get new owners',
)
export const ProofNeeded = problemType('proof-needed', 422, 'Please give the code, the link or the card')
