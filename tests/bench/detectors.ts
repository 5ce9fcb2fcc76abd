/** What is asked while somebody types, of a message as long as the longest that we have seen, beside reading its words once. */
import { detectors, labelled, linesOf } from '../support/wording.ts'
import type { Line } from './report.ts'

const longest = 6936
const rounds = 60

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

export async function dearestDetector(): Promise<Line> {
  if (detectors.notices(message).length <= 5) throw new Error('The message holds less than it should')
  const took = Object.entries(asked).map(([what, ask]) => ({ what, ms: msOf(ask) }))
  const all = took.map(({ what, ms }) => `${what} ${ms.toFixed(1)}`).join(', ')
  return {
    what: `the dearest of the detectors, a message of ${longest.toLocaleString('en')} characters`,
    unit: 'ms',
    ours: Math.max(...took.map(({ ms }) => ms)),
    raw: msOf((text) => text.normalize('NFD').toLowerCase().split(' ')),
    target: { of: 'ours', atMost: 5 },
    more: all,
  }
}

/** Processor time of the quickest of many. */
function msOf(ask: Ask): number {
  const took = Array.from({ length: rounds }, () => {
    const before = process.cpuUsage()
    ask(message)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  })
  return Math.min(...took)
}
