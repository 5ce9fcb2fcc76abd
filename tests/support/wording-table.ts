/** `docs/wording.md`, from what the detectors do on the labelled texts. */
import { type Counted, detectors, ofContacts, ofCrisis, ofHealth, ofNearness, ofScams } from './wording.ts'

const percent = ({ right, of }: Counted) => `${((100 * right) / of).toFixed(1)} %`
const missed = ({ right, of }: Counted) => of - right

function table(name: string, found: { with: Counted; without: Counted }) {
  return [
    `| ${name} | noticed | not noticed | |`,
    '|---|---:|---:|---:|',
    `| texts with | ${found.with.right} | ${missed(found.with)} | found ${percent(found.with)} |`,
    `| texts without | ${missed(found.without)} | ${found.without.right} | left alone ${percent(found.without)} |`,
  ].join('\n')
}

/** What is drawn; the rest of the page is written by hand. */
export function wordingTables(): string {
  const crisis = ofCrisis(detectors)
  const near = ofNearness(detectors)
  const { heldOutWith, heldOutWithout } = crisis
  return [
    table('Contact details, cards, accounts', ofContacts(detectors)),
    table('Health words', ofHealth(detectors)),
    table('Swindles (whole talks)', ofScams(detectors)),
    table('Danger', crisis),
    table('Danger, the third of them kept aside', { with: heldOutWith, without: heldOutWithout }),
    table('Danger, second writing', crisis.second),
    table('Danger, third writing, only counted', crisis.third),
    table('How near somebody comes', near),
    table('How near, the third kept aside', { with: near.heldOutWith, without: near.heldOutWithout }),
  ].join('\n\n')
}

const [from, to] = ['<!-- drawn -->', '<!-- end -->']

/** The page with its tables drawn anew. */
export function withTables(page: string): string {
  const [before = '', rest = ''] = page.split(from)
  return `${before}${from}\n\n${wordingTables()}\n\n${to}${rest.split(to)[1] ?? ''}`
}
