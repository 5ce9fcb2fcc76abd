/** Hears all that is said to anybody, and judges each thing by how matters stood when it was said. */
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { type Asked, type Canaries, type Canary, type CanaryKind, mayKnow } from './canaries.ts'
import { isStewardOf, type Moment, readMoment } from './canary-moment.ts'
import type { TestHouse } from './house.ts'

/** `frame`: where and as which it stands in the log of a street. */
export type Heard = {
  where: string
  readerId: string | null
  text: string
  frame?: { channelId: string; seq: number }
}
type Courtroom = { house: TestHouse; canaries: Canaries; lines: string[] }

export function openCourt({ house, canaries, lines }: Courtroom) {
  const erased = new Set<string>()
  const leaks: string[] = []
  const said = {
    ...{ texts: 0, frames: 0, letters: 0, done: 0, pages: 0 },
    rightly: {} as Partial<Record<CanaryKind, number>>,
  }
  const heard: Heard[] = []
  let was: Moment | undefined
  let now: Moment | undefined
  let isOld = true

  function hear(one: Heard) {
    said[one.frame ? 'frames' : 'texts'] += 1
    heard.push(one)
  }

  /** Something has been done since: how things stand is read again before anything is judged. */
  const touch = () => {
    isOld = true
  }

  async function look() {
    was = now
    if (isOld || !now) now = await readMoment(house.store.read, { now: house.clock.now(), erased })
    isOld = false
    return { now, was: was ?? now }
  }

  /** Judges all that was said since the last time. */
  async function judge(): Promise<void> {
    for (let n = 0; n < 3; n++) await turn()
    const moments = await look()
    const words = new Map<string, string[]>()
    for (const one of heard.splice(0)) {
      const found = words.get(one.text) ?? canaries.heardIn(one.text)
      words.set(one.text, found)
      for (const word of found) weigh(word, one, moments)
    }
    const logged = canaries.heardIn(lines.splice(0).join('\n'))
    leaks.push(...logged.map((word) => `log: ${kindOf(word)}`), ...lettersWrong())
  }

  function weigh(word: string, one: Heard, moments: Moments) {
    const canary = canaries.all.get(word)!
    if (isOwnEcho(one, canary) || isLook(one, canary, moments.now) || isKnown(canary, one, moments)) {
      said.rightly[canary.kind] = (said.rightly[canary.kind] ?? 0) + 1
      return
    }
    const at = one.text.indexOf(word)
    const around = one.text.slice(Math.max(0, at - 80), at + 20)
    leaks.push(`${one.where} to ${one.readerId ?? 'a visitor'}: ${kindOf(word)} in ${around}`)
  }

  /** A letter holds the contact it goes to, and nothing else of anybody. */
  function lettersWrong(): string[] {
    const leaking: string[] = []
    for (const name of readdirSync(house.outbox).filter((one) => /^[^.].*\.(eml|txt)$/.test(one))) {
      const text = readFileSync(join(house.outbox, name), 'utf8')
      rmSync(join(house.outbox, name))
      said.letters += 1
      const to = canaries.heardIn(text.split(/\r?\n\r?\n/)[0] ?? '')
      const wrong = canaries.heardIn(text).filter((word) => !isForLetter(to, word))
      leaking.push(...wrong.map((word) => `letter: ${kindOf(word)}`))
    }
    return leaking
  }

  function isForLetter(to: string[], word: string) {
    const { kind, ofId } = canaries.all.get(word)!
    return (kind === 'contact' && to.includes(word)) || (kind === 'name' && !erased.has(ofId ?? ''))
  }
  const kindOf = (word: string) => JSON.stringify({ word, ...canaries.all.get(word) })
  return { erased, leaks, said, hear, touch, judge }
}

/** Before and after what was done last. */
type Moments = { was: Moment; now: Moment }

/**
 * A frame is sent by what its reader is in that moment. One that tells of something older than what was done last may have gone
 * out just before it; one that tells of what was done, or of anything after it, may not.
 */
function isKnown(canary: Canary, { readerId, frame }: Heard, { was, now }: Moments): boolean {
  const asked = { canary, readerId }
  if (mayKnow({ ...asked, moment: now } as Asked)) return true
  const isOlder = frame !== undefined && frame.seq <= (was.seqs.get(frame.channelId) ?? 0)
  return isOlder && mayKnow({ ...asked, moment: was })
}

/** What somebody has just typed may come back to them with the reason why it was refused. */
const isOwnEcho = ({ where, readerId }: Heard, { ofId }: Canary) =>
  where.startsWith('P') && ofId !== null && ofId === readerId

/** A steward who has said why is shown how to reach somebody, once, and that person reads that they were. */
function isLook({ where, readerId }: Heard, { kind }: Canary, moment: Moment): boolean {
  const [, boardId] = /^POST \/boards\/([\w-]+)\/members\/[\w-]+\/looks 2/.exec(where) ?? []
  return kind === 'contact' && boardId !== undefined && isStewardOf(moment, boardId, readerId ?? '')
}
