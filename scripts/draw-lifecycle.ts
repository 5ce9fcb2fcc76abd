/** Draws `docs/lifecycle.md` from the two tables of the lifecycle. Run it after a change: `npm run draw`. */
import { writeFileSync } from 'node:fs'
import { activeClaim, claimMoves, ended, onBoard, postMoves } from '../server/lifecycle/contract.ts'

type Moves = Record<string, { from: readonly string[]; to: string }>
type Drawing = { moves: Moves; starts: readonly string[]; ends: readonly string[] }

export const drawingFile = 'docs/lifecycle.md'

export function drawLifecycle(post: Moves = postMoves, claim: Moves = claimMoves): string {
  return `# The life of a post and of a claim

Drawn from \`server/lifecycle/contract.ts\` by \`scripts/draw-lifecycle.ts\`. Do not edit it here: change the tables, run
\`npm run draw\`. A test fails when the two differ.

## A post

On the board: ${list(onBoard)}. Ended: ${list(ended)}. Nothing ends without one of these names.

${diagram({ moves: post, starts: ['draft', 'checking', 'open'], ends: ended })}

${table(post)}

## A claim

A claim takes up parts of its post while it is ${list(activeClaim)}. It begins as held, or as waiting when the post is
full.

${diagram({ moves: claim, starts: ['waiting', 'held'], ends: ['done', 'declined', 'released', 'lapsed'] })}

${table(claim)}
`
}

const list = (states: readonly string[]) => states.join(', ')
/** A name mermaid takes: it reads a dash as the start of an arrow. */
const state = (name: string) => name.replaceAll('-', '_')

function diagram({ moves, starts, ends }: Drawing): string {
  const first = starts.map((name) => `  [*] --> ${state(name)}`)
  const arrows = Object.entries(moves).flatMap(([move, { from, to }]) =>
    from.map((name) => `  ${state(name)} --> ${state(to)}: ${move}`),
  )
  const last = ends.map((name) => `  ${state(name)} --> [*]`)
  return ['```mermaid', 'stateDiagram-v2', ...first, ...arrows, ...last, '```'].join('\n')
}

function table(moves: Moves): string {
  const rows = Object.entries(moves).map(([move, { from, to }]) => {
    return `| ${move} | ${from.length > 0 ? list(from) : 'the start'} | ${to} |`
  })
  return ['| move | from | to |', '|---|---|---|', ...rows].join('\n')
}

if (import.meta.main) writeFileSync(drawingFile, drawLifecycle())
