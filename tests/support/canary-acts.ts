/** What a random neighbour may think of doing, well or badly, to anything on any street. */

import { look } from './canary-reads.ts'
import type { Person, World } from './canary-world.ts'
import { days, hours, minutes } from './house.ts'

export type Act = (world: World, by: Person | null) => Promise<unknown>
type Made = { id?: string; url?: string; code?: string }

const known = (reply: { status: number; body: string }): Made =>
  reply.status < 300 && reply.body.startsWith('{') ? (JSON.parse(reply.body) as Made) : {}
const idOf = (by: Person | null) => by?.id ?? null

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
  }
  const { id } = known(await call(by, `POST /boards/${boardId}/posts`, { ...body, ...more }))
  if (!id) return
  ids.posts.push(id)
  for (const word of words) canaries.settle(word, { postId: id })
}

const edit: Act = async ({ canaries, call, ids, pick, house }, by) => {
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
  const who = row?.authorId === by?.id ? by : by
  await call(who, `PATCH /posts/${postId}`, { version: row?.version ?? 1, privateNote: word })
}

/** Mostly of what still goes on, for otherwise little would ever come about. */
async function aPost({ house: { store }, ids, pick, chance }: World): Promise<string> {
  const rows = await store.read.select().from(store.read.t.posts)
  const open = rows.filter(({ state }) => state === 'open').map(({ id }) => id)
  return chance(0.85) && open.length > 0 ? pick(open) : (pick(ids.posts) ?? 'x')
}

/** With somebody whose claim it is, mostly, and somebody else now and then. */
async function aClaim({ house: { store }, people, pick, chance }: World, by: Person | null) {
  const { claims, posts } = store.read.t
  const all = await store.read.select().from(claims)
  const going = all.filter(({ state }) => state === 'held' || state === 'accepted')
  const row = chance(0.85) && going.length > 0 ? pick(going) : pick(all)
  const author = (await store.read.select().from(posts)).find(({ id }) => id === row?.postId)?.authorId
  const party = people.find(({ id }) => id === (chance(0.5) ? row?.personId : author))
  const who = chance(0.9) && party ? party : by
  return { who, claimId: row?.id ?? 'x', boardId: row?.boardId ?? '' }
}

const claim: Act = async (world, by) => {
  const wait = world.chance(0.2)
  const postId = await aPost(world)
  const { id } = known(await world.call(by, `POST /posts/${postId}/claims`, wait ? { wait } : {}))
  if (id) world.ids.claims.push(id)
}

const onClaim =
  (method: string, end: string, field?: string): Act =>
  async (world, by) => {
    const { who, claimId, boardId } = await aClaim(world, by)
    const word = world.canaries.hatch({ kind: 'claim words', ofId: idOf(who), boardId, claimId })
    await world.call(who, `${method} /claims/${claimId}${end}`, field ? { [field]: word } : {})
  }

/** With what it cost, for it may have cost something. */
const beDone: Act = async (world, by) => {
  const { who, claimId, boardId } = await aClaim(world, by)
  const { claims, posts } = world.house.store.read.t
  const claim = (await world.house.store.read.select().from(claims)).find(({ id }) => id === claimId)
  const post = (await world.house.store.read.select().from(posts)).find(({ id }) => id === claim?.postId)
  if (!post?.payBackPounds) return world.call(who, `PUT /claims/${claimId}/completion`, {})
  const place = { ofId: idOf(who), boardId, postId: post.id, claimId }
  const receipt = world.canaries.hatch({ kind: 'receipt', ...place })
  const said = { total: '4.20', hasReceipt: true, receipt }
  return world.call(who, `PUT /claims/${claimId}/completion`, said)
}

const lookAtReceipts: Act = async ({ call, ids, pick }, by) =>
  call(by, `POST /posts/${pick(ids.posts)}/looks`, { reason: 'They do not agree' })

const message: Act = async (world, by) => {
  const { who, claimId, boardId } = await aClaim(world, by)
  const word = world.canaries.hatch({ kind: 'message', ofId: idOf(who), boardId, claimId })
  const { id } = known(await world.call(who, `POST /claims/${claimId}/messages`, { text: word }))
  if (!id) return
  world.canaries.settle(word, { messageId: id })
  world.ids.others.push(id)
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

const disclose: Act = async ({ canaries, call, ids, pick }, by) => {
  const boardId = pick(ids.boards)
  const given = canaries.hatch({ kind: 'disclosure', ofId: idOf(by), boardId })
  await call(by, `POST /boards/${boardId}/disclosures`, { body: 'A court', power: 'An order', given })
}

const leave: Act = async ({ call, people, erased, newcomer, ids, pick }, by) => {
  if (!by || people.length < 8) return
  await call(by, 'DELETE /me')
  erased.add(by.id)
  people.splice(people.indexOf(by), 1)
  await newcomer(pick(ids.boards))
}

const onBoard =
  (method: string, end: (world: World) => string, body?: object): Act =>
  async (world, by) =>
    world.call(by, `${method} /boards/${world.pick(world.ids.boards)}${end(world)}`, body)

const member = (world: World) => `/members/${world.pick(world.people).id}`
const lead = (world: World) => `/leads/${world.pick(world.people).id}`

const pass: Act = async ({ house, pick }) => {
  house.clock.pass(pick([minutes(5), minutes(30), hours(2), hours(13), days(2)]))
  await house.sweep()
}

/** By how often they come. */
export const acts: [number, string, Act][] = [
  [60, 'look', look],
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
  [2, 'let time pass', pass],
  [0.6, 'leave for good', leave],
  [1, 'join', onBoard('POST', () => '/members', {})],
  [0.5, 'leave a street', onBoard('DELETE', member)],
  [0.7, 'let in', onBoard('PUT', member, { state: 'active' })],
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
