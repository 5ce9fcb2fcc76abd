/** The labelled texts of tests/wording, and how the detectors do on them. */

import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { crisisIn } from '#contract/crisis'
import { type NearKind, nearIn } from '#contract/nearness'
import { notices } from '#contract/wording'
import { scamIn } from '../../server/wording/scams.ts'
import { spamFrom, spamScore } from '../../server/wording/spam.ts'

const read = (file: string) => readFileSync(`tests/wording/${file}.txt`, 'utf8').trimEnd()
export const linesOf = (file: string) => read(file).split('\n')
export const dialoguesOf = (file: string) =>
  read(file)
    .split('\n\n')
    .map((one) => one.split('\n').map((line) => line.replace(/^- /, '')))

/** `phone+email: text` as what is in it, and the text. */
export const labelled = linesOf('contacts').map((line) => {
  const [, kinds = '', text = ''] = /^([a-z+]+): (.*)$/u.exec(line) ?? []
  return { kinds: kinds.split('+'), text }
})

/** Every third was kept aside while the rules were written, and only counted. */
export const isHeldOut = (_: unknown, n: number) => n % 3 === 2

export type Detectors = {
  notices: typeof notices
  crisisIn: typeof crisisIn
  scamIn: typeof scamIn
  spamScore: typeof spamScore
  nearIn: typeof nearIn
}
export const detectors: Detectors = { notices, crisisIn, scamIn, spamScore, nearIn }

export type Counted = { right: number; of: number; wrong: string[] }

export function count<T>(
  items: readonly T[],
  isRight: (item: T) => boolean,
  say: (item: T) => string = String,
) {
  const wrong = items.filter((item) => !isRight(item)).map(say)
  return { right: items.length - wrong.length, of: items.length, wrong } satisfies Counted
}

const contactsIn = (find: Detectors['notices'], text: string) =>
  find(text).filter(({ kind }) => kind !== 'health')

export function ofContacts({ notices: find }: Detectors) {
  const hasAll = ({ kinds, text }: (typeof labelled)[number]) => {
    const found = contactsIn(find, text).map(({ kind }) => kind)
    return kinds.every(
      (kind, n) =>
        found.filter((one) => one === kind).length > kinds.slice(0, n).filter((k) => k === kind).length,
    )
  }
  return {
    with: count(labelled, hasAll, ({ text }) => text),
    without: count(linesOf('look-alikes'), (text) => contactsIn(find, text).length === 0),
  }
}

export function ofHealth({ notices: find }: Detectors) {
  const isHealth = (text: string) => find(text).some(({ kind }) => kind === 'health')
  return {
    with: count(linesOf('health'), isHealth),
    without: count(linesOf('health-look-alikes'), (text) => !isHealth(text)),
  }
}

export function ofCrisis({ crisisIn: find }: Detectors) {
  const isHeard = (text: string) => find(text).length > 0
  const [said, sayings] = [linesOf('crisis'), linesOf('crisis-look-alikes')]
  const both = (name: string) => ({
    with: count(linesOf(name), isHeard),
    without: count(linesOf(`${name}-look-alikes`), (text) => !isHeard(text)),
  })
  return {
    /** Written later, and what the rules were then widened on. */
    second: both('crisis-second'),
    /** Written with it, before the rules were touched, and only counted since. */
    third: both('crisis-third'),
    with: count(said, isHeard),
    without: count(sayings, (text) => !isHeard(text)),
    heldOutWith: count(said.filter(isHeldOut), isHeard),
    heldOutWithout: count(sayings.filter(isHeldOut), (text) => !isHeard(text)),
  }
}

/** `home: text` as how near it is, and the text. */
const tiers: Record<NearKind, number> = { home: 2, car: 2, care: 3, child: 3, money: 3 }
export const nearLabelled = linesOf('near').map((line) => {
  const [, kind = 'home', text = ''] = /^([a-z]+): (.*)$/u.exec(line) ?? []
  return { tier: tiers[kind as NearKind], text }
})

export function ofNearness({ nearIn: find }: Detectors) {
  const isRight = ({ tier, text }: (typeof nearLabelled)[number]) => find(text)?.tier === tier
  const isLeft = (text: string) => find(text) === undefined
  const say = ({ text }: { text: string }) => text
  const others = linesOf('near-look-alikes')
  return {
    with: count(nearLabelled, isRight, say),
    without: count(others, isLeft),
    heldOutWith: count(nearLabelled.filter(isHeldOut), isRight, say),
    heldOutWithout: count(others.filter(isHeldOut), isLeft),
  }
}

export function ofScams({ scamIn: find }: Detectors) {
  const isSeen = (dialogue: string[]) => dialogue.some((message) => find(message).length > 0)
  const say = (dialogue: string[]) => dialogue.join(' / ')
  return {
    with: count(dialoguesOf('scams'), isSeen, say),
    without: count(dialoguesOf('honest-money'), (dialogue) => !isSeen(dialogue), say),
  }
}

const sms = '../shared/data/messages/sms_spam_a.tsv'
const disaster = '../shared/data/messages/disaster_validation.csv'
/** Real messages nobody here wrote, where they are at hand; nothing of them is kept in the project. */
export const hasReal = existsSync(sms) && existsSync(disaster)

export function ofSms({ spamScore: score }: Detectors) {
  const rows = readFileSync(sms, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t'))
  const textsOf = (label: string) => rows.filter(([is]) => is === label).map(([, text = '']) => text)
  return {
    with: count(textsOf('spam'), (text) => score(text) >= spamFrom),
    without: count(textsOf('ham'), (text) => score(text) < spamFrom),
  }
}

/** Contact details are masked in these, so that whatever is noticed is a false alarm, street addresses apart. */
export function ofDisaster({ notices: find }: Detectors) {
  const rows: string[][] = parse(readFileSync(disaster), { relax_column_count: true, from_line: 2 })
  const texts = rows.map(([, , message = '']) => message)
  return count(texts, (text) => contactsIn(find, text).every(({ kind }) => kind === 'address'))
}
export const longestMessage = () =>
  (parse(readFileSync(disaster), { relax_column_count: true, from_line: 2 }) as string[][])
    .map(([, , message = '']) => message)
    .reduce((longest, one) => (one.length > longest.length ? one : longest), '')
