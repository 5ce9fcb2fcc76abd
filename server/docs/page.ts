/** The description of the API as a page: one file, no script, nothing from anywhere else. */
import { createHash } from 'node:crypto'
import { groups } from './summaries.ts'

type Shape = {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  anyOf?: Shape[]
  oneOf?: Shape[]
  items?: Shape
  properties?: Record<string, Shape>
  required?: string[]
  'x-for-whom'?: string
}
type Content = { content?: Record<string, { schema?: Shape }> }
type Call = {
  summary: string
  tags: string[]
  parameters?: { name: string; in: string; required?: boolean; schema: Shape }[]
  requestBody?: Content
  responses: Record<string, Content & { description: string }>
}
export type OpenApi = {
  paths: Record<string, Record<string, Call>>
  components: { schemas: Record<string, Shape> }
}

export const style = `:root{color-scheme:light dark;--ink:light-dark(#1d1a15,#f3eee3);--paper:light-dark(#faf6ee,#16140f);
--line:light-dark(#6b6353,#8f8672);--act:light-dark(#0b4f43,#8fd9c6)}
body{font:1.125rem/1.55 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-inline-size:52rem;margin:auto;padding:1.5rem}
a{color:var(--act)}code{font-size:1rem;overflow-wrap:anywhere}section{border-block-start:1px solid var(--line);margin-block:1.5rem}
table{border-collapse:collapse;inline-size:100%}th,td{text-align:start;vertical-align:top;padding:.25rem .75rem .25rem 0}
.wide{overflow-x:auto}body:has(.who){max-inline-size:none}.who th[scope=row]{min-inline-size:15rem}
.who tr{border-block-end:1px solid var(--line)}`

/** Nothing but this one style may be used on the page. */
export const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; frame-ancestors 'none'`

export function page(api: OpenApi): string {
  const parts = Object.keys(groups).map((group) => groupPart(api, group))
  return `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Doorstep for programs</title><style>${style}</style></head><body><main>
<h1>Doorstep for programs</h1>
<p>Everything the pages do, a program can do too. The same as data: <a href="/api/openapi.json">OpenAPI 3.1</a>, and for the
live news of a street <a href="/api/asyncapi.json">AsyncAPI 3.0</a>. <a href="/api/docs/permissions">Who may do what</a> has a page of its own.</p>
<p>Sign in with <code>POST /api/session</code> and <code>"as": "token"</code>, then send the token as
<code>Authorization: Bearer</code>. What makes something takes an <code>Idempotency-Key</code>: the same key and the same words
give the same reply. A problem comes as <code>application/problem+json</code>; its <code>errors</code> point at the fields.</p>
${parts.join('\n')}
<section id="shapes"><h2>Shapes</h2>
${Object.entries(api.components.schemas).map(shapePart).join('\n')}
</section></main></body></html>
`
}

function groupPart({ paths }: OpenApi, group: string): string {
  const calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, call]) => call.tags.includes(group))
      .map(([method, call]) => callPart(`${method.toUpperCase()} ${path}`, call)),
  )
  return `<section><h2>${plain(group)}</h2>\n${calls.join('\n')}\n</section>`
}

function callPart(name: string, { summary, parameters = [], requestBody, responses }: Call): string {
  const given = parameters.map(({ name: field, in: place, required, schema }) =>
    row([`<code>${plain(field)}</code>`, `in the ${place}${required ? ', needed' : ''}`, shapeWords(schema)]),
  )
  const body = requestBody ? [row(['what is sent', '', contentWords(requestBody)])] : []
  const replies = Object.entries(responses).map(([status, reply]) =>
    row([plain(status), plain(reply.description), contentWords(reply)]),
  )
  return `<h3>${plain(summary)}</h3>\n<p><code>${plain(name)}</code></p>\n${table([...given, ...body, ...replies])}`
}

function shapePart([name, shape]: [string, Shape]): string {
  const fields = Object.entries(shape.properties ?? {}).map(([field, inner]) =>
    row([
      `<code>${plain(field)}</code>`,
      shape.required?.includes(field) ? 'needed' : '',
      `${shapeWords(inner)}${forWhom(inner)}`,
    ]),
  )
  const inside = fields.length > 0 ? table(fields) : `<p>${shapeWords(shape)}</p>`
  return `<h3 id="${plain(name)}">${plain(name)}</h3>\n${inside}`
}

export const table = (rows: string[]) =>
  `<div class="wide" tabindex="0" role="group"><table>${rows.join('')}</table></div>`
const row = ([head, ...cells]: string[]) =>
  `<tr><th scope="row">${head}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`

function contentWords({ content = {} }: Content): string {
  return Object.values(content)
    .map(({ schema }) => (schema ? shapeWords(schema) : ''))
    .join(' ')
}

/** A field that others get empty. */
const forWhom = ({ 'x-for-whom': who }: Shape) => (who ? ` (for ${plain(who)})` : '')

function shapeWords(shape: Shape): string {
  const name = shape.$ref?.split('/').at(-1)
  if (name) return `<a href="#${plain(name)}">${plain(name)}</a>`
  if (shape.enum) return shape.enum.map((one) => `<code>${plain(JSON.stringify(one))}</code>`).join(', ')
  const either = shape.anyOf ?? shape.oneOf
  if (either) return either.map(shapeWords).join(' or ')
  if (shape.items) return `a list of ${shapeWords(shape.items)}`
  if (shape.properties) return `{ ${Object.keys(shape.properties).map(plain).join(', ')} }`
  return plain([shape.type ?? 'anything'].flat().join(' or '))
}

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
export const plain = (text: string) => text.replace(/[&<>"]/g, (mark) => marks[mark]!)
