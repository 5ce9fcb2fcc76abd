/** Draws `docs/permissions.md` from the table of permissions. Run it after a change: `npm run draw`. */
import { writeFileSync } from 'node:fs'
import { columns, fieldLines, legend, linesOf } from '../server/docs/who.ts'
import { permissions } from '../server/permissions/table.ts'

export const permissionsFile = 'docs/permissions.md'

export function drawPermissions(table = permissions): string {
  const groups = linesOf(table).map(({ group, lines }) => {
    const rows = lines.map(({ call, summary, cells }) => row([`${summary}<br>\`${call}\``, ...cells]))
    return [
      `## ${group}`,
      '',
      row(['call', ...columns]),
      row(['', ...columns].map(() => '---')),
      ...rows,
    ].join('\n')
  })
  const fields = fieldLines().map(([field, who]) => row([`\`${field}\``, who]))
  return `# Who may do what

Drawn from \`server/permissions/table.ts\` by \`scripts/draw-permissions.ts\`. Do not edit it here: change the table, run
\`npm run draw\`. A test fails when the two differ. Every call is held to this table by one guard, and a route without a row
does not start ([decision 13](decisions/0013-permissions.md)).

${legend.map((line) => `- ${line}`).join('\n')}

${groups.join('\n\n')}

## Fields that are not for everybody

Somebody else gets them empty. What has no line here is for everybody who may make the call.

${[row(['field', 'for whom']), row(['---', '---']), ...fields].join('\n')}
`
}

const row = (cells: string[]) => `| ${cells.join(' | ')} |`

if (import.meta.main) writeFileSync(permissionsFile, drawPermissions())
