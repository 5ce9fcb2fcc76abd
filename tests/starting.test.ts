/** What whoever starts a board is told when it cannot start. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { scratch } from './support/scratch.ts'

const main = fileURLToPath(new URL('../server/start.js', import.meta.url))

test('a port that is taken is named in a sentence, with what to do', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  const { port } = other.address() as { port: number }
  const env = {
    ...process.env,
    PORT: String(port),
    DATABASE_URL: `file:${join(scratch('start'), 'doorstep.db')}`,
  }
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (text) => {
    said += text
  })
  const [code] = await once(child, 'close')
  expect(said).toBe(
    `Port ${port} is taken by another program. Stop that one, or choose another: PORT=${port + 1}\n`,
  )
  expect(code).toBe(1)
})
