/** What two people do over a post, well or badly. */
import type { Act } from './canary-acts.ts'
import { idOf, known } from './canary-known.ts'
import type { Person, World } from './canary-world.ts'

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

export const claim: Act = async (world, by) => {
  const wait = world.chance(0.2)
  const postId = await aPost(world)
  const { id } = known(await world.call(by, `POST /posts/${postId}/claims`, wait ? { wait } : {}))
  if (id) world.ids.claims.push(id)
}

export const onClaim =
  (method: string, end: string, field?: string): Act =>
  async (world, by) => {
    const { who, claimId, boardId } = await aClaim(world, by)
    const word = world.canaries.hatch({ kind: 'claim words', ofId: idOf(who), boardId, claimId })
    await world.call(who, `${method} /claims/${claimId}${end}`, field ? { [field]: word } : {})
  }

/** With what it cost, for it may have cost something. */
export const beDone: Act = async (world, by) => {
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

export const lookAtReceipts: Act = async ({ call, ids, pick }, by) =>
  call(by, `POST /posts/${pick(ids.posts)}/looks`, { reason: 'They do not agree' })

export const message: Act = async (world, by) => {
  const { who, claimId, boardId } = await aClaim(world, by)
  const word = world.canaries.hatch({ kind: 'message', ofId: idOf(who), boardId, claimId })
  const { id } = known(await world.call(who, `POST /claims/${claimId}/messages`, { text: word }))
  if (!id) return
  world.canaries.settle(word, { messageId: id })
  world.ids.others.push(id)
}
