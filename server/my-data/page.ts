/** Everything about one person as one file that any browser shows, now and in twenty years, without us. */
import { lazily } from '../http/lazily.ts'

const style = `body{font:18px/1.5 system-ui,sans-serif;max-width:42em;margin:2em auto;padding:0 1em;
overflow-wrap:anywhere}section{border-top:1px solid;margin-top:2em}dt{font-weight:600}dd{margin:0 0 .5em 1em}
ol{padding-left:1.5em}li{margin-bottom:1em}`

export function readable(all: Record<string, unknown>): string {
  const parts = Object.entries(all).filter(([name]) => name !== 'exportedAt')
  const sections = parts.map(
    ([name, part]) => `<section><h2>${headingOf(name)}</h2>\n${shown(part, name)}</section>`,
  )
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>What Doorstep knows about you</title><style>${style}</style></head>
<body><h1>What Doorstep knows about you</h1>
<p>Made on ${shown(all.exportedAt, 'exportedAt')}. This is all of it. Keep it somewhere safe.</p>
${sections.join('\n')}
</body></html>
`
}

function shown(value: unknown, name: string): string {
  if (value === null || value === undefined || value === '') return '<i>nothing</i>'
  if (Array.isArray(value)) return listed(value, name)
  if (typeof value === 'object') return described(value as Record<string, unknown>)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return `<bdi>${escaped(isMoment(value, name) ? momentOf(value) : String(value))}</bdi>`
}

function listed(values: unknown[], name: string): string {
  if (values.length === 0) return '<p><i>nothing</i></p>'
  return `<ol>${values.map((one) => `<li>${shown(one, name)}</li>`).join('\n')}</ol>`
}

function described(value: Record<string, unknown>): string {
  const pairs = Object.entries(value).filter(([, one]) => one !== null)
  return `<dl>${pairs.map(([name, one]) => `<dt>${headingOf(name)}</dt><dd>${shown(one, name)}</dd>`).join('')}</dl>`
}

/** `privateNote` → `Private note`. */
function headingOf(name: string): string {
  const words = name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return escaped(words.charAt(0).toUpperCase() + words.slice(1))
}

const isMoment = (value: unknown, name: string): value is number | string =>
  /(At|^at|^since|Since)$/.test(name) && (typeof value === 'number' || typeof value === 'string')

const inLondon = { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/London' } as const
const moments = lazily(() => new Intl.DateTimeFormat('en-GB', inLondon))

function momentOf(value: number | string): string {
  const at = new Date(value)
  return Number.isNaN(at.valueOf()) ? String(value) : moments().format(at)
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replaceAll(/[&<>"]/g, (sign) => escapes[sign]!)
