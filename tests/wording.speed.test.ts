// What is asked while somebody types, of a message as long as the longest that we have seen: 6,936 characters.
import { expect, test } from 'vitest'
import { detectors, labelled, linesOf } from './support/wording.ts'

const longest = 6936
const mostMs = 5

/** Everyday sentences; in each tenth a way to reach somebody, and in each tenth a saying that only sounds like danger. */
const everyday = ['honest-money', 'near-look-alikes', 'health-look-alikes', 'health'].flatMap(linesOf)
const sayings = linesOf('crisis-look-alikes')
const message = everyday
  .flatMap((line, n) => (n % 10 === 0 ? [line, labelled[n % labelled.length]!.text, sayings[n]!] : [line]))
  .join(' ')
  .slice(0, longest)

type Ask = (text: string) => unknown
const asked: Record<string, Ask> = {
  'contact details and health': detectors.notices,
  danger: detectors.crisisIn,
  swindles: detectors.scamIn,
  advertising: detectors.spamScore,
  'how near': detectors.nearIn,
}

/** Processor time of the quickest of many, so that what else the machine does counts as little as can be. */
function msOf(ask: Ask, times = 40): number {
  const took = Array.from({ length: times }, () => {
    const before = process.cpuUsage()
    ask(message)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  })
  return Math.min(...took)
}

test('each detector takes five milliseconds at most of a message of 6,936 characters', () => {
  expect(message).toHaveLength(longest)
  expect(detectors.notices(message).length).toBeGreaterThan(5)
  const took = Object.entries(asked).map(([what, ask]) => [what, msOf(ask)] as const)
  console.info(took.map(([what, ms]) => `${what} ${ms.toFixed(1)} ms`).join(', '))
  expect(took.filter(([, ms]) => ms > mostMs)).toEqual([])
})

test('one that looks anew from every tenth word would be seen', () => {
  const words = message.split(' ')
  const again: Ask = () =>
    words.map((_, n) => (n % 10 === 0 ? detectors.notices(words.slice(n).join(' ')) : []))
  expect(msOf(again, 3)).toBeGreaterThan(mostMs)
})
