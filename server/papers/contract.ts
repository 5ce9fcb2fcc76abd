import * as z from 'zod/mini'
import { Joining } from '#contract/boards'
import { Instant, problemType, Text } from '#contract/http'
import { Privacy, StreetKeeping } from '#contract/keeping'

/** One page at most, so that they are read. */
export const longestRules = 3500

/** The rules of a street. `version` counts from 1; null where none were adopted yet. */
export const Rules = z.object({
  version: z.nullable(z.int()),
  words: z.nullable(z.string()),
  adoptedAt: z.nullable(Instant),
  /** When you said that you keep to these; null when you have not, or to older ones only. */
  acceptedAt: z.nullable(Instant),
  /** Of the neighbours, how many have said so. */
  accepted: z.int(),
})
export type Rules = z.infer<typeof Rules>
export const NewRules = z.strictObject({ words: Text(longestRules) })
export type NewRules = z.infer<typeof NewRules>
export const Acceptance = z.strictObject({ version: z.int32() })

export const RulesChanged = problemType(
  'rules-changed',
  409,
  'The rules have changed. Please read them again',
)

/** The kinds of illegal content that the Online Safety Act asks every service to think about. */
export const contentKinds = [
  'terrorism',
  'child-abuse',
  'hate',
  'harassment',
  'coercion',
  'intimate-images',
  'extreme-pornography',
  'exploitation',
  'trafficking',
  'immigration',
  'fraud',
  'proceeds',
  'drugs',
  'weapons',
  'suicide',
  'interference',
  'cruelty',
] as const
export const ContentKind = z.enum(contentKinds)
export type ContentKind = z.infer<typeof ContentKind>
export const Level = z.enum(['negligible', 'low', 'medium'])
export type Level = z.infer<typeof Level>

/** What a street can adopt as its papers, filled in from how it is set up at `at`. */
export const Papers = z.object({
  boardId: z.string(),
  boardName: z.string(),
  at: Instant,
  namedPerson: z.nullable(z.string()),
  complaintsTo: z.nullable(z.string()),
  neighbours: z.int(),
  stewards: z.int(),
  joining: Joining,
  visible: z.boolean(),
  rulesVersion: z.nullable(z.int()),
  rulesAdoptedAt: z.nullable(Instant),
  risks: z.array(z.object({ kind: ContentKind, level: Level })),
  /** What is still to do before these papers can be adopted. */
  missing: z.array(z.enum(['named-person', 'complaints', 'rules', 'second-steward'])),
})
export type Papers = z.infer<typeof Papers>

/** Who asked, by which power, and what they were given. */
export const NewDisclosure = z.strictObject({ body: Text(300), power: Text(300), given: Text(2000) })
export type NewDisclosure = z.infer<typeof NewDisclosure>
export const Disclosure = z.object({ id: z.string(), ...NewDisclosure.shape, at: Instant })
export type Disclosure = z.infer<typeof Disclosure>

/** For the stewards: what is processed here, why, and for how long. */
export const Records = z.object({
  boardName: z.string(),
  at: Instant,
  privacy: Privacy,
  keeping: StreetKeeping,
  neighbours: z.int(),
  disclosures: z.array(Disclosure),
})
export type Records = z.infer<typeof Records>
