import { Mine } from '#contract/claims'
import type { PostState } from '#contract/lifecycle'
import { claimsBy, toClaim } from '../claims/queries.ts'
import { askerOf, type Room } from '../http/room.ts'
import { postsBy } from '../posts/queries.ts'
import { postsAmong, shown } from '../views/queries.ts'

const going: PostState[] = ['draft', 'open', 'claimed', 'paused', 'done']

/** My things, over all my streets: what I asked and offered, what waits for me, what I am on, what is done. */
export const mine: Room = async (app, { store }) => {
  app.get('/mine', { schema: { response: { 200: Mine } } }, async (request) => {
    const { id } = askerOf(request)
    const posts = await shown(store.read, await postsBy(store.read, id, 200))
    const claims = await claimsBy(store.read, id, ['held', 'accepted', 'waiting', 'done'])
    const claimed = await shown(
      store.read,
      await postsAmong(store.read, [...new Set(claims.map((c) => c.postId))]),
    )
    const postOf = new Map(claimed.map((post) => [post.id, post]))
    const helping = claims
      .filter(({ state, postId }) => state !== 'done' && postOf.has(postId))
      .map((claim) => ({ claim: toClaim(claim, claim.name), post: postOf.get(claim.postId)! }))
    const helped = claims
      .filter(({ state }) => state === 'done')
      .flatMap(({ postId }) => postOf.get(postId) ?? [])
    return {
      open: posts.filter(({ state }) => going.includes(state)),
      waitingForMe: posts.filter(
        (post) => post.state === 'done' || post.helpers.some((h) => h.state === 'held'),
      ),
      helping,
      done: [...posts.filter(({ state }) => !going.includes(state)), ...helped].slice(0, 50),
    }
  })
}
