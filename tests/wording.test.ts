import { describe, expect, test } from 'vitest'
import { crisisIn } from '#contract/crisis'
import { notices, sentenceAround } from '#contract/hints'
import { scamIn } from '../server/wording/scams.ts'
import { spamFrom, spamScore } from '../server/wording/spam.ts'

const kinds = (text: string) => notices(text).map(({ kind, text }) => `${kind}: ${text}`)

test.each([
  ['Ring me on 07700 900123', ['phone: 07700 900123']],
  [
    'It is oh double seven double oh nine oh oh one two three',
    ['phone: oh double seven double oh nine oh oh one two three'],
  ],
  [
    'Ring o double seven double o nine treble o one two, or knock',
    ['phone: o double seven double o nine treble o one two'],
  ],
  ['+44 (0)191 498 0123 after six', ['phone: +44 (0)191 498 0123']],
  ['Write to annie@example.org', ['email: annie@example.org']],
  ['annie at example dot com', ['email: annie at example dot com']],
  ['We are at 14 elm row, sr2 7aa', ['address: 14 elm row', 'postcode: sr2 7aa']],
  ['4111 1111 1111 1111', ['card: 4111 1111 1111 1111']],
  ['Sort code 20-12-34, account 12345678', ['bank: 20-12-34', 'bank: 12345678']],
  ['My chemo starts on 12/03/2026 at 10.30', ['health: chemo']],
  ['60 masks by 2026-11-23, £12.40, bus 07 to Park Lane', []],
  ['Order 07700900123, a 10 minute walk', []],
])('%j holds %j', (text, expected) => {
  expect(kinds(text)).toEqual(expected)
})

test('what is noticed is cut out of the text where it says it stands', () => {
  const text = 'Milk please. Ring 07700 900123, or knock at 14 Elm Row.'
  for (const { start, end, text: words } of notices(text)) expect(text.slice(start, end)).toBe(words)
  const [phone] = notices(text)
  const around = sentenceAround(text, phone!)
  expect(text.slice(around.start, around.end).trim()).toBe('Ring 07700 900123, or knock at 14 Elm Row.')
})

describe('words of somebody in danger', () => {
  test.each(['I can’t go on', 'I took all my tablets', 'he hits me', 'they would be better off without me'])(
    '%j are heard',
    (text) => {
      expect(crisisIn(text).length).toBeGreaterThan(0)
    },
  )
  test.each([
    'Dying for a coffee',
    'Please kill the lights',
    'I can’t go on the trip',
    'My boiler wants to die',
  ])('%j only sounds like it', (text) => {
    expect(crisisIn(text)).toEqual([])
  })
})

test('a swindle is named by its rule, and an advertisement is weighed', () => {
  const rules = (text: string) => scamIn(text).map(({ rule }) => rule)
  expect(rules('Pay the £20 first, then I come')).toContain('pay-first')
  expect(rules('What is the PIN of your card')).toContain('card-asked')
  expect(rules('The receipt is £12.40, pay me when you like')).toEqual([])
  expect(
    spamScore('WINNER!! Claim your £900 prize now. Call 09061 701461. T&Cs apply'),
  ).toBeGreaterThanOrEqual(spamFrom)
  expect(spamScore('Could somebody walk the dog on Tuesday?')).toBeLessThan(spamFrom)
})
