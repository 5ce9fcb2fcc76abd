/** Who may do what, from the one table, as words: for the page at `/api/docs/permissions` and for `docs/permissions.md`. */
import type * as z from 'zod/mini'
import { type Cell, fieldsFor, type Permissions, type Role, roles } from '#contract/permissions'
import { table as asTable, plain, style } from './page.ts'
import { named } from './schemas.ts'
import { groups, summaryOf } from './summaries.ts'

const roleNames: Record<Role, string> = {
  visitor: 'not signed in',
  person: 'of another street',
  asking: 'asks to join',
  neighbour: 'neighbour',
  trusted: 'trusted neighbour',
  steward: 'steward',
  lead: 'safeguarding lead',
  operator: 'this machine',
  partner: 'partner',
  linkWorker: 'link worker',
  funder: 'funder',
  coach: 'coach',
}
export const columns = roles.map((role) => roleNames[role])

export const legend = [
  'yes: they may.',
  'own: where it is theirs; of a claim, where they made it. author: where they posted what is claimed. party: either of these two; of a post, whoever posted it or has claimed it.',
  'visible: where the street lets others read its board. open: where anybody may join it. shared: what the street has shared with them.',
  '401: they are asked to sign in. 403: they see that it is there, and it is not theirs to do. 404: it is not theirs to know. What somebody cannot see is always 404.',
  'A request that needs trust, to come inside or about health or a child, is there for whoever posted it, has claimed it or was asked by name, for trusted neighbours and for stewards. For all others it is not, in no list, count or line.',
  'A room may refuse more than this table, and never less: the state of a post, a limit, a lock.',
]

type Line = { call: string; summary: string; cells: string[] }

/** Every row, under the noun its route belongs to. */
export function linesOf(permissions: Permissions): { group: string; lines: Line[] }[] {
  const lines = Object.entries(permissions).map(([call, row]) => ({
    call,
    summary: summaryOf(call)?.summary ?? call,
    cells: roles.map((role) => wordsOf(row[role])),
  }))
  return Object.keys(groups)
    .map((group) => ({ group, lines: lines.filter(({ call }) => summaryOf(call)?.group === group) }))
    .filter((part) => part.lines.length > 0)
}

const wordsOf = (cell: Cell) => (typeof cell === 'object' ? `${cell[0]}, else ${cell[1]}` : String(cell))

/** The marked fields of every shape: `PostInFull.privateNote` → author. */
export function fieldLines(): [field: string, who: string][] {
  const seen = new Set<unknown>()
  const inOrder = [...named].sort(([one], [other]) => (one < other ? -1 : 1))
  return inOrder.flatMap(([name, shape]) =>
    Object.entries(shapeOf(shape)).flatMap(([field, schema]): [string, string][] => {
      const who = seen.has(schema) ? undefined : fieldsFor.get(schema)
      seen.add(schema)
      return who ? [[`${name}.${field}`, who]] : []
    }),
  )
}

const shapeOf = (shape: z.ZodMiniType) =>
  'shape' in shape ? (shape.shape as Record<string, z.ZodMiniType>) : {}

export function whoPage(permissions: Permissions): string {
  const parts = linesOf(permissions).map(
    ({ group, lines }) =>
      `<section><h2>${plain(group)}</h2>\n${asTable([head, ...lines.map(lineRow)])}\n</section>`,
  )
  const fields = fieldLines().map(
    ([field, who]) => `<tr><th scope="row"><code>${field}</code></th><td>${who}</td></tr>`,
  )
  return `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Who may do what on Doorstep</title><style>${style}</style></head><body><main class="who">
<h1>Who may do what</h1>
<p>Drawn from the table that every call is held to. The calls themselves: <a href="/api/docs">Doorstep for programs</a>.</p>
<ul>${legend.map((line) => `<li>${plain(line)}</li>`).join('')}</ul>
${parts.join('\n')}
<section><h2>Fields that are not for everybody</h2>
<p>Somebody else gets them empty. What has no line here is for everybody who may make the call.</p>
${asTable(fields)}
</section></main></body></html>
`
}

const head = `<tr><th scope="col">call</th>${columns.map((one) => `<th scope="col">${one}</th>`).join('')}</tr>`

const lineRow = ({ call, summary, cells }: Line) =>
  `<tr><th scope="row">${plain(summary)}<br><code>${plain(call)}</code></th>${cells.map((one) => `<td>${one}</td>`).join('')}</tr>`
