/** A case as one file that any browser shows, without us and without script. */
import type { Evidence, Exhibit } from '#contract/evidence'

const style = `body{font:18px/1.5 system-ui,sans-serif;max-width:42em;margin:2em auto;padding:0 1em;
overflow-wrap:anywhere}section{border-top:1px solid;margin-top:2em}pre{white-space:pre-wrap;font:inherit}code{font-size:.8em}`

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replaceAll(/[&<>"]/g, (sign) => escapes[sign]!)

export function readable(pack: Evidence): string {
  const told = pack.told.map(
    ({ at, reason, words }) => `<li>${at}: ${escaped(reason)} ${escaped(words ?? '')}</li>`,
  )
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Case ${escaped(pack.caseId)}</title><style>${style}</style></head>
<body><h1>Case ${escaped(pack.caseId)}</h1>
<p>From the board of <bdi>${escaped(pack.board)}</bdi>, made ${pack.madeAt}. Opened ${pack.openedAt}: ${escaped(pack.why)}.</p>
<p>People are named by their ids. The stewards of the board can tell the police who they are.</p>
<h2>What the stewards were told</h2><ul>${told.join('\n')}</ul>
${pack.exhibits.map(section).join('\n')}
<section><h2>Digests</h2><p>Ledger of the street: <code>${pack.ledger ?? 'none'}</code></p>
<p>All of this, as JSON (SHA-256): <code>${pack.sha256}</code></p></section>
</body></html>
`
}

const section = ({ kind, id, personId, toId, at, state, words, sha256 }: Exhibit) =>
  `<section><h2>${kind} ${escaped(id)}</h2><p>By ${escaped(personId)}${toId ? ` to ${escaped(toId)}` : ''}, ${at ?? ''}
${escaped(state ?? '')}</p><pre dir="auto">${escaped(words)}</pre><p>SHA-256 <code>${sha256}</code></p></section>`
