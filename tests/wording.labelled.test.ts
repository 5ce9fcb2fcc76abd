// How well the detectors do on texts that people might write, and that a worse detector would be seen.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { crisisIn } from '#contract/crisis'
import { notices } from '#contract/wording'
import { scamIn } from '../server/wording/scams.ts'
import { spamScore } from '../server/wording/spam.ts'
import * as the from './support/wording.ts'
import { withTables } from './support/wording-table.ts'

const share = ({ right, of }: the.Counted) => right / of
const { detectors } = the

/** Each with one thing taken out of it, or put in. */
const deaf = {
  numbers: { ...detectors, notices: (text: string) => notices(text).filter(({ kind }) => kind !== 'phone') },
  eager: { ...detectors, notices: (text: string) => [...notices(text), ...everyNumber(text)] },
  healthy: { ...detectors, notices: () => [] },
  calm: {
    ...detectors,
    crisisIn: (text: string) => crisisIn(text).filter((found) => /die|dead/.test(found.text)),
  },
  alarmed: { ...detectors, crisisIn: (text: string) => [...crisisIn(text), ...everyDeath(text)] },
  trusting: {
    ...detectors,
    scamIn: (text: string) => scamIn(text).filter(({ rule }) => rule !== 'pay-first'),
  },
  suspicious: {
    ...detectors,
    scamIn: (text: string) => (/£|pay/.test(text) ? scamIn('what is your PIN') : []),
  },
  shouted: { ...detectors, spamScore: (text: string) => spamScore(text) + (/[A-Z]{3}|!/.test(text) ? 5 : 0) },
} satisfies Record<string, the.Detectors>

const everyNumber = (text: string) =>
  [...text.matchAll(/\d{3,}/g)].map(({ 0: found, index }) => ({
    kind: 'phone' as const,
    start: index,
    end: index + found.length,
    text: found,
  }))
const everyDeath = (text: string) =>
  /\b(?:die|dying|dead|kill\w*)\b/i.test(text) ? crisisIn('I want to die') : []

test('there are enough of them, and none twice', () => {
  expect(the.labelled.length).toBeGreaterThanOrEqual(300)
  expect(the.linesOf('look-alikes').length).toBeGreaterThanOrEqual(300)
  expect(the.linesOf('crisis').length).toBeGreaterThanOrEqual(300)
  expect(the.linesOf('crisis-look-alikes').length).toBeGreaterThanOrEqual(300)
  expect(the.linesOf('health')).toHaveLength(50)
  expect(the.dialoguesOf('scams')).toHaveLength(50)
  expect(the.dialoguesOf('honest-money')).toHaveLength(50)
  expect(the.labelled.every(({ kinds, text }) => kinds.length > 0 && text !== '')).toBe(true)
  for (const file of ['contacts', 'look-alikes', 'near', 'near-look-alikes'])
    expect(new Set(the.linesOf(file)).size).toBe(the.linesOf(file).length)
  for (const kind of ['', '-look-alikes']) {
    const files = ['crisis', 'crisis-second', 'crisis-third'].map((name) => the.linesOf(name + kind))
    expect(Math.min(...files.map(({ length }) => length))).toBeGreaterThanOrEqual(80)
    expect(new Set(files.flat()).size).toBe(files.flat().length)
  }
})

describe('contact details', () => {
  test('98 of a hundred are noticed, with what they are, and 2 of a hundred at most for nothing', () => {
    const found = the.ofContacts(detectors)
    expect(share(found.with), found.with.wrong.join('\n')).toBeGreaterThanOrEqual(0.98)
    expect(share(found.without), found.without.wrong.join('\n')).toBeGreaterThanOrEqual(0.98)
  })

  test('deaf to phones, or taking every number for one, would be seen', () => {
    expect(share(the.ofContacts(deaf.numbers).with)).toBeLessThan(0.98)
    expect(share(the.ofContacts(deaf.eager).without)).toBeLessThan(0.98)
  })
})

describe('health', () => {
  test('every sentence is noticed', () => {
    const found = the.ofHealth(detectors)
    expect(found.with.wrong).toEqual([])
    expect(share(found.without)).toBeGreaterThanOrEqual(0.95)
    expect(share(the.ofHealth(deaf.healthy).with)).toBe(0)
  })
})

describe('danger', () => {
  test('95 of a hundred are heard, and 1 of a hundred at most for nothing', () => {
    const all = the.ofCrisis(detectors)
    const aside = { with: all.heldOutWith, without: all.heldOutWithout }
    for (const found of [all, aside, all.second, all.third]) {
      expect(share(found.with), found.with.wrong.join('\n')).toBeGreaterThanOrEqual(0.95)
      expect(share(found.without), found.without.wrong.join('\n')).toBeGreaterThanOrEqual(0.99)
    }
  })

  test('hearing only of death, or at every mention of it, would be seen', () => {
    expect(share(the.ofCrisis(deaf.calm).with)).toBeLessThan(0.95)
    expect(share(the.ofCrisis(deaf.calm).third.with)).toBeLessThan(0.95)
    expect(share(the.ofCrisis(deaf.alarmed).without)).toBeLessThan(0.99)
    expect(share(the.ofCrisis(deaf.alarmed).third.without)).toBeLessThan(0.99)
  })

  test('a thousand posts with one such sentence in an everyday request are all heard, and none without', () => {
    const heard = the.linesOf('crisis').filter((text) => crisisIn(text).length > 0)
    const asks = the.linesOf('crisis-look-alikes').filter((text) => crisisIn(text).length === 0)
    const post = (n: number) =>
      `${asks[n % asks.length]}. ${heard[(n * 7) % heard.length]}.\n${asks[(n * 3) % asks.length]}`
    const missed = Array.from({ length: 1000 }, (_, n) => post(n)).filter(
      (text) => crisisIn(text).length === 0,
    )
    expect(missed).toEqual([])
    const calm = Array.from(
      { length: 1000 },
      (_, n) => `${asks[n % asks.length]}.\n${asks[(n * 7) % asks.length]}.`,
    )
    expect(calm.filter((text) => crisisIn(text).length > 0).length).toBeLessThanOrEqual(10)
  })
})

describe('swindles', () => {
  test('48 talks of fifty are seen, and 2 honest ones at most', () => {
    const found = the.ofScams(detectors)
    expect(found.with.right, found.with.wrong.join('\n')).toBeGreaterThanOrEqual(48)
    expect(found.without.right, found.without.wrong.join('\n')).toBeGreaterThanOrEqual(48)
  })

  test('without one rule, or with one for all talk of money, it would be seen', () => {
    expect(the.ofScams(deaf.trusting).with.right).toBeLessThan(48)
    expect(the.ofScams(deaf.suspicious).without.right).toBeLessThan(48)
  })
})

describe('how near somebody comes', () => {
  test('90 of a hundred are told, as far as they go, and 3 of a hundred at most for nothing', () => {
    const found = the.ofNearness(detectors)
    expect(found.with.of).toBeGreaterThanOrEqual(60)
    expect(found.without.of).toBeGreaterThanOrEqual(60)
    expect(share(found.with), found.with.wrong.join('\n')).toBeGreaterThanOrEqual(0.9)
    expect(share(found.without), found.without.wrong.join('\n')).toBeGreaterThanOrEqual(0.97)
  })

  test('deaf, taking a home for a car, or jumping at every "in", would be seen', () => {
    const near = (tier: 2 | 3) => ({ kind: 'home' as const, tier, text: '' })
    expect(share(the.ofNearness({ ...detectors, nearIn: () => undefined }).with)).toBe(0)
    expect(share(the.ofNearness({ ...detectors, nearIn: () => near(2) }).with)).toBeLessThan(0.9)
    const jumpy = (text: string) => (/ in /.test(text) ? near(2) : undefined)
    expect(share(the.ofNearness({ ...detectors, nearIn: jumpy }).without)).toBeLessThan(0.97)
  })
})

test('the tables in docs/wording.md are those of these rules', () => {
  const page = readFileSync('docs/wording.md', 'utf8')
  expect(page).toBe(withTables(page))
})

describe.skipIf(!the.hasReal)('real messages (left out: ../shared/data/messages is not here)', () => {
  test('fewer than one honest SMS of a hundred is taken for an advertisement', () => {
    const found = the.ofSms(detectors)
    expect(found.with.of + found.without.of).toBeGreaterThan(2500)
    expect(share(found.without)).toBeGreaterThan(0.99)
    expect(share(found.with)).toBeGreaterThan(0.8)
    expect(share(the.ofSms(deaf.shouted).without)).toBeLessThan(0.99)
  })

  test('what people wrote in a disaster raises few notices for nothing', () => {
    const found = the.ofDisaster(detectors)
    expect(found.of).toBeGreaterThan(2000)
    expect(share(found)).toBeGreaterThan(0.98)
  })
})
