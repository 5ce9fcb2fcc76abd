/** The letters that were left in the outbox: each holds the contact it goes to, a name, and nothing else of anybody. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Canaries, type Hatched, mayKnow } from './canaries.ts'
import type { Moment } from './canary-moment.ts'
import { isOfThen } from './canary-names.ts'

/** One that is written while somebody leaves for good is laid down, seen to be too late, and taken back. */
const takenBackMs = 200

type Letter = { path: string; text: string }
/** `lately`: how things stood after each of the last few acts, the newest first. */
type Bench = { outbox: string; canaries: Canaries; erased: ReadonlySet<string>; lately: readonly Moment[] }

/** Takes them out, and says which words are wrong in each. */
export async function readLetters(bench: Bench): Promise<{ text: string; wrong: string[] }[]> {
  const read: { text: string; wrong: string[] }[] = []
  for (const letter of lettersIn(bench.outbox)) {
    const wrong = wrongIn(bench, letter)
    if (wrong.length > 0) await pause(takenBackMs)
    if (wrong.length === 0 || existsSync(letter.path)) read.push({ text: letter.text, wrong })
    rmSync(letter.path, { force: true })
  }
  return read
}

function lettersIn(outbox: string): Letter[] {
  const names = readdirSync(outbox).filter((one) => /^[^.].*\.(eml|txt)$/.test(one))
  return names.flatMap((name) => {
    const path = join(outbox, name)
    return existsSync(path) ? [{ path, text: readFileSync(path, 'utf8') }] : []
  })
}

function wrongIn({ canaries, erased, lately }: Bench, { text }: Letter): string[] {
  const to = canaries.heardIn(text.split(/\r?\n\r?\n/)[0] ?? '')
  const readerIds = to.map((one) => canaries.all.get(one)?.ofId ?? null)
  const isRight = (canary: Hatched) => {
    if (erased.has(canary.ofId ?? '')) return false
    if (canary.kind === 'contact') return to.includes(canary.word)
    return canary.kind === 'name' && readerIds.some((id) => mayName(lately, canary, id))
  }
  return canaries.heardIn(text).filter((word) => !isRight(canaries.all.get(word)!))
}

/** By what was so when it was written: after what was done last, or shortly before, for a file takes its time. */
const mayName = (lately: readonly Moment[], canary: Hatched, readerId: string | null) =>
  lately.some((moment) => {
    const asked = { moment, readerId, canary }
    return mayKnow(asked) || isOfThen('letter', asked)
  })
