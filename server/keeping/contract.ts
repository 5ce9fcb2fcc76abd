import * as z from 'zod/mini'
import { Text } from '#contract/http'

/** How many days this house keeps what; a street may want less of the first two. */
export const houseDays = {
  /** The words of a post, and of its claims and notes, after it ended. */
  posts: 90,
  messages: 90,
  /** What a neighbour spent for another, after it was done. */
  receipts: 90,
  /** A private note, after the last help with it was done. */
  privateNotes: 7,
  notices: 90,
  /** What was told to the stewards, decided and asked again, after its case was closed: longer than the quarters that count it. */
  cases: 400,
  /** What a case of swindle or danger is about, closed up, after whoever it is about left for good. */
  sealedCases: 90,
  /** Which accounts were signed in with the same browser, after the last time. */
  browsers: 90,
  /** The browser and the contact, as digests, of whoever left for good after a street had sent them away. */
  sentAway: 90,
  /** Where somebody was reached before they changed it, and what they were told there. */
  formerContacts: 90,
  /** What one steward left for the next. */
  shiftNotes: 7,
  /** That somebody was asked to give a friendly call. */
  calls: 182,
  /** Names and contacts in a sheet that was brought. */
  sheets: 90,
  /** What happened, and who was shown whose contact: by ids, without names. */
  log: 730,
  /** An account that nobody signs in to; they are told a month before. */
  accounts: 730,
  accountsWarning: 30,
  /** Replies kept in case a call comes twice, with the address of a network where nobody was signed in. */
  replies: 1,
  joinings: 7,
  /** That somebody asked to get back into an account, and who said that it is them. */
  recoveries: 30,
} as const

const within = (most: number) => [z.int(), z.minimum(1, 'At least a day'), z.maximum(most)] as const
const days = (most: number) => z.nullable(z.int().check(z.minimum(1), z.maximum(most)))
/** Typed into a form, where nothing means: as the house does. */
const typedDays = (most: number) =>
  z.optional(
    z.nullable(
      z.pipe(z.union([z.number(), z.string()]), z.coerce.number<number | string>().check(...within(most))),
    ),
  )

/** What a street has decided for itself; null: as the house does. */
export const StreetKeeping = z.object({
  postDays: days(houseDays.posts),
  messageDays: days(houseDays.messages),
  namedPerson: z.nullable(z.string()),
  complaintsTo: z.nullable(z.string()),
})
export type StreetKeeping = z.infer<typeof StreetKeeping>

/** What an edit leaves out stays as it is. */
export const StreetKeepingEdit = z.strictObject({
  postDays: typedDays(houseDays.posts),
  messageDays: typedDays(houseDays.messages),
  /** Who on the street answers for how it is kept: a name, or a role. */
  namedPerson: z.optional(z.nullable(Text(300))),
  /** How to reach them about a complaint. */
  complaintsTo: z.optional(z.nullable(Text(300))),
})
export type StreetKeepingEdit = z.infer<typeof StreetKeepingEdit>

/** How this house is set up, as it runs now: what the privacy notice says in words. */
export const Privacy = z.object({
  address: z.string(),
  /** Whether what travels between a browser and here is encrypted. */
  encrypted: z.boolean(),
  /** `server`: letters go out by a mail server of this name; `files`: they wait as files for whoever runs the board. */
  letters: z.enum(['server', 'files']),
  mailServer: z.nullable(z.string()),
  sender: z.string(),
  database: z.enum(['sqlite', 'postgres']),
  /** Whether an old copy put back is cleared of those who left. */
  forgetsForGood: z.boolean(),
  /** Every cookie there is, and how many days it stays at most; 0: for minutes only. */
  cookies: z.array(
    z.object({ name: z.string(), what: z.enum(['session', 'browser', 'code', 'language']), days: z.int() }),
  ),
  /** How many days what is kept. */
  days: z.record(z.string(), z.int()),
  /** Everything here that may hold somebody's words, by the name of its table. */
  holds: z.array(z.string()),
})
export type Privacy = z.infer<typeof Privacy>
