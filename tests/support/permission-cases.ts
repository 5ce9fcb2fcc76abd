/** Cases of stewards, what was decided about them, and who asked for another look: for each call of the matrix its own. */
import type { Relation } from '#contract/permissions'
import { decide } from '../../server/actions/acts.ts'
import { decideAll } from '../../server/actions/batches.ts'
import { appeal } from '../../server/appeals/acts.ts'
import { findOpenCase } from '../../server/cases/queries.ts'
import type { openHouse } from './house.ts'
import type { Asker, Ids, Where } from './permission-scene.ts'

type Street = {
  house: Awaited<ReturnType<typeof openHouse>>
  boards: Record<Where, string>
  founders: Record<Where, { id: string }>
  person: (role: 'neighbour', where: Where) => Promise<Asker>
  post: (authorId: string, where: Where) => Promise<string>
}

export function judging({ house, boards, founders, person, post }: Street) {
  const { store, clock } = house
  const whose = async (owner: string, where: Where, relation: Relation) =>
    relation === 'own' ? owner : (await person('neighbour', where)).id

  /** A neighbour tells of a post. */
  async function caseAbout(authorId: string, where: Where) {
    const { headers } = await person('neighbour', where)
    const about = { kind: 'post', id: await post(authorId, where) }
    const url = `/api/boards/${boards[where]}/reports`
    await house.app.inject({ method: 'POST', url, headers, payload: { about, reason: 'spam' } })
    return (await findOpenCase(store.read, `post:${about.id}`))!
  }

  /** Whoever founded the street hides it; so any other steward may be the second, or answer whoever wrote it. */
  async function hidden(authorId: string, where: Where) {
    const row = await caseAbout(authorId, where)
    const asked = { deed: 'hide', reason: 'spam', words: 'It is an advert' } as const
    const deciding = { row, asked, actorId: founders[where].id, now: clock.now() }
    return store.write((tx) => decide(house.house, tx, deciding))
  }

  return {
    caseId: async (owner: string, where: Where, relation: Relation): Promise<Ids> => ({
      caseId: (await caseAbout(await whose(owner, where, relation), where)).id,
    }),
    actionId: async (owner: string, where: Where, relation: Relation): Promise<Ids> => ({
      actionId: (await hidden(await whose(owner, where, relation), where)).id,
    }),
    appealId: async (owner: string, where: Where, relation: Relation): Promise<Ids> => {
      const personId = await whose(owner, where, relation)
      const { id: actionId } = await hidden(personId, where)
      const appealing = { actionId, personId, words: 'It is no advert', now: clock.now() }
      return { appealId: (await store.write((tx) => appeal(tx, appealing))).id }
    },
    batchId: async (_owner: string, where: Where): Promise<Ids> => {
      const { id } = await caseAbout((await person('neighbour', where)).id, where)
      const asked = { caseIds: [id], deed: 'dismiss' as const }
      const deciding = { boardId: boards[where], asked, actorId: founders[where].id, now: clock.now() }
      const { batchId } = await store.write((tx) => decideAll(house.house, tx, deciding))
      return { batchId }
    },
  }
}
