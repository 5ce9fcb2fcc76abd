import * as z from 'zod/mini'
import { Instant, problemType, Text } from '#contract/http'

/** The shapes of WebAuthn's JSON; browsers add to them over the years, so only what we rely on is named. */
export const PasskeyOptions = z.looseObject({ challenge: z.string() })
/** What a browser calls a passkey, or what it was asked to sign: base64url. */
export const Base64Url = z.string().check(z.regex(/^[\w-]{1,1400}$/, 'This is not base64url'))
const transports = z.optional(z.array(z.string().check(z.regex(/^[a-z-]{1,30}$/))).check(z.maxLength(20)))
const long = z.string().check(z.maxLength(16_384))
const credential = {
  id: Base64Url,
  rawId: Base64Url,
  type: z.literal('public-key'),
  clientExtensionResults: z.looseObject({}),
}
export const MadePasskey = z.looseObject({
  ...credential,
  response: z.looseObject({ clientDataJSON: long, attestationObject: long, transports }),
})
export const UsedPasskey = z.looseObject({
  ...credential,
  response: z.looseObject({ clientDataJSON: long, authenticatorData: long, signature: long }),
})

export const NewPasskey = z.strictObject({ passkey: MadePasskey, label: z.optional(Text(300)) })
export const Passkey = z.object({ id: z.string(), label: z.nullable(z.string()), createdAt: Instant })
export const PasskeySession = z.strictObject({ passkey: UsedPasskey, as: z.optional(z.literal('token')) })

export const BadPasskey = problemType(
  'bad-passkey',
  422,
  'That passkey did not work. Try again, or sign in with a code',
)
