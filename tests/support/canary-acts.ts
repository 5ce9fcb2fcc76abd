/** What a random neighbour may think of doing, well or badly, to anything on any street. */

import { beDone, claim, lookAtReceipts, message, onClaim } from './canary-claims.ts'
import { deeds } from './canary-deeds.ts'
import { idOf, known } from './canary-known.ts'
import { look, visit } from './canary-reads.ts'
import type { Person, World } from './canary-world.ts'
import { codeFor, openSecondLock } from './cast.ts'
import { ageSessions } from './changing.ts'
import { days, hours, minutes } from './house.ts'

export type Act = (world: World, by: Person | null) => Promise<unknown>

const post: Act = async ({ canaries, call, ids, pick, chance }, by) => {
  const boardId = pick(ids.boards)
  const ofId = idOf(by)
  const kinds = ['title', 'details', 'note', 'behalf'] as const
  const words = kinds.map((kind) => canaries.hatch({ kind, ofId, boardId }))
  const [title, details, privateNote, name] = words
  const onBehalf = { name, agreedHow: 'on the phone', agreedOn: '2026-03-01' }
  const body = { kind: chance(0.7) ? 'request' : 'offer', title, details, privateNote }
  const more = {
    ...(chance(0.3) && { onBehalf }),
    ...(chance(0.3) && { parts: 3 }),
    ...(chance(0.15) && { draft: true }),
    ...(body.kind === 'request' && chance(0.4) && { payBackPounds: 20 }),
    ...(chance(0.2) && { tier: pick([0, 2]) }),
    ...(chance(0.2) && { category: pick(['chemist', 'children', 'pets']) }),
  }
  const { id } = known(await call(by, `POST /boards/${boardId}/posts`, { ...body, ...more }))
  if (!id) return
  ids.posts.push(id)
  for (const word of words) canaries.settle(word, { postId: id })
}

const edit: Act = async ({ canaries, call, ids, pick, chance, people, house }, by) => {
  const postId = pick(ids.posts)
  const { posts } = house.store.read.t
  const rows = await house.store.read.select().from(posts)
  const row = rows.find(({ id }) => id === postId)
  const word = canaries.hatch({
    kind: 'note',
    ofId: row?.authorId ?? null,
    boardId: row?.boardId ?? '',
    postId,
  })
  const nearer = chance(0.3) ? { tier: pick([1, 2]) } : {}
  const author = people.find(({ id }) => id === row?.authorId)
  await call(chance(0.6) && author ? author : by, `PATCH /posts/${postId}`, {
    version: row?.version ?? 1,
    privateNote: word,
    ...nearer,
  })
}

const report: Act = async ({ canaries, call, ids, pick, people }, by) => {
  const boardId = pick(ids.boards)
  const words = canaries.hatch({ kind: 'report', ofId: idOf(by), boardId })
  const kind = pick(['post', 'claim', 'person', 'message'] as const)
  const from = { post: ids.posts, claim: ids.claims, person: people.map(({ id }) => id), message: ids.others }
  const about = { kind, id: pick(from[kind]) ?? 'x' }
  await call(by, `POST /boards/${boardId}/reports`, { about, reason: 'unkind', words })
}

const worry: Act = async ({ canaries, call, ids, pick, people }, by) => {
  const boardId = pick(ids.boards)
  const aboutId = pick(people).id
  const hatched = () => canaries.hatch({ kind: 'concern', ofId: idOf(by), boardId, aboutId })
  const said = { seen: hatched(), thought: hatched(), about: { kind: 'person', id: aboutId } }
  await call(by, `POST /boards/${boardId}/concerns`, said)
}

const invite: Act = async ({ canaries, call, ids, pick }, by) => {
  const boardId = pick(ids.boards)
  const { id, url } = known(await call(by, `POST /boards/${boardId}/invitations`, {}))
  if (!id || !url) return
  canaries.adopt(url.slice(url.lastIndexOf('/') + 1), { kind: 'invitation', ofId: idOf(by), boardId })
  ids.others.push(id)
}

const card: Act = async ({ canaries, call }, by) => {
  const { code } = known(await call(by, 'POST /cards', { name: 'Nell' }))
  if (code) canaries.adopt(code, { kind: 'card', ofId: idOf(by) })
}

const rename: Act = async ({ canaries, call }, by) => {
  const word = canaries.hatch({ kind: 'name', ofId: idOf(by) })
  await call(by, 'PATCH /me', { name: `Neighbour ${word}` })
}

/** In a session that has to wait half of the time. */
const moveOn: Act = async ({ canaries, call, house, chance }, by) => {
  if (!by) return
  const contact = `${canaries.hatch({ kind: 'contact', ofId: by.id })}@example.org`
  await call(by, 'POST /sign-in-codes', { contact })
  const code = await codeFor(house.store, contact)
  const isSlow = chance(0.5)
  if (isSlow) await ageSessions(house, by.id)
  await call(by, 'PUT /me/contact', { contact, code })
  if (isSlow) await openSecondLock(house, by.id)
  if (chance(0.2)) await call(by, 'DELETE /me/contact')
}

const disclose: Act = async ({ canaries, call, ids, pick }, by) => {
  const boardId = pick(ids.boards)
  const given = canaries.hatch({ kind: 'disclosure', ofId: idOf(by), boardId })
  await call(by, `POST /boards/${boardId}/disclosures`, { body: 'A court', power: 'An order', given })
}

const leave: Act = async ({ call, people, erased, touch, newcomer, ids, pick }, by) => {
  if (!by || people.length < 8) return
  await call(by, 'DELETE /me')
  erased.add(by.id)
  touch()
  people.splice(people.indexOf(by), 1)
  await newcomer(pick(ids.boards))
}

const onBoard =
  (method: string, end: (world: World) => string, body?: object): Act =>
  async (world, by) =>
    world.call(by, `${method} /boards/${world.pick(world.ids.boards)}${end(world)}`, body)

const member = (world: World) => `/members/${world.pick(world.people).id}`
const lead = (world: World) => `/leads/${world.pick(world.people).id}`

/** Whoever belongs again listens again, from where they left off. */
const hearAgain =
  (act: Act): Act =>
  async (world, by) => {
    await act(world, by)
    for (const one of world.people) world.listen(one)
  }

const pass: Act = async ({ house, pick, touch, said }) => {
  said.asked += 1
  house.clock.pass(pick([minutes(5), minutes(30), hours(2), hours(13), days(2)]))
  touch()
  await house.sweep()
}

const leaveStreet: Act = async ({ call, pick, ids }, by) =>
  call(by, `DELETE /boards/${pick(ids.boards)}/members/${by?.id ?? 'x'}`)

/** By how often they come. */
export const acts: [number, string, Act][] = [
  [55, 'look', look],
  [6, 'visit', visit],
  ...deeds,
  [9, 'post', post],
  [2, 'edit', edit],
  [9, 'claim', claim],
  [7, 'say yes', onClaim('PUT', '/acceptance')],
  [3, 'hand back', onClaim('DELETE', '', 'reason')],
  [4, 'be done', beDone],
  [1, 'look at receipts', lookAtReceipts],
  [2, 'thank', onClaim('PUT', '/thanks', 'words')],
  [3, 'be late', onClaim('PUT', '/lateness', 'words')],
  [5, 'write', message],
  [2, 'report', report],
  [1, 'worry', worry],
  [1, 'invite', invite],
  [0.5, 'make a card', card],
  [0.5, 'disclose', disclose],
  [0.7, 'be reached elsewhere', moveOn],
  [0.7, 'take another name', rename],
  [2, 'let time pass', pass],
  [0.6, 'leave for good', leave],
  [1, 'join', hearAgain(onBoard('POST', () => '/members', {}))],
  [0.5, 'ask somebody to leave', onBoard('DELETE', member)],
  [1, 'leave a street', leaveStreet],
  [0.7, 'let in', hearAgain(onBoard('PUT', member, { state: 'active' }))],
  [0.3, 'make a steward', onBoard('PUT', member, { role: 'steward' })],
  [0.5, 'make a lead', onBoard('PUT', lead, {})],
  [1, 'vouch', onBoard('POST', (world) => `${member(world)}/vouches`, {})],
  [1, 'block', async ({ call, pick, people }, by) => call(by, `PUT /me/blocks/${pick(people).id}`, {})],
  [1, 'unblock', async ({ call, pick, people }, by) => call(by, `DELETE /me/blocks/${pick(people).id}`)],
  [
    1,
    'end',
    async ({ call, ids, pick }, by) => call(by, `PUT /posts/${pick(ids.posts)}/ending`, { as: 'met' }),
  ],
  [1, 'withdraw', async ({ call, ids, pick }, by) => call(by, `DELETE /posts/${pick(ids.posts)}`, {})],
]
