import { describe, expect, test } from 'vitest'
import { AnotherSteward, DoesNotFit, TooLateToUndo } from '#contract/actions'
import { CaseClosed, CaseHeld } from '#contract/cases'
import { NotFound } from '#contract/http'
import { Paused } from '#contract/standing'
import type { Cast } from './support/cast.ts'
import { expectProblem } from './support/expect.ts'
import { days, engines, hours, minutes } from './support/house.ts'
import { openStewardedStreet } from './support/stewards.ts'

describe.each(engines)('what stewards decide on %s', (engine) => {
  const elmRow = () => openStewardedStreet(engine)

  test('a post that waits goes onto the board, once, however many press at the same moment', async () => {
    const { as, ann, bernard, chandra, decide, heldPost, see, board, noticed } = await elmRow()
    const { caseId, postId } = await heldPost(chandra)
    expect(await board()).toEqual([])
    const taps = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        decide(n % 2 ? ann : bernard, caseId, { deed: 'release', reason: 'fine' }),
      ),
    )
    expect(taps.filter((r) => r.statusCode === 201)).toHaveLength(1)
    for (const reply of taps.filter((r) => r.statusCode !== 201)) expectProblem(reply, CaseClosed)
    expect(await board()).toEqual(['post.published'])
    expect((await see(bernard, postId)).state).toBe('open')
    expect(await noticed(chandra)).toEqual(['action.taken'])
    expect((await as(chandra)('GET', '/api/me/decisions')).json().items).toMatchObject([
      { deed: 'release', reason: 'fine', by: 'steward', mayAppeal: false, until: null },
    ])
  })

  test('nobody decides a case that another steward holds, or one about themselves', async () => {
    const { as, ann, bernard, decide, heldPost, tell, post, queue } = await elmRow()
    const { caseId } = await heldPost()
    await as(ann)('PUT', `/api/cases/${caseId}/lease`)
    expectProblem(await decide(bernard, caseId, { deed: 'release', reason: 'fine' }), CaseHeld)
    expect((await decide(ann, caseId, { deed: 'release', reason: 'fine' })).statusCode).toBe(201)
    const { id } = await post(ann)
    await tell(bernard, { kind: 'post', id })
    const all = await Promise.all([queue(ann), queue(bernard)])
    expect(all.map(({ items }) => items.length)).toEqual([0, 0])
  })

  test('what is hidden is gone from every page, its author reads why and how to mend it, and it comes back', async () => {
    const { house, as, ann, chandra, dell, decide, post, see, tell, queue, url, noticed } = await elmRow()
    const { id } = await post(dell, { title: 'Dell shouts' })
    await tell(chandra, { kind: 'post', id }, { reason: 'unkind' })
    const caseId = (await queue(ann)).items[0]!.id
    const said = { words: 'This hurts somebody', mend: 'Say it without the name' }
    const hidden = await decide(ann, caseId, { deed: 'hide', reason: 'unkind', ...said })
    expect(hidden.json()).toMatchObject({ state: 'done', deed: 'hide', by: { name: 'Ann' } })
    expect((await see(dell, id)).state).toBe('hidden')
    expectProblem(await as(chandra)('GET', `/api/posts/${id}`), NotFound)
    expect((await as(chandra)('GET', `${url}/posts`)).json().items).toEqual([])
    const [decision] = (await as(dell)('GET', '/api/me/decisions')).json().items
    expect(decision).toMatchObject({
      deed: 'hide',
      reason: 'unkind',
      ...said,
      by: 'steward',
      mayAppeal: true,
    })
    expect(JSON.stringify(decision)).not.toContain('Ann')
    expect(await noticed(dell)).toEqual(['action.taken'])
    expect(await noticed(chandra)).toEqual(['report.answered'])
    expect((await as(chandra)('GET', '/api/me/reports')).json().items).toMatchObject([{ outcome: 'acted' }])
    house.clock.pass(hours(72))
    await house.sweep()
    expect((await see(chandra, id)).state).toBe('open')
    expect(await noticed(dell)).toEqual(['action.mended', 'action.taken'])
  })

  test('two may hide something for longer than one, and what hides a scam never comes back by itself', async () => {
    const { house, as, ann, bernard, chandra, dell, decide, post, see, tell, queue, worry } = await elmRow()
    const unkind = await post(dell, { title: 'Dell shouts' })
    await tell(chandra, { kind: 'post', id: unkind.id })
    const scam = await post(dell, { title: 'Dell cheats' })
    await worry({ kind: 'scam', about: { kind: 'post', id: scam.id }, personId: dell.id })
    for (const { id } of (await queue(ann)).items) await decide(ann, id, { deed: 'hide', reason: 'rules' })
    const { items } = (await as(bernard)('GET', `/api/boards/${scam.boardId}/actions`)).json()
    const hid = items.find(({ title }: { title: string }) => title === 'Dell shouts')
    const agree = (who: Cast) => as(who)('PUT', `/api/actions/${hid.id}/second`, { agree: true })
    expectProblem(await agree(ann), AnotherSteward)
    expect((await agree(bernard)).json()).toMatchObject({ second: { name: 'Bernard' }, maySecond: false })
    house.clock.pass(hours(73))
    await house.sweep()
    const states = async () => [(await see(dell, unkind.id)).state, (await see(dell, scam.id)).state]
    expect(await states()).toEqual(['hidden', 'hidden'])
    house.clock.pass(days(28))
    await house.sweep()
    expect(await states()).toEqual(['open', 'hidden'])
  })

  test('whoever is asked to change a post changes it, and stewards look again', async () => {
    const { as, ann, dell, decide, heldPost, queue, see } = await elmRow()
    const { caseId, postId } = await heldPost(dell)
    await decide(ann, caseId, { deed: 'ask', reason: 'private', mend: 'Leave out the number' })
    expect((await queue(ann)).open).toBe(0)
    const { version } = await see(dell, postId)
    await as(dell)('PATCH', `/api/posts/${postId}`, { version, title: 'Without the number' })
    const { items } = await queue(ann)
    expect(items).toMatchObject([{ id: caseId, subject: { title: 'Without the number' } }])
    await decide(ann, caseId, { deed: 'release', reason: 'fine' })
    expect((await see(ann, postId)).state).toBe('open')
  })

  test('a pause keeps somebody out for as long as was said, and no longer than 72 hours', async () => {
    const { house, as, ann, dell, chandra, url, decide, tell, queue } = await elmRow()
    await tell(chandra, { kind: 'person', id: dell.id }, { reason: 'scam' })
    const caseId = (await queue(ann)).items[0]!.id
    const tooLong = await decide(ann, caseId, { deed: 'pause', reason: 'scam', hours: 73 })
    expect(tooLong.statusCode).toBe(422)
    await decide(ann, caseId, { deed: 'pause', reason: 'scam', hours: 10 })
    const say = () => as(dell)('POST', `${url}/posts`, { kind: 'offer', title: 'Me again' })
    expectProblem(await say(), Paused)
    house.clock.pass(hours(10) - 1)
    expectProblem(await say(), Paused)
    house.clock.pass(1)
    expect((await say()).statusCode).toBe(201)
  })

  test('two stewards send somebody away, never one; and no steward alone keeps another out', async () => {
    const { as, ann, bernard, chandra, dell, url, decide, tell, queue, noticed, esther } = await elmRow()
    await tell(chandra, { kind: 'person', id: dell.id }, { reason: 'danger' })
    const caseId = (await queue(ann)).items[0]!.id
    const proposed = await decide(ann, caseId, { deed: 'remove', reason: 'danger', words: 'Not safe here' })
    expect(proposed.json()).toMatchObject({ state: 'proposed', maySecond: false })
    const { id } = proposed.json()
    const agree = (who: Cast) => as(who)('PUT', `/api/actions/${id}/second`, { agree: true })
    expect(await noticed(dell)).toEqual([])
    expect((await as(dell)('GET', '/api/me/decisions')).json().items).toEqual([])
    expect((await as(dell)('GET', `${url}/posts`)).statusCode).toBe(200)
    expectProblem(await agree(ann), AnotherSteward)
    expect(await noticed(bernard)).toContain('removal.asked')
    const both = await Promise.all([agree(bernard), agree(bernard)])
    expect(both.map((r) => r.statusCode).sort()).toEqual([200, 409])
    expect((await as(dell)('GET', `${url}/posts`)).statusCode).toBe(403)
    expect((await as(dell)('GET', '/api/me/decisions')).json().items).toMatchObject([
      { deed: 'remove', by: 'two-stewards', words: 'Not safe here', mayAppeal: true },
    ])
    await tell(esther, { kind: 'person', id: bernard.id })
    const onBernard = (await queue(ann)).items[0]!.id
    const frozen = await decide(ann, onBernard, { deed: 'freeze', reason: 'rules' })
    expect(frozen.json()).toMatchObject({ state: 'proposed' })
    expect((await as(bernard)('GET', `${url}/cases`)).statusCode).toBe(200)
  })

  test('a steward takes back what they did within ten minutes, everything as it was, and not later', async () => {
    const { house, as, ann, bernard, dell, heldPost, decide, see, queue, noticed } = await elmRow()
    const { caseId, postId } = await heldPost(dell)
    const { id } = (await decide(ann, caseId, { deed: 'release', reason: 'fine' })).json()
    expectProblem(await as(bernard)('DELETE', `/api/actions/${id}`), AnotherSteward)
    house.clock.pass(minutes(10))
    expect((await as(ann)('DELETE', `/api/actions/${id}`)).statusCode).toBe(204)
    expect((await see(dell, postId)).state).toBe('checking')
    expect((await queue(bernard)).items).toMatchObject([{ id: caseId, state: 'open' }])
    expect(await noticed(dell)).toEqual(['action.mended', 'action.taken'])
    const again = (await decide(bernard, caseId, { deed: 'hide', reason: 'rules' })).json()
    house.clock.pass(minutes(10) + 1)
    expectProblem(await as(bernard)('DELETE', `/api/actions/${again.id}`), TooLateToUndo)
  })

  test('what does not fit is refused, and nothing has changed', async () => {
    const { ann, chandra, dell, heldPost, decide, tell, queue, see } = await elmRow()
    const { caseId, postId } = await heldPost(dell)
    expectProblem(await decide(ann, caseId, { deed: 'dismiss', reason: 'fine' }), DoesNotFit)
    await tell(chandra, { kind: 'person', id: dell.id })
    const onDell = (await queue(ann)).items.find(({ about }) => about.kind === 'person')!.id
    expectProblem(await decide(ann, onDell, { deed: 'hide', reason: 'rules' }), DoesNotFit)
    expect((await see(dell, postId)).state).toBe('checking')
    expect((await queue(ann)).open).toBe(2)
  })

  test('every action stands in the ledger with its reason, and in no line a name', async () => {
    const { as, ann, bernard, dell, heldPost, decide, url } = await elmRow()
    for (const deed of ['release', 'hide', 'ask', 'freeze'] as const) {
      const { caseId } = await heldPost(dell)
      await decide(ann, caseId, { deed, reason: 'rules', words: 'Dell, this is about you' })
    }
    const { items } = (await as(bernard)('GET', `${url}/ledger`)).json()
    const lines = items.map(({ type, reason }: { type: string; reason: string }) => `${type} ${reason}`)
    expect(lines.reverse()).toEqual(
      ['release', 'hide', 'ask', 'freeze'].map((deed) => `action.${deed} rules`),
    )
    for (const secret of ['Dell', dell.id, ann.id]) expect(JSON.stringify(items)).not.toContain(secret)
    expect((await as(bernard)('GET', `${url}/ledger/check`)).json()).toMatchObject({ lines: 4, fault: null })
  })
})
