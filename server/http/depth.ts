const open = new Set(['{', '['])
const close = new Set(['}', ']'])

/** Whether JSON has groups in groups in groups beyond `most`. Looks at each letter once and builds nothing. */
export function isDeeperThan(most: number, json: string): boolean {
  let depth = 0
  let quoted = false
  for (let at = 0; at < json.length; at++) {
    const letter = json[at]!
    if (letter === '"') quoted = !quoted
    else if (quoted && letter === '\\') at++
    else if (!quoted) depth += Number(open.has(letter)) - Number(close.has(letter))
    if (depth > most) return true
  }
  return false
}
