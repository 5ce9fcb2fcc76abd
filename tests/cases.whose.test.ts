/** Whose case it is: on each street its own, and of the two of a claim the one it is about. */
import { describe, expect, test } from 'vitest'
import { openSecondLock } from './support/cast.ts'
import { foundStreet } from './support/elm-row.ts'
import { engines } from './support/house.ts'
import { openStewardedStreet } from './support/stewards.ts'

describe.each(engines)('a case on %s', (engine) => {
  test('about somebody is their own street’s, also where another has one about them', async () => {
    const { house, as, boardId, ann, dell, esther, tell, queue } = await openStewardedStreet(engine)
    const oak = await foundStreet(house, ['Flora', 'Gita'])
    const [flora, gita] = oak.cast
    await openSecondLock(house, flora.id)
    await as(dell)('POST', `/api/boards/${oak.boardId}/members`, {})
    const about = { kind: 'person', id: dell.id }
    const told = await as(gita)('POST', `/api/boards/${oak.boardId}/reports`, { about, reason: 'unkind' })
    expect(told.statusCode).toBe(201)
    expect((await tell(esther, about, { reason: 'danger' })).statusCode).toBe(201)
    expect((await queue(ann)).items).toMatchObject([{ boardId, person: { name: 'Dell' }, reports: 1 }])
    const theirs = (await as(flora)('GET', `/api/boards/${oak.boardId}/cases`)).json().items
    expect(theirs).toMatchObject([{ boardId: oak.boardId, lane: 'rest', reports: 1 }])
  })

  test('over one claim is about the one who was told of, and each of the two may be', async () => {
    const { as, ann, bernard, chandra, dell, post, tell, queue, decide } = await openStewardedStreet(engine)
    const { id: postId } = await post(dell)
    const { id } = (await as(chandra)('POST', `/api/posts/${postId}/claims`, {})).json()
    const about = { kind: 'claim', id }
    for (const who of [chandra, dell]) expect((await tell(who, about)).statusCode).toBe(201)
    const { items } = await queue(ann)
    const told = items.map(({ person, reports }) => [person?.name, reports])
    expect(told.sort()).toEqual([
      ['Chandra', 1],
      ['Dell', 1],
    ])
    const his = items.find(({ person }) => person?.name === 'Chandra')!
    const { id: actionId } = (await decide(ann, his.id, { deed: 'dismiss', reason: 'fine' })).json()
    expect((await queue(bernard)).items).toMatchObject([{ person: { name: 'Dell' } }])
    expect((await as(ann)('DELETE', `/api/actions/${actionId}`)).statusCode).toBe(204)
    expect((await queue(bernard)).items).toHaveLength(2)
  })
})
