// A post comes nearer while neighbours are on it: they are asked, and keep it or hand it back.
import { describe, expect, test } from 'vitest'
import type { ClaimInFull } from '#contract/claims'
import type { Notices } from '#contract/notices'
import { NotForNeighbours } from '#contract/safeguarding'
import { TrustedFirst } from '#contract/standing'
import type { Wording } from '#contract/wording'
import type { Cast } from './support/cast.ts'
import { openStreet } from './support/elm-row.ts'
import { expectProblem } from './support/expect.ts'
import { engines } from './support/house.ts'

describe.each(engines)('a post that comes nearer, on %s', (engine) => {
  /** Chandra is on it, and Dell has a waiting place. */
  async function onIt(asked: object = {}, start: object = {}) {
    const street = await openStreet(engine, ['Ann', 'Bernard', 'Chandra', 'Dell'], { start })
    const [ann, bernard, chandra, dell] = street.cast
    const { as, post, house } = street
    const { id: postId, version } = await post(bernard, asked)
    const claimed = await as(chandra)('POST', `/api/posts/${postId}/claims`, {})
    const { id } = claimed.json()
    await as(bernard)('PUT', `/api/claims/${id}/acceptance`)
    await as(dell)('POST', `/api/posts/${postId}/claims`, { wait: true })
    const edit = (more: object, at = version) =>
      as(bernard)('PATCH', `/api/posts/${postId}`, { version: at, ...more })
    const see = async (who: Cast): Promise<ClaimInFull[]> =>
      (await as(who)('GET', `/api/posts/${postId}/claims`)).json().items
    const stay = (who: Cast) => as(who)('PUT', `/api/claims/${id}/nearness`)
    const told = async (who: Cast) => {
      await house.sweep()
      const { items }: Notices = (await as(who)('GET', '/api/notices')).json()
      return items.filter(({ what }) => /^claim\.(asked|kept)$/.test(what))
    }
    return { ...street, ann, bernard, chandra, dell, postId, id, edit, see, stay, told }
  }

  test('asks everybody who is on it, who stays on it, and tells the author what they say', async () => {
    const { ann, bernard, chandra, dell, postId, edit, see, stay, told } = await onIt()
    expect((await see(chandra))[0]).toMatchObject({ askedNear: null })
    expect((await edit({ tier: 2 })).json()).toMatchObject({ state: 'claimed', tier: 2 })
    for (const one of [chandra, dell]) {
      expect((await see(one))[0]).toMatchObject({ askedNear: 2 })
      expect(await told(one)).toMatchObject([{ what: 'claim.asked', other: { name: 'Bernard' }, postId }])
    }
    expect((await see(bernard)).map(({ askedNear }) => askedNear)).toEqual([2, 2])
    expect([await told(bernard), await told(ann)]).toEqual([[], []])
    for (const other of [bernard, dell, ann]) expect((await stay(other)).statusCode).toBe(404)
    expect((await stay(chandra)).json()).toMatchObject({ state: 'accepted' })
    expect((await see(chandra))[0]).toMatchObject({ askedNear: null, state: 'accepted' })
    expect(await told(bernard)).toMatchObject([{ what: 'claim.kept', other: { name: 'Chandra' } }])
  })

  test('they hand it back as ever, and it is open again as near as it is now', async () => {
    const { as, bernard, chandra, dell, postId, id, edit, see } = await onIt()
    await edit({ tier: 2 })
    expect((await as(chandra)('DELETE', `/api/claims/${id}`, {})).statusCode).toBe(200)
    // Whoever waited has it now, and is still asked.
    expect((await see(dell))[0]).toMatchObject({ state: 'held', askedNear: 2 })
    expect((await as(bernard)('GET', `/api/posts/${postId}`)).json()).toMatchObject({ tier: 2 })
  })

  test('nobody is asked where it stays as it was, or is taken back', async () => {
    const { chandra, edit, see, told } = await onIt({ tier: 1 })
    await edit({ title: 'Walk two dogs' })
    expect(await told(chandra)).toEqual([])
    await edit({ tier: 2 }, 2)
    await edit({ tier: 1 }, 3)
    expect((await see(chandra))[0]).toMatchObject({ askedNear: null })
  })

  test('only whoever is trusted there keeps it, and further than neighbours go it never comes', async () => {
    const start = { vouchesWanted: 2, checking: 'nobody' }
    const { chandra, edit, see, stay } = await onIt({ tier: 0 }, start)
    expectProblem(await edit({ tier: 3 }), NotForNeighbours)
    expect((await see(chandra))[0]).toMatchObject({ askedNear: null })
    await edit({ tier: 1 })
    expectProblem(await stay(chandra), TrustedFirst)
    expect((await see(chandra))[0]).toMatchObject({ askedNear: 1 })
  })

  test('what the words sound like is said to their author, and decides nothing', async () => {
    const { as, bernard, post } = await onIt()
    const near = async (more: object) => {
      const made = await post(bernard, { draft: true, ...more })
      const seen: Wording = (await as(bernard)('GET', `/api/posts/${made.id}/wording`)).json()
      return { tier: made.tier, near: seen.near }
    }
    expect(await near({ title: 'Post a letter' })).toEqual({ tier: 1, near: null })
    const lift = { title: 'A lift to hospital on Monday' }
    expect(await near(lift)).toMatchObject({ tier: 1, near: { kind: 'car', tier: 2 } })
    expect(await near({ ...lift, tier: 2 })).toEqual({ tier: 2, near: null })
    expect(await near({ title: 'Babysitter for Saturday night' })).toMatchObject({ near: { tier: 3 } })
    const asked = await post(bernard, { title: 'Babysitter for Saturday night' })
    expect(asked).toMatchObject({ state: 'open', tier: 1 })
  })
})
