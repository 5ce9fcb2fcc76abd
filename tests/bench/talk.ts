/** One question at a time to a process that we started, over the channel between us. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** What a process says next. @throws when it ends instead, for then nothing it said would be worth anything */
export async function saidBy<T>(child: ChildProcess): Promise<T> {
  const waiting = new AbortController()
  const { signal } = waiting
  const ended = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`A process of the bench ended in the middle, with ${code}`)
  })
  try {
    const [said] = await Promise.race([once(child, 'message', { signal }), ended])
    return said as T
  } finally {
    waiting.abort()
    ended.catch(() => {})
  }
}

export async function ask<T>(child: ChildProcess, question: object): Promise<T> {
  const answer = saidBy<T>(child)
  child.send(question)
  return answer
}

/** A script beside this one, in a process of its own. */
export function begin(script: string, args: string[] = [], execArgv: string[] = []): ChildProcess {
  const path = fileURLToPath(new URL(script, import.meta.url))
  return fork(path, args, { execArgv, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
}

export async function end(child: ChildProcess) {
  const ended = once(child, 'exit')
  child.disconnect()
  await ended
}
