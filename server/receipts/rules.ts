import { notices } from '#contract/hints'
import { NoCardNumbers, NoMoneyAgreed, NothingToMend, OverTheCap, ReceiptWanted } from '#contract/receipts'

const minuteMs = 60_000
/** After a steward has said why, they may read it this long without saying it again. */
export const lookMs = 30 * minuteMs

/** A wrong figure is noticed soon, and what has been paid back is not argued about for ever. */
export const mendMs = 7 * 24 * 60 * minuteMs

type Kept = { byId: string; at: number }

/** @throws NothingToMend */
export function mendable<T extends Kept>(kept: T | undefined, byId: string, now: number): T {
  if (!kept || kept.byId !== byId || now - kept.at >= mendMs) throw NothingToMend.with()
  return kept
}

/** What somebody says of the money when they say that it is done. */
export type Said = {
  total?: string | undefined
  hasReceipt?: boolean | undefined
  receipt?: string | undefined
}
type Spent = { totalPence: number; words: string | null }
type Agreed = { payBackPounds: number | null; capPounds: number }

/** `£12.40`, `12,40` or `7` in pence. */
export const penceOf = (total: string) =>
  Math.round(Number(total.replace(/[£ ]/g, '').replace(',', '.')) * 100)

/**
 * What is kept of the money; nothing where none was agreed.
 * @throws ReceiptWanted, OverTheCap, NoMoneyAgreed, NoCardNumbers
 */
export function weigh(said: Said, { payBackPounds, capPounds }: Agreed): Spent | undefined {
  if (payBackPounds === null) return said.total === undefined ? undefined : refuseUnasked()
  const totalPence = said.total === undefined ? undefined : penceOf(said.total)
  if (totalPence === 0) return { totalPence, words: null }
  const wanted = missingIn(said)
  if (totalPence === undefined || !said.receipt || wanted.length > 0)
    throw ReceiptWanted.with({ errors: wanted })
  // What was promised when they went shopping holds, also where the street has come down since.
  const most = Math.max(payBackPounds, capPounds)
  if (totalPence > most * 100) throw OverTheCap.at('total', howMuch(most))
  checkNumbers(said.receipt)
  return { totalPence, words: said.receipt }
}

const refuseUnasked = () => {
  throw NoMoneyAgreed.at('total', 'Leave this out. If you have paid, ask them to say so in their post first')
}

const howMuch = (pounds: number) =>
  `At most £${pounds} here. Keep the receipt and talk to a steward: they can allow more`

/** In the order in which they are asked. */
function missingIn({ total, hasReceipt, receipt }: Said) {
  const wanted = [
    total === undefined && {
      pointer: '#/total',
      detail: 'Say what it cost in all. If nothing was spent, put 0',
    },
    !receipt && { pointer: '#/receipt', detail: 'Say what was bought, and where' },
    !hasReceipt && { pointer: '#/hasReceipt', detail: 'Tick this once you have the receipt' },
  ]
  return wanted.filter((one) => one !== false)
}

/** @throws NoCardNumbers */
function checkNumbers(words: string) {
  if (notices(words).some(({ kind }) => kind === 'card' || kind === 'bank'))
    throw NoCardNumbers.at('receipt', 'Leave the long number out')
}
