/** Phone, card and bank numbers in a text, told apart from dates, times, prices, orders and counts. */

import { inDigits } from '#contract/digits'

export type NumberKind = 'phone' | 'card' | 'bank'
export type NumberFound = { kind: NumberKind; start: number; end: number; text: string }

type Group = { digits: string; start: number; end: number }
/** Groups of digits with no more than a space, a dash, a dot or brackets between them. */
type Run = Group[]

const between = /^[ \u00a0.\-–—()/]{0,3}$/
/** What a number said in words leaves behind. */
const blank = '\u200d'
const dates =
  /\b(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}[/.-]\d{1,2}[/.-]\d{1,2}|\d{1,2}[:.]\d{2} ?[ap]m)\b/giu

/** What is to be taken as one kind of number or another, said just before it. */
const phoneWords =
  /\b(?:phone|ring|call|text|txt|tel|telephone|mob|mobile|cell|landline|whatsapp|dial|fax|contact|reach|on)\b/giu
const otherWords =
  /\b(?:order|ref|reference|booking|parcel|tracking|serial|model|isbn|barcode|meter|invoice|ticket|case|policy|nhs|item|sku|part|receipt|voucher|pnr|licence|reading|delivery|(?<!sort )code|batch|lot|imei)\b/giu
const bankWords = /\b(?:sort|account|acc|acct|a\/c|bank)\b/iu
const localWords =
  /\b(?:ring|call|text|txt|tel|telephone|phone|mob|mobile|landline|dial|number(?:'s| is)?)\b/iu

export function numbersIn(text: string): NumberFound[] {
  const plain = inDigits(text)
  const hidden = plain.replaceAll(dates, (date, at: number) =>
    isDate(date, plain, at) ? 'x'.repeat(date.length) : date,
  )
  const found = [...runsIn(hidden)].flatMap((run) => inRun(hidden, run))
  const ibans = [...plain.matchAll(/\bGB\d{2} ?[A-Z]{4} ?(?:\d ?){13}\d\b/giu)].map(({ 0: iban, index }) => ({
    kind: 'bank' as const,
    start: index,
    end: index + iban.length,
  }))
  return [...found, ...ibans]
    .sort((one, other) => one.start - other.start)
    .map((one) => ({ ...one, end: wordEnd(plain, one.end) }))
    .map((one) => ({ ...one, text: text.slice(one.start, one.end) }))
}

/** A number said in words ends where its last word does. */
function wordEnd(plain: string, end: number): number {
  let to = end
  while (plain[to] === blank) to += 1
  return to
}

/** A day of the calendar or a time, unless it is the sort code of an account. */
function isDate(said: string, text: string, at: number): boolean {
  if (/\bsort\b[^\d]{0,14}$/iu.test(text.slice(Math.max(0, at - 30), at))) return false
  if (/^[^\d]{1,12}\d{8}(?!\d)/u.test(text.slice(at + said.length, at + said.length + 24))) return false
  const [one = 0, two = 0, three = 0] = said.split(/[^\d]+/u).map(Number)
  if (said.includes(':') || /m$/iu.test(said)) return one <= 24
  return one > 31 ? two <= 12 && three <= 31 : one <= 31 && two <= 12
}

function* runsIn(text: string): Generator<Run> {
  let run: Run = []
  for (const { 0: digits, index: start } of text.matchAll(/\d+/gu)) {
    const group = { digits, start, end: start + digits.length }
    const last = run.at(-1)
    const isNear = last && between.test(gapOf(text.slice(last.end, start)))
    if (run.length > 0 && !isNear) {
      yield run
      run = []
    }
    run.push(group)
  }
  if (run.length > 0) yield run
}

/** Between numbers said in words a comma is a breath. */
const gapOf = (gap: string) => (gap.includes(blank) ? gap.replaceAll(blank, '').replace(',', '') : gap)

const longest = 12

function inRun(text: string, run: Run) {
  const found: Omit<NumberFound, 'text'>[] = []
  for (let from = 0; from < run.length; from += 1) {
    const match = matchFrom(text, run, from)
    if (!match) continue
    found.push({ kind: match.kind, start: startOf(text, run[from]!.start), end: run[match.to]!.end })
    from = match.to
  }
  return found
}

/** With the plus sign or the bracket before it. */
function startOf(text: string, start: number) {
  const before = text.slice(Math.max(0, start - 2), start)
  return start - (/[+(]{0,2}$/.exec(before)?.[0].length ?? 0)
}

function matchFrom(text: string, run: Run, from: number) {
  for (let to = Math.min(run.length, from + longest) - 1; to >= from; to -= 1) {
    const groups = run.slice(from, to + 1)
    const kind = isLikely(text, groups) ? kindOf(text, groups) : undefined
    if (kind) return { kind, to }
  }
  return undefined
}

/** Looked at first, since it costs least: the right count of digits, in groups that somebody would write. */
function isLikely(text: string, groups: Group[]): boolean {
  const count = groups.reduce((sum, { digits }) => sum + digits.length, 0)
  if (count < 5 || count > 16) return false
  if (groups.length <= 4) return true
  const start = groups[0]!.start
  return (
    count >= 10 &&
    count <= 14 &&
    (groups[0]!.digits.startsWith('0') || /[+(4]/.test(text.slice(start - 1, start + 1)))
  )
}

function kindOf(text: string, groups: Group[]): NumberKind | undefined {
  const digits = groups.map((group) => group.digits).join('')
  const before = text.slice(Math.max(0, groups[0]!.start - 40), groups[0]!.start)
  if (/[#£$€]$/.test(before)) return undefined
  const sizes = groups.map((group) => group.digits.length).join(' ')
  if (isCard(digits, sizes) && !isOther(before)) return 'card'
  if (isBank(sizes, before, text.slice(groups.at(-1)!.end, groups.at(-1)!.end + 40))) return 'bank'
  return isPhone({ digits, sizes, before }) ? 'phone' : undefined
}

/** Whether the last thing named before it is an order, a ticket, a meter: not somebody's phone. */
function isOther(before: string): boolean {
  const lastOf = (words: RegExp) => [...before.matchAll(words)].at(-1)?.index ?? -1
  return lastOf(otherWords) > lastOf(phoneWords)
}

const cardSizes = new Set(['16', '15', '4 4 4 4', '4 6 5', '8 8', '4 12', '4 4 8', '13', '14', '4 6 4'])

function isCard(digits: string, sizes: string): boolean {
  return cardSizes.has(sizes) && /^[3-6]/.test(digits) && passesLuhn(digits)
}

function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((so, digit, n) => {
    const doubled = Number(digit) * (n % 2 === 1 ? 2 : 1)
    return so + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}

function isBank(sizes: string, before: string, after: string): boolean {
  if (sizes === '2 2 2 8' || sizes === '6 8' || sizes === '8 2 2 2') return true
  const isSaid = bankWords.test(before)
  if (sizes === '2 2 2')
    return isSaid || bankWords.test(after.slice(0, 12)) || /^\D{1,30}\b\d{8}\b/.test(after)
  return (sizes === '8' || sizes === '4 4' || sizes === '6') && isSaid && !isOther(before)
}

type Candidate = { digits: string; sizes: string; before: string }

function isPhone({ digits, sizes, before }: Candidate): boolean {
  if (/\p{L}$/u.test(before) && !/\b(?:mob|tel|ph|t|m|no|on|text|call|ring)$/iu.test(before)) return false
  if (/\+\(?$/.test(before)) return digits.length >= 10 && digits.length <= 15
  if (isOther(before)) return false
  const national = digits.replace(/^(?:0044|44)0?(?=[1-37]\d{8})/, '0')
  return isNational(national, sizes, before) || isBare(national, sizes, before)
}

/** Area codes with five digits after them, and those of 01 whose number is a digit short. */
const short =
  /^01(?:204|208|254|276|297|298|363|364|384|386|404|420|460|461|480|488|524|527|562|566|606|629|635|647|659|695|697|726|744|750|768|827|837|884|900|905|935|946|949|963|995)/

function isNational(digits: string, sizes: string, before: string): boolean {
  if (digits.length === 10) return short.test(digits) || (/^01/.test(digits) && localWords.test(before))
  if (digits.length !== 11 || !/^(?:07[1-9]|01[1-9]|02[03489]|05[56]|084|087|09)/.test(digits)) return false
  return digits.startsWith('07') || !/^(?:\d ){4,}/.test(sizes) || localWords.test(before)
}

/** Without the nought, or without the area code: only where it is plainly a number to ring. */
function isBare(digits: string, sizes: string, before: string): boolean {
  const isAsked = localWords.test(before.slice(-24))
  if (digits.length === 10 && /^7[1-9]/.test(digits)) return isAsked || sizes === '4 6' || sizes === '4 3 3'
  const isLocal = sizes === '3 4' || sizes === '6' || sizes === '7' || sizes === '3 3' || sizes === '5'
  const isGivenUp = /\b(?:on|at|number|no|is|tel|mobile|phone|landline|call|ring|dial)\b[\s:.]*$/iu.test(
    before,
  )
  return isLocal && isAsked && isGivenUp && !/\b(?:bus|room|page|door|radio|channel)\b/iu.test(before)
}
