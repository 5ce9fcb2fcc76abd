import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import * as z from 'zod/mini'
import { BadPasskey, Base64Url } from '#contract/passkeys'
import type { Asker, House } from '../http/room.ts'
import { findPasskey, type PasskeyRow, passkeyIdsOf, saveChallenge, takeChallenge } from './queries.ts'

const challengeMinutes = 10
const ClientData = z.object({ challenge: Base64Url })
/** Loaded when first needed: it brings seventy files that most starts never use. */
const library = () => import('@simplewebauthn/server')

/** Asks a device to make a passkey that can be found by itself: no name and no address has to be typed later. */
export async function askToMake(house: House, { id, name }: Asker) {
  const party = partyAt(house.publicUrl)
  const { generateRegistrationOptions } = await library()
  const options = await generateRegistrationOptions({
    rpName: party.name,
    rpID: party.id,
    userName: name,
    userDisplayName: name,
    userID: new TextEncoder().encode(id),
    excludeCredentials: await passkeyIdsOf(house.store.read, id),
    authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
  })
  await keepChallenge(house, options.challenge, id)
  return options
}

export async function askToUse(house: House) {
  const { generateAuthenticationOptions } = await library()
  const options = await generateAuthenticationOptions({ rpID: partyAt(house.publicUrl).id })
  await keepChallenge(house, options.challenge, null)
  return options
}

/** A passkey belongs to a host name, without its port. */
function partyAt(publicUrl: string) {
  const { hostname, origin } = new URL(publicUrl)
  return { id: hostname, origin, name: 'Doorstep' }
}

async function keepChallenge({ store, clock }: House, id: string, personId: string | null) {
  const expiresAt = clock.now() + challengeMinutes * 60_000
  await store.write((tx) => saveChallenge(tx, { id, personId, expiresAt }))
}

/** @throws BadPasskey (422) */
export async function readMade(house: House, made: RegistrationResponseJSON, personId: string) {
  const challenge = await answered(house, made.response.clientDataJSON, personId)
  const party = partyAt(house.publicUrl)
  const checks = { expectedChallenge: challenge, expectedOrigin: party.origin, expectedRPID: party.id }
  const { verifyRegistrationResponse } = await library()
  const verified = verifyRegistrationResponse({ response: made, ...checks, requireUserVerification: false })
  const { registrationInfo } = await orBad(verified)
  if (!registrationInfo) throw BadPasskey.with()
  const { id, publicKey, counter } = registrationInfo.credential
  return {
    isUnlocked: registrationInfo.userVerified,
    id,
    publicKey: Buffer.from(publicKey).toString('base64url'),
    counter,
    transports: made.response.transports ?? [],
  }
}

/** Whose passkey it is, once its signature has shown that they hold it; and whether the device made them unlock it. @throws BadPasskey (422) */
export async function readUsed(house: House, used: AuthenticationResponseJSON) {
  const challenge = await answered(house, used.response.clientDataJSON, null)
  const known = (await findPasskey(house.store.read, used.id)) ?? BadPasskey.raise()
  const party = partyAt(house.publicUrl)
  const checks = { expectedChallenge: challenge, expectedOrigin: party.origin, expectedRPID: party.id }
  const credential = asCredential(known.passkey)
  const { verifyAuthenticationResponse } = await library()
  const { verified, authenticationInfo } = await orBad(
    verifyAuthenticationResponse({ response: used, ...checks, credential, requireUserVerification: false }),
  )
  if (!verified) throw BadPasskey.with()
  const { newCounter: counter, userVerified: isUnlocked } = authenticationInfo
  return { person: known.person, passkeyId: known.passkey.id, counter, isUnlocked }
}

const asCredential = ({ id, publicKey, counter, transports }: PasskeyRow) => ({
  id,
  publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')),
  counter,
  transports,
})

/** Burns the challenge before anything is checked, so that it can be answered once. */
async function answered({ store, clock }: House, clientDataJson: string, personId: string | null) {
  const challenge = challengeIn(clientDataJson) ?? BadPasskey.raise()
  const kept = await store.write((tx) => takeChallenge(tx, challenge, clock.now()))
  if (!kept || kept.personId !== personId) throw BadPasskey.with()
  return challenge
}

/** The challenge a passkey says it has signed; whether that is true is for its signature to show. */
function challengeIn(clientDataJson: string): string | undefined {
  try {
    return ClientData.parse(JSON.parse(Buffer.from(clientDataJson, 'base64url').toString())).challenge
  } catch {
    return undefined
  }
}

/** The library throws a sentence for each way a passkey can be wrong; all of them are one to a neighbour. */
async function orBad<T>(check: Promise<T>): Promise<T> {
  try {
    return await check
  } catch {
    throw BadPasskey.with()
  }
}
