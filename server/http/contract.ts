import * as z from 'zod/mini'

/** RFC 9457 problem details; `errors` points at each field that was refused. */
export const ProblemDetails = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.optional(z.string()),
  errors: z.optional(z.array(z.object({ pointer: z.string(), detail: z.string() }))),
})
export type ProblemDetails = z.infer<typeof ProblemDetails>

type More = Partial<Omit<ProblemDetails, 'type' | 'status'>>

/** What a rule, a query or a handler throws; the front door answers with its details. */
export class Problem extends Error {
  readonly details: ProblemDetails
  constructor(details: ProblemDetails) {
    super(details.title)
    this.details = details
  }
}

/** One kind of problem: `name` ends its type, `title` is a plain sentence a tired person can act on. */
export function problemType(name: string, status: number, title: string) {
  const type = `/problems/${name}`
  const details = (more: More = {}): ProblemDetails => ({ type, title, status, ...more })
  const make = (more: More = {}) => new Problem(details(more))
  return {
    type,
    status,
    title,
    /** To be answered and not thrown, where many are to be expected: an error notes where it was made, which costs more than to say it. */
    details,
    with: make,
    raise: (more: More = {}): never => {
      throw make(more)
    },
    /** Points at one field of the body. */
    at: (pointer: string, detail: string) => make({ errors: [{ pointer: `#/${pointer}`, detail }] }),
  }
}

export const InvalidInput = problemType('invalid-input', 422, 'Some of this needs another look')
export const BadJson = problemType('bad-json', 400, 'We could not read what was sent')
export const BadEncoding = problemType('bad-encoding', 415, 'Please send this as UTF-8 text')
export const BadMediaType = problemType('bad-media-type', 415, 'Please send this as JSON')
export const TooLarge = problemType('too-large', 413, 'That is too long to send in one go')
export const NotFound = problemType('not-found', 404, 'We could not find that')
export const SignInNeeded = problemType('sign-in-needed', 401, 'Please sign in first')
export const NotAllowed = problemType('not-allowed', 403, 'That is not yours to do')
export const OtherSite = problemType('other-site', 403, 'That came from another website, so we stopped it')
export const TooMany = problemType('too-many', 429, 'That is a lot at once. Please wait a little')
export const StaleEdit = problemType(
  'stale-edit',
  409,
  'Somebody changed this while you were writing. Look at it again, then save',
)
export const KeyUsedTwice = problemType(
  'key-used-twice',
  422,
  'This was already sent with other words. Please send it again',
)
export const Overloaded = problemType(
  'overloaded',
  503,
  'The board is very busy. Please try again in a moment',
)
export const NoRoom = problemType(
  'no-room',
  503,
  'The board has no room left to save this. Nothing that was saved is lost. Please try again later',
)
export const Broken = problemType(
  'broken',
  500,
  'Something went wrong at our end. What you wrote is still here',
)

/** Blank to the eye: separators, controls, format characters, unassigned ones, and fillers that draw nothing. */
const unseen = /^[\p{Z}\p{C}\u115F\u1160\u2800\u3164\uFFA0]*$/u
const control = /(?![\n\t])\p{Cc}/u

const tidy = (text: string) => text.replaceAll('\r\n', '\n').trim()

/** What a person wrote: surrounding blanks trimmed, otherwise kept byte for byte. `max` in UTF-16 units. */
export const Text = (max: number) =>
  z.string().check(
    z.overwrite(tidy),
    z.refine((text) => text !== '', { error: 'Please write something here', abort: true }),
    z.refine((text) => !control.test(text), {
      error: 'This has a control character in it, which does not print. Please take it out',
      abort: true,
    }),
    z.refine((text) => text.isWellFormed() && !unseen.test(text), {
      error: 'There is nothing here that can be seen',
      abort: true,
    }),
    z.maxLength(max, `Please keep this to ${max} letters`),
  )

/** A code or a key, as somebody types or pastes it; never shown to others. */
export const Typed = (max: number) =>
  z.string().check(
    z.maxLength(max, `This has at most ${max} letters`),
    z.refine((text) => !control.test(text), 'This has a control character in it. Please type it again'),
  )

export const Id = z.string().check(z.regex(/^[\w-]{1,64}$/, 'This is not one of our ids'))
/** UTC, ISO 8601. */
export const Instant = z.string()
/** A day as people write it to machines: `2026-11-22`. */
export const Day = z.iso.date({
  error: ({ code }) => (code === 'invalid_type' ? undefined : 'Please give the day as year-month-day'),
})
export const Cursor = z.string().check(z.maxLength(400))
export const Nothing = z.strictObject({})
