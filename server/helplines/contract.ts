import * as z from 'zod/mini'
import { Id, Text } from '#contract/http'

/** Whom to call. `words` say when; a number is kept as people read it out: `0300 123 2040`. */
export const Helpline = z.object({
  id: z.string(),
  name: z.string(),
  number: z.string(),
  words: z.string(),
  /** A short number for text messages; `words` say what to write. */
  isText: z.optional(z.boolean()),
})
export type Helpline = z.infer<typeof Helpline>

const digits = z.regex(/^\+?\d[\d ]{1,18}$/, 'Give a telephone number, such as 0191 498 0000')

/** As stewards edit it: without an id it is new, and without a number it goes. */
export const HelplineEdit = z.strictObject({
  id: z.optional(Id),
  name: z.optional(Text(120)),
  number: z.optional(Text(40).check(digits)),
  words: z.optional(Text(300)),
})
export type HelplineEdit = z.infer<typeof HelplineEdit>

export const HelplineEdits = z.array(HelplineEdit).check(z.maxLength(30))

/** On every list, whatever a street takes away: somebody may be in danger while stewards tidy up. */
export const emergencyId = 'emergency'

/** The two numbers each street looks up for itself. Nobody asks to come to a door before they are there. */
export const councilIds = ['council-adults', 'council-children'] as const

/** The day on which we last looked up the numbers below. */
export const firstCheckedOn = '2026-11-23'

const line = ([id, name, number, words]: [string, string, string, string]): Helpline => ({
  ...{ id, name, number, words },
})

/** What a street in the United Kingdom begins with. */
export const firstHelplines: readonly Helpline[] = [
  line([emergencyId, 'Emergency', '999', 'Somebody is in danger now, or badly hurt.']),
  line(['samaritans', 'Samaritans', '116 123', 'To talk about anything, day and night. Free.']),
  {
    ...line(['shout', 'Shout', '85258', 'To talk by text message, day and night. Text SHOUT. Free.']),
    isText: true,
  },
  line(['nhs-111', 'NHS 111', '111', 'For a mental health crisis choose option 2. For a doctor, hold on.']),
  line([
    'domestic-abuse',
    'Domestic Abuse Helpline',
    '0808 2000 247',
    'Somebody at home frightens you. Free.',
  ]),
  line(['childline', 'Childline', '0800 1111', 'For anybody under 19, about anything. Free.']),
  line(['fraud', 'Report Fraud', '0300 123 2040', 'Somebody tricked you out of money, or tried to.']),
  line(['bank', 'Your bank', '159', 'Stop a payment: 159 puts you through to most banks.']),
  line(['police', 'Police, not urgent', '101', 'A crime that is over, or a worry that can wait.']),
]

/** Names and words for the numbers a street adds by itself. */
export const councilLines: Record<(typeof councilIds)[number], Helpline> = {
  'council-adults': line([
    'council-adults',
    'Council: worried about an adult',
    '0',
    'The adult safeguarding team of our council.',
  ]),
  'council-children': line([
    'council-children',
    'Council: worried about a child',
    '0',
    'The children’s safeguarding team of our council.',
  ]),
}
