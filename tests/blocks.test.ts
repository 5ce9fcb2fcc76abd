import { describe, expect, test } from 'vitest'
import { NotANeighbour } from '#contract/boards'
import { AlreadyClaimed } from '#contract/claims'
import { InvalidInput, NotFound } from '#contract/http'
import type { Cast } from './support/cast.ts'
import { openStreet } from './support/elm-row.ts'
import { expectProblem } from './support/expect.ts'
import { days, type Engine, engines } from './support/house.ts'

/** Ann's street, on which Bernard and Chandra do not see each other. */
async function apart(engine: Engine) {
  const street = await openStreet(engine, ['Ann', 'Bernard', 'Chandra', 'Dell'])
  const [ann, bernard, chandra, dell] = street.cast as unknown as [Cast, Cast, Cast, Cast]
  const { as, boardId, house } = street
  const block = (by: Cast, whom: Cast) => as(by)('PUT', `/api/me/blocks/${whom.id}`)
  const unblock = (by: Cast, whom: Cast) => as(by)('DELETE', `/api/me/blocks/${whom.id}`)
  const claim = (by: Cast, id: string, more = {}) => as(by)('POST', `/api/posts/${id}/claims`, more)
  const titles = async (who: Cast, query = '') =>
    (await as(who)('GET', `/api/boards/${boardId}/posts?${query}`))
      .json()
      .items.map(({ title }: { title: string }) => title)
  const notices = async (who: Cast) => {
    await house.sweep()
    return (await as(who)('GET', '/api/notices')).json().items as { what: string }[]
  }
  return { ...street, ann, bernard, chandra, dell, block, unblock, claim, titles, notices }
}

describe.each(engines)('a block on %s', (engine) => {
  test('hides two people from each other, whoever of them made it, and from nobody else', async () => {
    const { as, boardId, ann, bernard, chandra, post, block, unblock, titles } = await apart(engine)
    const hers = await post(chandra, { title: 'Cat food', category: 'pets' })
    const his = await post(bernard, { title: 'Dog food', category: 'pets' })
    expect((await block(chandra, bernard)).statusCode).toBe(204)
    expect((await block(chandra, bernard)).statusCode).toBe(204)
    for (const [who, sees, other] of [
      [chandra, 'Cat food', his],
      [bernard, 'Dog food', hers],
    ] as const) {
      for (const query of ['', 'kind=request', 'category=pets', 'q=food', 'state=open', 'limit=1'])
        expect([query, await titles(who, query)]).toEqual([query, [sees]])
      for (const path of ['', '/history', '/claims'])
        expectProblem(await as(who)('GET', `/api/posts/${other.id}${path}`), NotFound)
      expectProblem(await as(who)('POST', `/api/posts/${other.id}/claims`, {}), NotFound)
      const figures = (await as(who)('GET', `/api/boards/${boardId}/figures`)).json()
      expect(figures).toMatchObject({ needs: 1, waiting: 1 })
      const sheet = (await as(who)('GET', `/api/boards/${boardId}/export.csv`)).body
      expect(sheet).toContain(sees)
      expect(sheet).not.toContain(other.title)
    }
    expect(await titles(ann)).toEqual(['Cat food', 'Dog food'])
    await unblock(chandra, bernard)
    expect(await titles(bernard)).toEqual(['Cat food', 'Dog food'])
  })

  test('is known to its maker only, and looks to the other as if nobody were there', async () => {
    const { house, as, boardId, ann, bernard, chandra, block, notices } = await apart(engine)
    await block(chandra, bernard)
    const mine = async (who: Cast) => (await as(who)('GET', '/api/me/blocks')).json().items
    expect(await mine(chandra)).toMatchObject([{ person: { id: bernard.id, name: 'Bernard' } }])
    expect(await mine(bernard)).toEqual([])
    expect(await notices(bernard)).toEqual([])
    const { body } = await as(bernard)('GET', '/api/me/export')
    expect(JSON.parse(body).blocks).toEqual([])
    const names = async (who: Cast, url: string) =>
      (await as(who)('GET', `/api/boards/${boardId}/${url}`))
        .json()
        .items.map(({ person }: { person: { name: string } }) => person.name)
        .sort()
    for (const url of ['members', 'vouches'])
      expect(await names(bernard, url)).toEqual(['Ann', 'Bernard', 'Dell'])
    expect(await names(ann, 'members')).toHaveLength(4)
    expectProblem(await as(bernard)('GET', `/api/boards/${boardId}/members/${chandra.id}/vouches`), NotFound)
    const stranger = await as(chandra)('PUT', '/api/me/blocks/nobody-here')
    expectProblem(stranger, NotFound)
    expectProblem(await block(chandra, chandra), NotFound)
    await as(bernard)('DELETE', `/api/me/blocks/${chandra.id}`)
    expect(await mine(chandra)).toHaveLength(1)
    await as(chandra)('DELETE', '/api/me')
    expect(await house.store.read.$count(house.store.read.t.blocks)).toBe(0)
  })

  test('ends kindly what one of them had in hand for the other', async () => {
    const { as, ann, bernard, chandra, dell, post, block, claim, notices } = await apart(engine)
    const hers = await post(chandra, { title: 'Cat food' })
    const { id: claimId } = (await claim(bernard, hers.id)).json()
    await as(chandra)('PUT', `/api/claims/${claimId}/acceptance`)
    await claim(dell, hers.id, { wait: true })
    const his = await post(bernard, { title: 'Dog food' })
    await claim(chandra, his.id)
    await notices(bernard)
    await block(chandra, bernard)
    expectProblem(await as(bernard)('PUT', `/api/claims/${claimId}/completion`, {}), NotFound)
    expectProblem(await as(bernard)('PUT', `/api/claims/${claimId}/lateness`, { words: 'Late' }), NotFound)
    const seen = (await as(chandra)('GET', `/api/posts/${hers.id}`)).json()
    expect(seen.helpers.map(({ person }: { person: { name: string } }) => person.name)).toEqual(['Dell'])
    expect((await as(bernard)('GET', `/api/posts/${his.id}`)).json()).toMatchObject({
      state: 'open',
      taken: 0,
    })
    const told = (await notices(bernard)).map(({ what }) => what)
    expect(told.toSorted()).toEqual(['claim.declined', 'claim.released'])
    expect((await notices(chandra)).filter(({ what }) => what === 'claim.held')).toHaveLength(1)
    const { items } = (await as(chandra)('GET', `/api/posts/${hers.id}/claims`)).json()
    expect(items.map(({ person }: { person: { name: string } }) => person.name)).toEqual(['Dell'])
    expect((await as(bernard)('GET', '/api/mine')).json()).toMatchObject({ helping: [], done: [] })
    expect((await as(ann)('GET', `/api/posts/${hers.id}`)).statusCode).toBe(200)
  })

  test('keeps the name of then, and tells neither of the two what the other is called since', async () => {
    const { house, as, boardId, bernard, chandra, dell, post, block, claim } = await apart(engine)
    const { id } = (await claim(bernard, (await post(chandra)).id)).json()
    await as(chandra)('PUT', `/api/claims/${id}/acceptance`)
    await block(chandra, bernard)
    for (const [who, name] of [[bernard, 'Bertie'] as const, [chandra, 'Chandrika'] as const])
      await as(who)('PATCH', '/api/me', { name })
    expect((await block(chandra, bernard)).statusCode).toBe(204)
    await as(bernard)('DELETE', `/api/boards/${boardId}/members/${bernard.id}`)
    await house.sweep()
    const read = async (who: Cast, url: string) => (await as(who)('GET', url)).body
    for (const url of ['/api/me/blocks', '/api/me/reveals', '/api/me/export', '/api/me/export?as=html']) {
      expect(await read(chandra, url)).toContain('Bernard')
      expect(await read(chandra, url)).not.toContain('Bertie')
      expect(await read(bernard, url)).not.toContain('Chandrika')
    }
    await as(bernard)('DELETE', '/api/me')
    expect(JSON.parse(await read(chandra, '/api/me/blocks')).items).toEqual([])
    expect(await house.store.read.$count(house.store.read.t.blocks)).toBe(0)
    expectProblem(await block(chandra, bernard), NotFound)
    expect((await block(chandra, dell)).statusCode).toBe(204)
  })

  test('keeps a third neighbour from bringing them together', async () => {
    const { as, ann, bernard, chandra, dell, post, block, claim } = await apart(engine)
    await block(chandra, bernard)
    const hers = await post(chandra, { title: 'Cat food' })
    const { id: claimId } = (await claim(dell, hers.id)).json()
    const handOver = (by: Cast, id: string, to: Cast) =>
      as(by)('PUT', `/api/claims/${id}/handover`, { personId: to.id })
    expectProblem(await handOver(dell, claimId, bernard), NotANeighbour)
    const anns = await post(ann, { title: 'Soup' })
    const { id: other } = (await claim(chandra, anns.id)).json()
    expectProblem(await handOver(chandra, other, bernard), NotANeighbour)
    const soup = (await as(bernard)('GET', `/api/posts/${anns.id}`)).json()
    expect(soup).toMatchObject({ state: 'claimed', helpers: [] })
    expectProblem(await claim(bernard, anns.id), AlreadyClaimed)
    const next = (await claim(bernard, anns.id)).json().next as { author: { name: string } }[]
    expect(next.map(({ author }) => author.name)).not.toContain('Chandra')
    const first = { kind: 'request', title: 'Milk', firstAskId: chandra.id }
    expectProblem(await as(bernard)('POST', `/api/boards/${hers.boardId}/posts`, first), InvalidInput, [
      '#/firstAskId',
    ])
  })

  test('hides what they had done for each other before, and sends nothing that was on its way', async () => {
    const { house, as, bernard, chandra, post, block, claim, notices } = await apart(engine)
    const hers = await post(chandra, { title: 'Cat food' })
    const { id } = (await claim(bernard, hers.id)).json()
    await as(chandra)('PUT', `/api/claims/${id}/acceptance`)
    await as(bernard)('PUT', `/api/claims/${id}/completion`, {})
    expect((await notices(bernard)).map(({ what }) => what)).toContain('claim.accepted')
    await block(bernard, chandra)
    expect(await notices(bernard)).toEqual([])
    expect(await notices(chandra)).toEqual([])
    expectProblem(await as(chandra)('PUT', `/api/claims/${id}/thanks`, { words: 'Thank you' }), NotFound)
    expect((await as(bernard)('GET', '/api/mine')).json().done).toEqual([])
    expect((await as(chandra)('GET', `/api/posts/${hers.id}`)).json().helpers).toEqual([])
    const { items } = (await as(chandra)('GET', `/api/posts/${hers.id}/history`)).json()
    expect(items.map(({ type }: { type: string }) => type)).toEqual(['post.published'])
    house.clock.pass(days(8))
    await house.sweep()
    expect(await notices(bernard)).toEqual([])
  })
})
