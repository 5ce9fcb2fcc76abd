import { fold, saysNo, saysYes } from './values.ts'

const longestChoice = 80
const mostChoices = 20

/**
 * The needs one cell stands for. A tick means the column's own name, a number how many of it, a list one need an
 * item; a sentence stays whole.
 */
export function needsIn(cell: string, named: string): string[] {
  if (cell === '' || cell === '0') return []
  if (/^\d{1,4}$/.test(cell)) return [cell === '1' ? named : `${named}: ${cell}`]
  if (isNothing(cell)) return []
  if (isTick(cell)) return [named]
  return distinct(choicesIn(cell).filter((choice) => !isNothing(choice)))
}

function choicesIn(cell: string): string[] {
  const byLine = cell.split(/[;\n|]/).map((piece) => piece.trim())
  if (byLine.length > 1) return isList(byLine) ? byLine.filter(Boolean) : [cell]
  // A comma inside brackets belongs to its item: "Other (please say what, and when)".
  const byComma = cell.split(/,(?![^(]*\))/).map((piece) => piece.trim())
  return isList(byComma) ? byComma.filter(Boolean) : [cell]
}

/** A list has short items; sentences end with a full stop or run on. */
const isList = (pieces: string[]) =>
  pieces.length <= mostChoices &&
  pieces.every((piece) => piece.length <= longestChoice && !/[.!?]\s|[.!?]$/.test(piece))

const isTick = (cell: string) => saysYes(cell) && cell.length <= longestChoice
const isNothing = (cell: string) => saysNo(cell) && cell.length <= longestChoice

function distinct(choices: string[]) {
  const seen = new Set<string>()
  return choices.filter((choice) => !seen.has(fold(choice)) && seen.add(fold(choice)))
}
