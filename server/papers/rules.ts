import type { Joining } from '#contract/boards'
import { type ContentKind, contentKinds, type Level, type Papers } from '#contract/papers'

type Setup = {
  joining: Joining
  visible: boolean
  stewards: number
  namedPerson: string | null
  complaintsTo: string | null
  rulesVersion: number | null
}

/** What is tried where people help each other with money and at the door, however few they are. */
const atTheDoor: ContentKind[] = ['fraud', 'harassment', 'coercion', 'suicide', 'child-abuse']
/** Spread by pictures, of which there are none here. */
const byPictures: ContentKind[] = ['intimate-images', 'extreme-pornography']

/** How likely each kind is here. The more a stranger can read and write without being known, the likelier. */
export function risksOf(setup: Pick<Setup, 'joining' | 'visible'>) {
  return contentKinds.map((kind) => ({ kind, level: levelOf(kind, setup) }))
}

function levelOf(kind: ContentKind, { joining, visible }: Pick<Setup, 'joining' | 'visible'>): Level {
  if (kind === 'fraud') return 'medium'
  if (atTheDoor.includes(kind)) return joining === 'open' ? 'medium' : 'low'
  if (byPictures.includes(kind)) return 'negligible'
  return joining === 'open' && visible ? 'low' : 'negligible'
}

/** What a street has to settle before it can call these papers its own. */
export function missingIn({ namedPerson, complaintsTo, rulesVersion, stewards }: Setup): Papers['missing'] {
  const lacks: [boolean, Papers['missing'][number]][] = [
    [namedPerson === null, 'named-person'],
    [complaintsTo === null, 'complaints'],
    [rulesVersion === null, 'rules'],
    [stewards < 2, 'second-steward'],
  ]
  return lacks.filter(([isLacking]) => isLacking).map(([, what]) => what)
}
