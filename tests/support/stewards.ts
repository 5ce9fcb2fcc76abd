/** Elm Row with two stewards, Ann and Bernard, and a queue. */
import type { Cases } from '#contract/cases'
import type { Worry } from '../../server/http/room.ts'
import type { Cast } from './cast.ts'
import { openStreet } from './elm-row.ts'
import type { Engine } from './house.ts'

const names = ['Ann', 'Bernard', 'Chandra', 'Dell', 'Esther'] as const
type About = Worry['about']
export type StewardedStreet = Awaited<ReturnType<typeof openStewardedStreet>>

export async function openStewardedStreet(engine: Engine) {
  const street = await openStreet(engine, names)
  const [ann, bernard, chandra, dell, esther] = street.cast
  const { as, boardId, house } = street
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
  return { ...street, url, ann, bernard, chandra, dell, esther, queue, tell, worry }
}
