import { describe, expect, test } from 'vitest'
import { CaseHeld } from '#contract/cases'
import { NotFound } from '#contract/http'
import { AlreadyReported, OwnThing } from '#contract/reports'
import type { Worry } from '../server/http/room.ts'
import type { Cast } from './support/cast.ts'
import { expectProblem } from './support/expect.ts'
import { engines, minutes } from './support/house.ts'
import { openStewardedStreet } from './support/stewards.ts'

describe.each(engines)('cases on %s', (engine) => {
  const elmRow = () => openStewardedStreet(engine)

  test('a neighbour tells the stewards in one call, and only they read it, never who', async () => {
    const { as, url, ann, chandra, dell, post, queue, tell } = await elmRow()
    const { id } = await post(dell, { title: 'Buy my vouchers' })
    const told = await tell(
      chandra,
      { kind: 'post', id },
      { reason: 'scam', words: 'They asked me for money' },
    )
    expect(told.statusCode).toBe(201)
    expect(told.json()).toMatchObject({ reason: 'scam', answeredAt: null, outcome: null })
    const { items, open, crisis } = await queue(ann)
    expect({ open, crisis }).toEqual({ open: 1, crisis: 0 })
    const about = { kind: 'post', id }
    expect(items).toMatchObject([
      { kind: 'report', lane: 'urgent', about, reports: 1, person: { name: 'Dell' } },
    ])
    expect(items[0]!.subject).toMatchObject({ title: 'Buy my vouchers', state: 'open' })
    expect(JSON.stringify(items)).not.toContain(chandra.id)
    expectProblem(await tell(chandra, { kind: 'post', id }), AlreadyReported)
    expectProblem(await tell(dell, { kind: 'post', id }), OwnThing)
    expect((await as(chandra)('GET', '/api/me/reports')).json().items).toMatchObject([
      { about, reason: 'scam' },
    ])
    expect((await as(chandra)('GET', `${url}/cases`)).statusCode).toBe(403)
  })

  test('what cannot be seen cannot be told of, and a visitor tells of what a visible board shows', async () => {
    const { as, url, ann, chandra, dell, post, tell } = await elmRow()
    const draft = await post(dell, { draft: true })
    const { id } = await post(dell)
    const { json } = await as(dell)('POST', `${url.replace(/[^/]+$/, 'nowhere')}/reports`, {
      about: { kind: 'post', id },
      reason: 'other',
    })
    expect(json().status).toBe(404)
    expectProblem(await tell(chandra, { kind: 'post', id: draft.id }), NotFound)
    expectProblem(await tell(chandra, { kind: 'person', id: 'nobody' }), NotFound)
    expect((await tell(chandra, { kind: 'person', id: dell.id })).statusCode).toBe(201)
    expect((await tell(null, { kind: 'post', id })).statusCode).toBe(401)
    const { version } = (await as(ann)('GET', url)).json()
    await as(ann)('PATCH', url, { version, visible: true })
    expect((await tell(null, { kind: 'post', id })).statusCode).toBe(201)
    expectProblem(await tell(null, { kind: 'person', id: dell.id }), NotFound)
  })

  test('somebody in crisis comes first, then what cannot wait, then look-alikes together, then the rest', async () => {
    const { house, dell, esther, ann, post, queue, worry } = await elmRow()
    const seen = async (kind: Worry['kind'], title: string, more = {}) => {
      const { id } = await post(dell, { title, ...more })
      await worry({ kind, about: { kind: 'post', id }, personId: dell.id })
      house.clock.pass(1000)
      return title
    }
    await seen('new', 'A ladder for Saturday morning')
    await seen('new', 'Cheap watches for all friends')
    await seen('new', 'A pot of white paint')
    await seen('new', 'CHEAP watches, for all FRIENDS!')
    await seen('new', 'Milk and bread today please', { neededBy: '2026-03-12' })
    await seen('scam', 'Pay me first please')
    await seen('crisis', 'Cannot go on like this')
    await worry({ kind: 'new', about: { kind: 'person', id: esther.id }, personId: esther.id })
    const { items } = await queue(ann)
    expect(items.map(({ lane, subject }) => `${lane}: ${subject?.title}`)).toEqual([
      'crisis: Cannot go on like this',
      'urgent: Pay me first please',
      'urgent: Milk and bread today please',
      'alike: Cheap watches for all friends',
      'alike: CHEAP watches, for all FRIENDS!',
      'rest: A ladder for Saturday morning',
      'rest: A pot of white paint',
      'rest: Esther',
    ])
    expect(items[3]).toMatchObject({ alike: 2 })
    const paged: string[] = []
    for (let query = '?limit=3'; query; ) {
      const page = await queue(ann, query)
      paged.push(...page.items.map(({ id }) => id))
      query = page.next ? `?limit=3&cursor=${page.next}` : ''
    }
    expect(paged).toEqual(items.map(({ id }) => id))
  })

  test('a second worry about the same thing joins its case, and the graver one counts', async () => {
    const { ann, chandra, dell, esther, post, queue, tell, worry } = await elmRow()
    const { id } = await post(dell)
    await tell(chandra, { kind: 'post', id }, { reason: 'spam' })
    await tell(esther, { kind: 'post', id }, { reason: 'rules' })
    expect((await queue(ann)).items).toMatchObject([{ kind: 'report', lane: 'rest', reports: 2 }])
    await worry({ kind: 'crisis', about: { kind: 'post', id }, personId: dell.id })
    expect((await queue(ann)).items).toMatchObject([{ kind: 'crisis', lane: 'crisis', reports: 2 }])
  })

  test('two stewards never hold one case, and a lease nobody renews lapses', async () => {
    const { house, as, ann, bernard, dell, post, queue, worry } = await elmRow()
    const { id: postId } = await post(dell)
    await worry({ kind: 'new', about: { kind: 'post', id: postId }, personId: dell.id })
    const { id } = (await queue(ann)).items[0]!
    const take = (who: Cast) => as(who)('PUT', `/api/cases/${id}/lease`)
    const taps = await Promise.all(Array.from({ length: 20 }, (_, n) => take(n % 2 ? ann : bernard)))
    const winner = (await queue(ann)).items[0]!.lease!.yours ? ann : bernard
    const loser = winner === ann ? bernard : ann
    expect(taps.filter((_, n) => (n % 2 ? ann : bernard) === winner).every((r) => r.statusCode === 200)).toBe(
      true,
    )
    for (const reply of taps.filter((_, n) => (n % 2 ? ann : bernard) === loser))
      expectProblem(reply, CaseHeld)
    house.clock.pass(minutes(4))
    expect((await take(winner)).statusCode).toBe(200)
    house.clock.pass(minutes(4))
    expectProblem(await take(loser), CaseHeld)
    house.clock.pass(minutes(1))
    expect((await take(loser)).json().lease).toMatchObject({ yours: true })
    await as(loser)('DELETE', `/api/cases/${id}/lease`)
    expect((await take(winner)).statusCode).toBe(200)
  })

  test('nobody is shown or may take a case about themselves, one they told of, or one about somebody close', async () => {
    const { as, ann, bernard, chandra, dell, esther, post, queue, tell, worry } = await elmRow()
    const onAnn = await post(ann, { title: 'By Ann' })
    await tell(chandra, { kind: 'post', id: onAnn.id })
    const byAnn = await post(dell, { title: 'Told by Ann' })
    await tell(ann, { kind: 'post', id: byAnn.id })
    const near = await post(esther, { title: 'By the cousin' })
    await worry({ kind: 'new', about: { kind: 'post', id: near.id }, personId: esther.id })
    const titles = async (who: Cast) => (await queue(who)).items.map(({ subject }) => subject!.title).sort()
    expect(await titles(ann)).toEqual(['By the cousin'])
    expect(await titles(bernard)).toEqual(['By Ann', 'By the cousin', 'Told by Ann'])
    const cases = (await queue(bernard)).items
    const caseOf = (title: string) => cases.find(({ subject }) => subject!.title === title)!.id
    expect((await as(ann)('PUT', `/api/cases/${caseOf('By the cousin')}/tie`)).statusCode).toBe(204)
    expect(await titles(ann)).toEqual([])
    for (const { id } of cases) expectProblem(await as(ann)('PUT', `/api/cases/${id}/lease`), NotFound)
    expect((await queue(ann)).open).toBe(0)
  })
})
