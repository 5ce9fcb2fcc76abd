/** Hears all that is said to anybody, and judges each thing by how matters stood when it was said. */
import { setImmediate as turn } from 'node:timers/promises'
import { type Asked, type Canaries, type CanaryKind, type Hatched, mayKnow } from './canaries.ts'
import { readLetters } from './canary-letters.ts'
import { isStewardOf, type Moment, readMoment } from './canary-moment.ts'
import { isOfThen } from './canary-names.ts'
import type { TestHouse } from './house.ts'

/** `frame`: where and as which it stands in the log of a street. */
export type Heard = {
  where: string
  readerId: string | null
  text: string
  frame?: { channelId: string; seq: number }
}
/** Of so many acts: a letter may have been begun that long ago. */
const remembered = 6
type Courtroom = { house: TestHouse; canaries: Canaries; lines: string[] }

export function openCourt({ house, canaries, lines }: Courtroom) {
  const erased = new Set<string>()
  const leaks: string[] = []
  const said = {
    ...{ texts: 0, frames: 0, letters: 0, asked: 0, done: 0, pages: 0 },
    rightly: {} as Partial<Record<CanaryKind, number>>,
  }
  const heard: Heard[] = []
  /** How things stood after each of the last few acts, the newest first. */
  const lately: Moment[] = []
  let isOld = true

  function hear(one: Heard) {
    said[one.frame ? 'frames' : 'texts'] += 1
    heard.push(one)
  }

  /** Something has been done since: how things stand is read again before anything is judged. */
  const touch = () => {
    isOld = true
  }

  async function look(): Promise<Moments> {
    const [before] = lately
    const isSame = !isOld && before !== undefined
    isOld = false
    lately.unshift(
      isSame ? before : await readMoment(house.store.read, { now: house.clock.now(), erased, before }),
    )
    lately.length = Math.min(lately.length, remembered)
    return { now: lately[0]!, was: lately[1] ?? lately[0]! }
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
    leaks.push(...logged.map((word) => `log: ${kindOf(word)}`), ...(await lettersWrong()))
  }

  function weigh(word: string, one: Heard, moments: Moments) {
    const canary = canaries.all.get(word)!
    if (isSaidHere(one, canary, moments.now) || isKnown(canary, one, moments)) {
      said.rightly[canary.kind] = (said.rightly[canary.kind] ?? 0) + 1
      return
    }
    const reader = one.readerId ?? 'a visitor'
    leaks.push(`${one.where} to ${reader}: ${kindOf(word)} in ${around(one.text, word)}`)
  }

  async function lettersWrong(): Promise<string[]> {
    const letters = await readLetters({ outbox: house.outbox, canaries, erased, lately })
    said.letters += letters.length
    return letters.flatMap(({ text, wrong }) =>
      wrong.map((word) => `letter: ${kindOf(word)} in ${around(text, word)}`),
    )
  }

  const kindOf = (word: string) => JSON.stringify({ word, ...canaries.all.get(word) })
  return { erased, leaks, said, hear, touch, judge }
}

function around(text: string, word: string): string {
  const at = text.indexOf(word)
  return text.slice(Math.max(0, at - 80), at + 60)
}

/** Before and after what was done last. */
type Moments = { was: Moment; now: Moment }

/**
 * A frame is sent by what its reader is in that moment. One that tells of something older than what was done last may have gone
 * out just before it; one that tells of what was done, or of anything after it, may not.
 */
function isKnown(canary: Hatched, { readerId, frame }: Heard, { was, now }: Moments): boolean {
  const asked = { canary, readerId }
  if (mayKnow({ ...asked, moment: now } as Asked)) return true
  const isOlder = frame !== undefined && frame.seq <= (was.seqs.get(frame.channelId) ?? 0)
  return isOlder && mayKnow({ ...asked, moment: was })
}

/** What has its place in this answer, and in no other. */
function isSaidHere(one: Heard, canary: Hatched, moment: Moment): boolean {
  const asked = { moment, readerId: one.readerId, canary }
  const isHere = canary.kind === 'name' && isOfThen(one.where, asked)
  return isHere || isOwnEcho(one, canary) || isLook(one, canary, moment)
}

/** What somebody has just typed may come back to them with the reason why it was refused. */
const isOwnEcho = ({ where, readerId }: Heard, { ofId }: Hatched) =>
  where.startsWith('P') && ofId !== null && ofId === readerId

/** A steward who has said why is shown how to reach somebody, once, and that person reads that they were. */
function isLook({ where, readerId }: Heard, { kind }: Hatched, moment: Moment): boolean {
  const [, boardId] = /^POST \/boards\/([\w-]+)\/members\/[\w-]+\/looks 2/.exec(where) ?? []
  return kind === 'contact' && boardId !== undefined && isStewardOf(moment, boardId, readerId ?? '')
}
