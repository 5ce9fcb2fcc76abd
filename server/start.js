// How a board is started: quickly, and then whole.
import './quick-start.js'

await import('./main.ts')
