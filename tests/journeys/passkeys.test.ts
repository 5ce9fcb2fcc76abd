/** A real browser with a virtual authenticator: what it signs is what a phone would sign. */
import { resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { BadPasskey } from '#contract/passkeys'
import { freePort, plugIn } from '../support/authenticator.ts'
import { openBrowser } from '../support/browser.ts'
import { type Cast, neighbours, signIn } from '../support/cast.ts'
import { engines, minutes, openHouse, type TestHouse } from '../support/house.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

type Answer = { status: number; body: { type?: string } & Record<string, unknown> }

/** A house that listens, a page of it in the browser, and a key that says yes to everything. */
async function openWithKey(engine: (typeof engines)[number], believes?: string) {
  const port = await freePort()
  const publicUrl = believes ?? `http://localhost:${port}`
  const house = await openHouse(engine, false, { publicUrl, dist: resolve('dist') })
  await house.app.listen({ host: '127.0.0.1', port })
  const context = await browser.newContext()
  onTestFinished(() => context.close())
  const page = await context.newPage()
  await page.goto(`http://localhost:${port}/help-now`)
  await plugIn(page)
  return { house, page, context }
}

/** Runs in the page, whose own types these tests do not know. */
const inPage = <T>(page: Page, script: string, value: unknown): Promise<T> =>
  page.evaluate(`(${script})(${JSON.stringify(value)})`)

const call = (page: Page, url: string, body: unknown) => {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const script = `async ({ url, init }) => {
    const reply = await fetch(url, init)
    return { status: reply.status, body: await reply.json() }
  }`
  return inPage<Answer>(page, script, { url, init })
}

const made = (page: Page, options: unknown) => {
  const script = `async (json) => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(json)
    return (await navigator.credentials.create({ publicKey })).toJSON()
  }`
  return inPage(page, script, options)
}

const used = (page: Page, options: unknown) => {
  const script = `async (json) => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(json)
    return (await navigator.credentials.get({ publicKey })).toJSON()
  }`
  return inPage(page, script, options)
}

async function signInHere(house: TestHouse, page: Page, name: string) {
  const reply = await signIn(house, { contact: `${name.toLowerCase()}@example.org`, name })
  const url = new URL(page.url()).origin
  await page.context().addCookies([{ name: 'session', value: reply.cookies[0]!.value, url }])
  return reply.json().person.id as string
}

async function makePasskey(page: Page): Promise<Answer> {
  const { body: options } = await call(page, '/api/passkeys/options', {})
  return await call(page, '/api/passkeys', { passkey: await made(page, options) })
}

async function usePasskey(page: Page) {
  const { body: options } = await call(page, '/api/passkeys/session-options', {})
  return { passkey: await used(page, options) }
}

describe.each(engines)('a passkey on %s', (engine) => {
  test('is made once signed in, and signs in from then on without a code', async () => {
    const { house, page, context } = await openWithKey(engine)
    const id = await signInHere(house, page, 'Ann')
    const passkey = await makePasskey(page)
    expect(passkey).toMatchObject({ status: 201, body: { label: expect.stringContaining('Chrome') } })

    await context.clearCookies()
    const entered = await call(page, '/api/passkeys/session', await usePasskey(page))
    expect(entered).toEqual({ status: 201, body: { person: { id, name: 'Ann' }, first: false } })
    const me = await inPage(page, `async (url) => (await fetch(url)).json()`, '/api/me')
    expect(me).toMatchObject({ id, passkeys: [{ id: passkey.body.id }] })
    expect((await context.cookies())[0]).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  })

  test('answers a challenge once, and in time', async () => {
    const { house, page } = await openWithKey(engine)
    await signInHere(house, page, 'Ann')
    await makePasskey(page)
    const answer = await usePasskey(page)
    expect((await call(page, '/api/passkeys/session', answer)).status).toBe(201)
    expect((await call(page, '/api/passkeys/session', answer)).body.type).toBe(BadPasskey.type)
    const tried = await usePasskey(page)
    const spoilt = JSON.parse(JSON.stringify(tried))
    otherSignature(spoilt.passkey.response)
    expect((await call(page, '/api/passkeys/session', spoilt)).body.type).toBe(BadPasskey.type)
    expect((await call(page, '/api/passkeys/session', tried)).body.type).toBe(BadPasskey.type)
    const late = await usePasskey(page)
    house.clock.pass(minutes(10))
    expect((await call(page, '/api/passkeys/session', late)).body.type).toBe(BadPasskey.type)
  })

  test('is refused when its signature or its challenge is not the right one', async () => {
    const { house, page } = await openWithKey(engine)
    await signInHere(house, page, 'Ann')
    await makePasskey(page)
    for (const spoil of [otherSignature, otherChallenge]) {
      const answer = JSON.parse(JSON.stringify(await usePasskey(page)))
      spoil(answer.passkey.response)
      const reply = await call(page, '/api/passkeys/session', answer)
      expect(reply).toMatchObject({ status: 422, body: { type: BadPasskey.type } })
    }
  })

  test('made on a page that only looks like ours is refused', async () => {
    const { house, page } = await openWithKey(engine, 'http://localhost:1')
    await signInHere(house, page, 'Ann')
    expect((await makePasskey(page)).body.type).toBe(BadPasskey.type)
  })

  test('made for one person is not taken for another', async () => {
    const { house, page } = await openWithKey(engine)
    await signInHere(house, page, 'Ann')
    const { body: options } = await call(page, '/api/passkeys/options', {})
    const passkey = await made(page, options)
    await signInHere(house, page, 'Bernard')
    const reply = await call(page, '/api/passkeys', { passkey })
    expect(reply.body.type).toBe(BadPasskey.type)
  })

  test('that was taken off no longer signs in, and only its owner takes it off', async () => {
    const { house, page } = await openWithKey(engine)
    await signInHere(house, page, 'Ann')
    const { body } = await makePasskey(page)
    const [bernard] = await neighbours(house, ['Bernard'])
    const [ann] = await neighbours(house, ['Ann'])
    const takeOff = ({ headers }: Cast) =>
      house.app.inject({ method: 'DELETE', url: `/api/passkeys/${body.id}`, headers })
    expect((await takeOff(bernard)).statusCode).toBe(404)
    expect((await takeOff(ann)).statusCode).toBe(204)
    const reply = await call(page, '/api/passkeys/session', await usePasskey(page))
    expect(reply.body.type).toBe(BadPasskey.type)
  })
})

type Response = { clientDataJSON: string; signature: string }

function otherSignature(response: Response) {
  const bytes = Buffer.from(response.signature, 'base64url')
  bytes[bytes.length - 1]! ^= 1
  response.signature = bytes.toString('base64url')
}

function otherChallenge(response: Response) {
  const data = JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString())
  const other = JSON.stringify({ ...data, challenge: 'A'.repeat(43) })
  response.clientDataJSON = Buffer.from(other).toString('base64url')
}
