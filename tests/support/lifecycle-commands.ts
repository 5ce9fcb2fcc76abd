/** What fast-check does to a post over HTTP, each act beside the answer that the model gives. */
import fc from 'fast-check'
import type { Answer, Claim } from './claims-model.ts'
import { Act, author, expectSame, type Real } from './lifecycle-act.ts'
import type { Edit, LifecycleModel } from './lifecycle-model.ts'

const hourMs = 3_600_000

/** 0 is the newest claim, 1 the one before it. */
const newest = ({ claims }: LifecycleModel, n: number) => claims.length - 1 - (n % claims.length)

const onClaim =
  (
    say: string,
    { by, path = '', method = 'PUT', body }: OnClaim,
    answer: (m: LifecycleModel, c: Claim) => Answer,
  ) =>
  (n: number) => {
    const at = (model: LifecycleModel) => newest(model, n)
    const act = new Act(
      `${say} ${n}`,
      (real, model) => {
        const who = by === 'author' ? author : model.claims[at(model)]!.who
        return { who, method, url: `/claims/${real.claimIds[at(model)]}${path}`, ...(body && { body }) }
      },
      (model) => answer(model, model.claims[at(model)]!),
    )
    return Object.assign(act, { check: (model: LifecycleModel) => model.claims.length > 0 })
  }
type OnClaim = { by: 'author' | 'claimer'; path?: string; method?: string; body?: object }

const claim = (who: number, parts: number, wait: boolean) =>
  new Act(
    `${who} claims ${parts}${wait ? ', or waits' : ''}`,
    ({ postId }) => ({ who, method: 'POST', url: `/posts/${postId}/claims`, body: { parts, wait } }),
    (model) => model.claim(who, parts, wait),
  )

const handOver = (n: number, to: number) => {
  const at = (model: LifecycleModel) => model.claims[newest(model, n)]!
  const act = new Act(
    `claim ${n} is handed to ${to}`,
    (real, model) => {
      const url = `/claims/${real.claimIds[newest(model, n)]}/handover`
      return { who: at(model).who, method: 'PUT', url, body: { personId: real.people[to] } }
    },
    (model) => model.handOver(at(model), to),
  )
  return Object.assign(act, { check: (model: LifecycleModel) => model.claims.length > 0 })
}

const patch = (say: string, body: (m: LifecycleModel) => object, answer: (m: LifecycleModel) => Answer) =>
  new Act(
    say,
    ({ postId }, m) => ({ who: author, method: 'PATCH', url: `/posts/${postId}`, body: body(m) }),
    answer,
  )

const wireDay = (at: number | null | undefined) => at && new Date(at - 1).toISOString().slice(0, 10)
const edit = ({ stale, day, ...more }: Edit) =>
  patch(
    `edit ${JSON.stringify({ ...more, day: wireDay(day), stale })}`,
    ({ version }) => ({
      version: stale ? version - 1 : version,
      ...more,
      neededBy: wireDay(day),
      details: 'More',
    }),
    (model) => model.edit({ stale, day, ...more }),
  )

const ending = (as: string, answer: (m: LifecycleModel) => Answer) =>
  new Act(
    as,
    ({ postId }) => ({ who: author, method: 'PUT', url: `/posts/${postId}/ending`, body: { as } }),
    answer,
  )

/** Days that are over, to come soon, and to come late, seen from the start at nine on the first of them. */
const days = [12, 13, 15, 20].map((day) => Date.UTC(2026, 2, day + 1))
export const aDay = fc.option(fc.constantFrom(...days), { nil: null })
const aClaim = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(9) })
const aNeighbour = fc.integer({ min: 1, max: 4 })
const somePlaces = fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 5 }))
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })

class Pass implements fc.AsyncCommand<LifecycleModel, Real> {
  readonly #ms: number
  constructor(ms: number) {
    this.#ms = ms
  }
  /** A session is good for ninety days; nobody signs in again here. */
  check = ({ now }: LifecycleModel) => now + this.#ms < Date.UTC(2026, 4, 30)
  toString = () => `${this.#ms / hourMs} hours pass`
  async run(model: LifecycleModel, real: Real) {
    model.pass(this.#ms)
    await real.pass(this.#ms)
    await expectSame(model, real)
  }
}

const { constant, record, tuple } = fc
const tap = tuple(aNeighbour, constant(1), constant(false)).map((args) => claim(...args))
const claims = tuple(aNeighbour, somePlaces, fc.boolean()).map((args) => claim(...args))
const remove = { method: 'DELETE', body: {} }
const done = { path: '/completion', body: {} }
const partly = { path: '/completion', body: { stillToDo: 'The rest' } }
const late = { path: '/lateness', body: { words: 'The bus' } }

const onClaims = [
  aClaim.map(onClaim('accept', { by: 'author', path: '/acceptance' }, (m, c) => m.accept(c))),
  aClaim.map(onClaim('decline', { by: 'author', ...remove }, (m, c) => m.leave(c, 'decline'))),
  aClaim.map(onClaim('release', { by: 'claimer', ...remove }, (m, c) => m.leave(c, 'release'))),
  aClaim.map(onClaim('complete', { by: 'claimer', ...done }, (m, c) => m.leave(c, 'complete', c.parts))),
  aClaim.map(onClaim('partly', { by: 'author', ...partly }, (m, c) => m.leave(c, 'complete'))),
  aClaim.map(onClaim('late', { by: 'claimer', ...late }, (m, c) => m.late(c))),
  tuple(aClaim, aNeighbour).map((args) => handOver(...args)),
]

const stale = fc.nat(5).map((n) => n === 0)
const parts = optional(somePlaces)
const edits = record({ parts, standing: optional(fc.boolean()), day: optional(aDay), stale }).map(edit)
const version = ({ version }: LifecycleModel) => ({ version })
const pause = patch(
  'pause',
  (model) => ({ ...version(model), state: 'paused' }),
  (model) => model.pause(),
)
const open = patch(
  'open',
  (model) => ({ ...version(model), state: 'open' }),
  (model) => model.open(),
)
const withdraw = new Act(
  'withdraw',
  ({ postId }) => ({ who: author, method: 'DELETE', url: `/posts/${postId}`, body: {} }),
  (model) => model.end('withdrawn'),
)
const ends = fc.constantFrom(
  withdraw,
  ending('met', (model) => model.end('met')),
  ending('same-again', (model) => model.end('met', true)),
  ending('signposted', (model) => model.end('signposted')),
  ending('passed-on', (model) => model.end('handed-over')),
)
const reopen = constant(ending('open-again', (model) => model.reopen()))
const time = fc.constantFrom(1, 20, 25, 73, 8 * 24).map((hours) => new Pass(hours * hourMs))

/** Claims come often and ends seldom, so that a life is long enough to have something in it. */
export const commands = [
  claims,
  claims,
  tap,
  ...onClaims,
  edits,
  constant(pause),
  constant(open),
  ends,
  reopen,
  time,
]
