/** One real action through HTTP for every type of event a board can tell its pages of. */
import { expect } from 'vitest'
import type { BoardEvent } from '#contract/live'
import type { Post } from '#contract/posts'
import type { Cast } from './cast.ts'
import type { Street } from './elm-row.ts'
import { days, hours } from './house.ts'

export type Scene = Pick<Street, 'house' | 'boardId' | 'as' | 'post'> & Record<Who, Cast>
type Act = () => Promise<unknown>
/** Prepares the street, and gives back what is then done while a page stands open. */
type Prepare = (scene: Scene) => Promise<Act>
type Who = 'ann' | 'bernard' | 'chandra' | 'dell'

const edit = async ({ as, ann }: Scene, { id }: Post, change: object) => {
  const { version } = (await as(ann)('GET', `/api/posts/${id}`)).json()
  return as(ann)('PATCH', `/api/posts/${id}`, { version, ...change })
}
const claim = async ({ as, ...cast }: Scene, { id }: Post, { who, ...body }: { who: Who; wait?: boolean }) =>
  (await as(cast[who])('POST', `/api/posts/${id}/claims`, body)).json() as { id: string }
const end = ({ as, ann }: Scene, { id }: Post, as_: string) =>
  as(ann)('PUT', `/api/posts/${id}/ending`, { as: as_ })

/** After Ann has asked, and perhaps Bernard has claimed it and she has said yes. */
const asked =
  (act: (scene: Scene, post: Post) => Promise<unknown>, more = {}): Prepare =>
  async (scene) => {
    const post = await scene.post(scene.ann, more)
    return () => act(scene, post)
  }
const held =
  (act: (scene: Scene, claimId: string, post: Post) => Promise<unknown>): Prepare =>
  async (scene) => {
    const post = await scene.post(scene.ann)
    const { id } = await claim(scene, post, { who: 'bernard' })
    return () => act(scene, id, post)
  }
const put = (what: string, who: Who, body?: (scene: Scene) => object) =>
  held((scene, id) => scene.as(scene[who])('PUT', `/api/claims/${id}/${what}`, body?.(scene)))
const handBack = (who: Who) => held(({ as, ...cast }, id) => as(cast[who])('DELETE', `/api/claims/${id}`, {}))

/** More than a line replays, and never so many at once that a busy machine sends some of them away. */
const manyPosts: Prepare =
  async ({ post, ann }) =>
  async () => {
    for (let n = 0; n < 510; n += 30) {
      const some = Array.from({ length: 30 }, (_, m) => post(ann, { title: `Leaflet ${n + m}` }))
      for (const { title } of await Promise.all(some)) expect(title).toMatch(/^Leaflet/)
    }
  }

export const happenings: Record<BoardEvent['type'], Prepare> = {
  'post.published': async (scene) => () => scene.post(scene.ann, { category: 'pets' }),
  'post.edited': asked((scene, post) =>
    edit(scene, post, { title: 'Walk two dogs', category: 'pets', payBackPounds: 9 }),
  ),
  'post.paused': asked(async (scene, post) => {
    await edit(scene, post, { state: 'paused' })
    await edit(scene, post, { state: 'open' })
  }),
  'post.resumed': async (scene) => {
    const post = await scene.post(scene.ann)
    await edit(scene, post, { state: 'paused' })
    return () => edit(scene, post, { state: 'open' })
  },
  'post.reopened': async (scene) => {
    const post = await scene.post(scene.ann)
    await end(scene, post, 'met')
    return () => end(scene, post, 'open-again')
  },
  'post.withdrawn': asked(({ as, ann }, { id }) =>
    as(ann)('DELETE', `/api/posts/${id}`, { reason: 'Sorted' }),
  ),
  'post.closed': asked((scene, post) => end(scene, post, 'signposted')),
  'post.unmet': async (scene) => {
    const tomorrow = new Date(scene.house.clock.now() + days(1)).toISOString().slice(0, 10)
    await scene.post(scene.ann, { neededBy: tomorrow })
    return async () => {
      scene.house.clock.pass(days(3))
      await scene.house.sweep()
    }
  },
  'claim.held': asked((scene, post) => claim(scene, post, { who: 'bernard' }), { parts: 2 }),
  'claim.queued': held((scene, _, post) => claim(scene, post, { who: 'chandra', wait: true })),
  'claim.accepted': put('acceptance', 'ann'),
  'claim.declined': handBack('ann'),
  'claim.released': handBack('bernard'),
  'claim.handed-over': put('handover', 'bernard', ({ chandra }) => ({ personId: chandra.id })),
  'claim.late': put('lateness', 'bernard', () => ({ words: 'Ten minutes' })),
  'claim.lapsed': held(async ({ house }) => {
    house.clock.pass(hours(25))
    await house.sweep()
  }),
  'claim.done': put('completion', 'bernard', () => ({})),
  'post.gone': asked((scene, post) => edit(scene, post, { state: 'paused' })),
  'board.changed': async ({ as, ann, boardId }) => {
    const { version } = (await as(ann)('GET', `/api/boards/${boardId}`)).json()
    return () => as(ann)('PATCH', `/api/boards/${boardId}`, { version, welcome: 'Hello all' })
  },
  'member.joined':
    async ({ as, dell, boardId }) =>
    () =>
      as(dell)('POST', `/api/boards/${boardId}/members`, {}),
  'member.left':
    async ({ as, chandra, boardId }) =>
    () =>
      as(chandra)('DELETE', `/api/boards/${boardId}/members/${chandra.id}`),
  'member.changed':
    async ({ as, ann, bernard, boardId }) =>
    () =>
      as(ann)('PUT', `/api/boards/${boardId}/members/${bernard.id}`, { role: 'steward' }),
  'board.refetch': manyPosts,
}
