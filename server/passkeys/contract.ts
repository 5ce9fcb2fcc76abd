import * as z from 'zod/mini'
import { Instant, problemType, Text } from '#contract/http'

/** The shapes of WebAuthn's JSON; browsers add to them over the years, so only what we rely on is named. */
export const PasskeyOptions = z.looseObject({ challenge: z.string() })
const long = z.string().check(z.maxLength(16_384))
const credential = {
  id: z.string().check(z.maxLength(1400)),
  rawId: z.string().check(z.maxLength(1400)),
  type: z.literal('public-key'),
  clientExtensionResults: z.looseObject({}),
}
export const MadePasskey = z.looseObject({
  ...credential,
  response: z.looseObject({ clientDataJSON: long, attestationObject: long }),
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
