/** Elm Row with two stewards, Ann and Bernard, and a queue. */
import type { NewAction } from '#contract/actions'
import type { Cases } from '#contract/cases'
import type { BeforePosting, Worry } from '../../server/http/room.ts'
import { announced } from './announced.ts'
import type { Cast } from './cast.ts'
import { foundStreet, openStreet } from './elm-row.ts'
import type { Engine, TestHouse } from './house.ts'

const names = ['Ann', 'Bernard', 'Chandra', 'Dell', 'Esther'] as const
type About = Worry['about']
export type StewardedStreet = Awaited<ReturnType<typeof openStewardedStreet>>

export const openStewardedStreet = async (engine: Engine) => {
  const { house, ...street } = await openStreet(engine, names)
  return stewarded(house, street)
}

/** The same in a town with pages. */
export const stewardedTown = async (town: TestHouse) => stewarded(town, await foundStreet(town, names))

type Founded = Awaited<ReturnType<typeof foundStreet<typeof names>>>

async function stewarded(house: TestHouse, street: Founded) {
  const [ann, bernard, chandra, dell, esther] = street.cast
  const { as, boardId } = street
  const url = `/api/boards/${boardId}`
  await as(ann)('PUT', `${url}/members/${bernard.id}`, { role: 'steward' })
  const queue = async (who: Cast, query = ''): Promise<Cases> =>
    (await as(who)('GET', `${url}/cases${query}`)).json()
  const tell = (who: Cast | null, about: About | { kind: string; id: string }, more = {}) =>
    as(who)('POST', `${url}/reports`, { about, reason: 'unkind', ...more })
  /** What a room says when it sees something. */
  const worry = (more: Pick<Worry, 'kind' | 'about' | 'personId'>) =>
    house.store.write(async (tx) => {
      const said = { boardId, why: 'a rule saw it', now: house.clock.now(), ...more }
      for (const hook of house.house.worries) await hook(tx, said)
    })
  /** Posts made meanwhile wait until a steward has looked. */
  const holding = async <T>(kind: Worry['kind'], work: () => Promise<T>): Promise<T> => {
    const hold: BeforePosting = async (tx, { post, authorId, now }) => {
      const about = { kind: 'post', id: post.id } as const
      const said = { boardId, kind, about, personId: authorId, why: 'a rule saw it', now }
      for (const hook of house.house.worries) await hook(tx, said)
      return 'check'
    }
    house.house.beforePosting.unshift(hold)
    const made = await work()
    house.house.beforePosting.shift()
    return made
  }
  /** A post that waits until a steward has looked at it, and its case. */
  const heldPost = async (by: Cast = dell, more = {}, kind: Worry['kind'] = 'new') => {
    const { id: postId } = await holding(kind, () => street.post(by, more))
    const { items } = await queue(by === ann ? bernard : ann, '?limit=200')
    return { postId, caseId: items.find(({ about }) => about.id === postId)!.id }
  }
  const decide = (who: Cast, caseId: string, action: NewAction) =>
    as(who)('POST', `/api/cases/${caseId}/actions`, action)
  const see = async (who: Cast, id: string) => (await as(who)('GET', `/api/posts/${id}`)).json()
  /** What the board has announced about posts. */
  const board = async () => (await announced(house, boardId)).filter((type) => type.startsWith('post.'))
  /** What somebody has been told, the newest first. */
  const noticed = async (who: Cast): Promise<string[]> => {
    await house.sweep()
    const { items } = (await as(who)('GET', '/api/notices?limit=100')).json()
    return items.map(({ what }: { what: string }) => what)
  }
  const more = { heldPost, holding, decide, see, board, noticed }
  return { house, ...street, url, ann, bernard, chandra, dell, esther, queue, tell, worry, ...more }
}
