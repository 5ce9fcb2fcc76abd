/** Several servers on one PostgreSQL, each a process of its own that can be killed. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const script = fileURLToPath(new URL('./front.ts', import.meta.url))
export type Fault = 'hasty'
export type Said = { sweep?: 'began' | 'ended'; port?: number }
export type Front = { child: ChildProcess; port: number; onSaid(hear: (said: Said) => void): void }

export async function startFront(url: string, fault?: Fault): Promise<Front> {
  const child = fork(script, fault ? [url, fault] : [url], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  onTestFinished(() => killFront({ child }))
  const port = await new Promise<number>((resolve, reject) => {
    child.on('message', (said: Said) => said.port && resolve(said.port))
    child.once('exit', () => reject(new Error('a front ended before it listened')))
  })
  return { child, port, onSaid: (hear) => void child.on('message', hear) }
}

export async function killFront({ child }: Pick<Front, 'child'>) {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  rmSync(join(tmpdir(), `doorstep-front-${child.pid}`), { recursive: true, force: true })
}
