import {
  councilLines,
  emergencyId,
  firstHelplines,
  type Helpline,
  type HelplineEdit,
} from '#contract/helplines'
import { InvalidInput } from '#contract/http'
import { newId } from '../http/ids.ts'

/** A new street's own numbers, below those that every street begins with. */
export const firstNumbers = (edits: HelplineEdit[] | undefined, now: number) =>
  numbers(edits && [...firstHelplines, ...edits], now)

/** Numbers somebody has just looked up; nothing when nobody did. @throws InvalidInput (422) */
export const numbers = (edits: HelplineEdit[] | undefined, now: number) =>
  edits && { helplines: helplinesOf(edits), helplinesCheckedAt: now }

/** The emergency number stays first; a line without a number goes. @throws InvalidInput (422) */
function helplinesOf(edits: HelplineEdit[]): Helpline[] {
  if (new Set(edits.map(({ id }, n) => id ?? n)).size < edits.length)
    throw InvalidInput.at('helplines', 'Two numbers cannot share one id')
  const kept = edits.flatMap(({ id, number, ...said }, n) => {
    const known = [...firstHelplines, ...Object.values(councilLines)].find((line) => line.id === id)
    if (!number) return []
    const line = { ...known, ...said, id: id ?? newId() }
    const name = line.name ?? InvalidInput.raise({ errors: [nameless(n)] })
    return [{ ...line, name, number, words: line.words ?? '' }]
  })
  const emergency = kept.find(({ id }) => id === emergencyId) ?? firstHelplines[0]!
  return [emergency, ...kept.filter((line) => line !== emergency)]
}

const nameless = (n: number) => ({ pointer: `#/helplines/${n}/name`, detail: 'Say whose number this is' })
