import type { ProblemDetails } from '#contract/http'
import { send } from '../send.ts'
import { t } from '../words/say.ts'

type Outcome = ProblemDetails | 'changed-my-mind' | null
type Reply = { reply: unknown; problem: ProblemDetails | null }

/** Whether this browser, at this address, can keep a passkey: never at a bare number. */
export function canKeepPasskeys() {
  const knowsHow =
    typeof PublicKeyCredential !== 'undefined' && 'parseCreationOptionsFromJSON' in PublicKeyCredential
  return knowsHow && isSecureContext && !/^[\d.]+$|^\[/.test(location.hostname)
}

/** Asks the device to make a passkey, and keeps its public half. */
export async function makePasskey(): Promise<Outcome> {
  const { reply, problem } = await post('/api/passkeys/options', {})
  if (problem) return problem
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    reply as PublicKeyCredentialCreationOptionsJSON,
  )
  const made = await fromDevice(navigator.credentials.create({ publicKey }))
  return made ? (await post('/api/passkeys', { passkey: made })).problem : 'changed-my-mind'
}

/** Signs in with a passkey this device has. */
export async function usePasskey(): Promise<Outcome> {
  const { reply, problem } = await post('/api/passkeys/session-options', {})
  if (problem) return problem
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    reply as PublicKeyCredentialRequestOptionsJSON,
  )
  const used = await fromDevice(navigator.credentials.get({ publicKey }))
  return used ? (await post('/api/passkeys/session', { passkey: used })).problem : 'changed-my-mind'
}

/** Null when the person closed the device's window, or there is nothing there to choose from. */
async function fromDevice(asked: Promise<Credential | null>) {
  try {
    return ((await asked) as PublicKeyCredential | null)?.toJSON() ?? null
  } catch {
    return null
  }
}

function post(path: string, body: Record<string, unknown>): Promise<Reply> {
  return send({ method: 'POST', path, body, next: '', said: '', name: '', key: '', values: {} })
}

/** What to tell the person; empty when it went well. */
export function wordsOf(outcome: Outcome): string {
  if (outcome === null) return ''
  return outcome === 'changed-my-mind' ? t('people.passkey-not-now') : outcome.title
}
