/** Somebody else was quicker: said kindly, and where they are wanted next. */
import { describe, expect, test } from 'vitest'
import { AlreadyClaimed } from '#contract/claims'
import type { Cast } from './support/cast.ts'
import { openStreet } from './support/elm-row.ts'
import { expectProblem } from './support/expect.ts'
import { type Engine, engines } from './support/house.ts'

async function elmRow(engine: Engine) {
  const { as, cast, post } = await openStreet(engine, ['Ann', 'Bernard', 'Chandra', 'Dell'])
  const [ann, bernard, chandra, dell] = cast as readonly [Cast, Cast, Cast, Cast]
  const claim = (who: Cast, id: string) => as(who)('POST', `/api/posts/${id}/claims`, {})
  return { ann, bernard, chandra, dell, post, claim }
}

describe.each(engines)('a lost race on %s', (engine) => {
  test('of fifty taps at once exactly one wins, and the others are shown what waits longest', async () => {
    const { ann, bernard, chandra, dell, post, claim } = await elmRow(engine)
    const { id } = await post(ann)
    await post(ann, { title: 'Milk' })
    const taps = Array.from({ length: 51 }, (_, n) => claim([bernard, chandra, dell][n % 3]!, id))
    const replies = await Promise.all(taps)
    expect(replies.filter((r) => r.statusCode === 201)).toHaveLength(1)
    const lost = replies.filter((r) => r.json().type === AlreadyClaimed.type)
    expect(lost[0]!.json().next.map((p: { title: string }) => p.title)).toEqual(['Milk'])
    expect(replies.every((r) => [201, 409].includes(r.statusCode))).toBe(true)
  })

  test('whoever is too late is not sent to what they are on already', async () => {
    const { ann, bernard, chandra, post, claim } = await elmRow(engine)
    const { id } = await post(ann)
    const tea = await post(ann, { title: 'Cakes for the street tea', parts: 8 })
    await post(ann, { title: 'Milk' })
    await claim(bernard, tea.id)
    await claim(chandra, id)
    const lost = await claim(bernard, id)
    expectProblem(lost, AlreadyClaimed)
    expect(lost.json().next.map(({ title }: { title: string }) => title)).toEqual(['Milk'])
  })
})
