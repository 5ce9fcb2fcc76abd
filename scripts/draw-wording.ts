/** Draws the tables of docs/wording.md from the labelled texts: `npm run draw`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { withTables } from '../tests/support/wording-table.ts'

const page = 'docs/wording.md'
writeFileSync(page, withTables(readFileSync(page, 'utf8')))
