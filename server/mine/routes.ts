import { Mine } from '#contract/claims'
import { claimStates, type PostState } from '#contract/lifecycle'
import type { Post } from '#contract/posts'
import type { Db } from '#db'
import { blockedWith } from '../blocks/queries.ts'
import { claimsBy, toClaim } from '../claims/queries.ts'
import { askerOf, type Room } from '../http/room.ts'
import { membershipsOf } from '../members/queries.ts'
import { postsBy } from '../posts/queries.ts'
import { forWhoLeft } from '../views/post.ts'
import { postsAmong, shown } from '../views/queries.ts'

const going: PostState[] = ['draft', 'checking', 'open', 'claimed', 'paused', 'hidden', 'done']

/** My things, over all my streets: what I asked and offered, what waits for me, what I am on, what is done. */
export const mine: Room = async (app, { store, exports }) => {
  exports.push(async (db, personId) => ({
    posts: await postsBy(db, personId, 100_000),
    claims: await claimsBy(db, personId, [...claimStates]),
  }))

  app.get('/mine', { schema: { response: { 200: Mine } } }, async (request) => {
    const { id } = askerOf(request)
    const hidden = await blockedWith(store.read, id)
    const own = await shown(store.read, await postsBy(store.read, id, 200), hidden)
    const { helping, helped } = await helpOf(store.read, id, hidden)
    return {
      open: own.filter(({ state }) => going.includes(state)),
      waitingForMe: own.filter(waits),
      helping,
      done: [...own.filter(({ state }) => !going.includes(state)), ...helped].slice(0, 50),
    }
  })
}

/** For the yes to a neighbour, or for the closing question. */
const waits = ({ state, helpers }: Post) => state === 'done' || helpers.some((one) => one.state === 'held')

/** What somebody is on now, and the posts they have helped with. */
async function helpOf(db: Db, personId: string, hidden: readonly string[]) {
  const claims = await claimsBy(db, personId, ['held', 'accepted', 'waiting', 'done'])
  const posts = await postsAmong(db, [...new Set(claims.map((c) => c.postId))])
  const isSeen = ({ authorId }: { authorId: string }) => !hidden.includes(authorId)
  const here = (await membershipsOf(db, personId)).filter(({ state }) => state === 'active')
  const belongs = new Set(here.map(({ boardId }) => boardId))
  const claimed = (await shown(db, posts.filter(isSeen), hidden)).map((post) =>
    belongs.has(post.boardId) ? post : forWhoLeft(post, personId),
  )
  const postOf = new Map(claimed.map((post) => [post.id, post]))
  const helping = claims
    .filter(({ state, postId }) => state !== 'done' && postOf.has(postId))
    .map((claim) => ({ claim: toClaim(claim, claim.name), post: postOf.get(claim.postId)! }))
  const helped = claims
    .filter(({ state }) => state === 'done')
    .flatMap(({ postId }) => postOf.get(postId) ?? [])
  return { helping, helped }
}
