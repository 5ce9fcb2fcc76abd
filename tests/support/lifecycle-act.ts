/** One act on a post over HTTP, and how the real post is compared with the model after each. */
import type fc from 'fast-check'
import { expect } from 'vitest'
import type { Answer } from './claims-model.ts'
import type { LifecycleModel } from './lifecycle-model.ts'

export const author = 0

export type Real = {
  /** The ids of the five, as they are numbered here. */
  people: string[]
  /** 0 is the author, 1 to 4 are neighbours. */
  ask: (
    who: number,
    call: [method: string, url: string],
    body?: object,
  ) => Promise<{ status: number; body: Json }>
  pass: (ms: number) => Promise<void>
  postId: string
  boardId: string
  /** A word that only this post has. */
  word: string
  /** The ids of the model's claims, in the same order. */
  claimIds: string[]
  acts: { done: number; refused: number }
  /** Every state that a post or a claim has been in. */
  seen: Set<string>
}
/** Of a problem, a post, a claim, or a list of these: as much as is compared with the model. */
export type Json = {
  type: string
  id: string
  endedAt: string | null
  helpers: { state: string; parts: number }[]
  items: { id: string; type: string; state: string; taken: number; parts: number }[]
}
type Call = { who: number; method: string; url: string; body?: object }

/** One act: what is called, and how it has to be answered. */
export class Act implements fc.AsyncCommand<LifecycleModel, Real> {
  readonly #say: string
  readonly #call: (real: Real, model: LifecycleModel) => Call
  readonly #answer: (model: LifecycleModel) => Answer

  constructor(
    say: string,
    call: (real: Real, model: LifecycleModel) => Call,
    answer: (m: LifecycleModel) => Answer,
  ) {
    this.#say = say
    this.#call = call
    this.#answer = answer
  }

  check = () => true
  toString = () => this.#say

  async run(model: LifecycleModel, real: Real) {
    const { who, method, url, body } = this.#call(real, model)
    const known = model.claims.length
    const answer = this.#answer(model)
    const reply = await real.ask(who, [method, url], body)
    const got = reply.status < 300 ? 'ok' : String(reply.body.type).replace('/problems/', '')
    expect(got, `${this} is answered`).toBe(answer)
    if (model.claims.length > known) real.claimIds.push(reply.body.id)
    real.acts[answer === 'ok' ? 'done' : 'refused']++
    await expectSame(model, real)
  }
}

/** The post as its author reads it is the model's; it is never oversold, and after its end nobody is on it. */
export async function expectSame(model: LifecycleModel, { ask, postId, seen }: Real) {
  seen.add(model.state)
  for (const claim of model.claims) seen.add(`claim ${claim.state}`)
  const { body: post } = await ask(author, ['GET', `/posts/${postId}`])
  const { state, parts, taken, finished, standing, version } = model
  expect(post).toMatchObject({ state, parts, taken, finished, standing, version })
  const active = post.helpers.filter((one) => ['held', 'accepted'].includes(one.state))
  expect(
    active.reduce((sum, one) => sum + one.parts, 0),
    'places taken',
  ).toBe(taken)
  if (!standing && state !== 'done') expect(taken + finished, 'never oversold').toBeLessThanOrEqual(parts)
  if (post.endedAt) expect(active, 'after the end nobody is on it').toEqual([])
}
