import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'
import { openStreet } from './support/elm-row.ts'
import { days } from './support/house.ts'

type Said = { code: number | null; out: string; err: string }

/** `npm run exposure -- …` as somebody types it, on this house's database. */
function exposure(databaseUrl: string, ...asked: string[]): Promise<Said> {
  const env = { ...process.env, DATABASE_URL: databaseUrl }
  const child = spawn(process.execPath, ['scripts/exposure.ts', ...asked], { env })
  const said = { out: '', err: '' }
  child.stdout.on('data', (text) => {
    said.out += text
  })
  child.stderr.on('data', (text) => {
    said.err += text
  })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...said })))
}

test('one command says whose data a session or a person could have seen, and whose they did', async () => {
  const { house, cast, as, post } = await openStreet('sqlite', ['Ann', 'Bernard', 'Chandra'])
  const [ann, bernard, chandra] = cast
  const { id: postId } = await post(ann, { address: '4 Elm Row' })
  const { id } = (await as(bernard)('POST', `/api/posts/${postId}/claims`, {})).json()
  await as(ann)('PUT', `/api/claims/${id}/acceptance`)
  const { looks } = house.store.read.t
  const all = `${(Date.now() - house.clock.now()) / days(1) + 30}`
  const open = await exposure(house.url, bernard.id, all)
  expect(open).toMatchObject({ code: 0, err: '' })
  expect(open.out).toMatch(new RegExp(`Looked at since .*: 0\nCould have looked at: 1\n.*${ann.id} {2}Ann`))
  await as(bernard)('GET', `/api/posts/${postId}/claims`)
  const seen = await exposure(house.url, bernard.id, all)
  expect(seen.out).toMatch(
    new RegExp(`Looked at since .*: 1\n.*${ann.id} {2}Ann {2}contact \\+ address {2}1 x\n`),
  )
  expect(seen.out).not.toMatch(/example\.org|4 Elm Row/)
  const [look] = await house.store.read.select().from(looks)
  expect((await exposure(house.url, look!.sessionId, all)).out).toContain('Looked at since')
  expect((await exposure(house.url, look!.sessionId, all)).out).toContain(ann.id)
  expect((await exposure(house.url, chandra.id, all)).out).not.toContain(ann.id)
  expect(await exposure(house.url, 'nobody', all)).toMatchObject({ code: 1, out: '' })
})
