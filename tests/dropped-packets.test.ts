/** A network that drops everything and tells nobody: two machines, and a road between them that is closed for a while. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { canBuild, nearHost, twoMachines } from './support/networks.ts'
import { type ServedStreet, serve, streetToServe } from './support/served.ts'

const hand = fileURLToPath(new URL('./support/far-hand.ts', import.meta.url))
const isRoot = canBuild()
if (!isRoot) console.info('networks cannot be built here: what dropped packets do is not watched')
const patience = { timeout: 60_000 }

type Said = { heard?: string; state?: string; posted?: string; tries?: number; isHere?: true }

/** Somebody at one of the machines, and all they say. */
async function somebody(
  on: string[],
  { port, street, page }: { port: number; street: ServedStreet; page?: [since: number, askMs: number] },
) {
  const about = [`${nearHost}:${port}`, street.boardId, street.tokens[0]!, ...(page ?? []).map(String)]
  const [command, ...words] = [...on, process.execPath, hand, ...about] as [string, ...string[]]
  const child = spawn(command, words, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const said: Said[] = []
  child.on('message', (one: Said) => void said.push(one))
  await expect.poll(() => said.some(({ isHere }) => isHere), patience).toBe(true)
  return {
    post: (title: string) => void child.send(title),
    posted: () => said.flatMap(({ posted }) => posted ?? []),
    tries: () => said.flatMap(({ tries }) => tries ?? []),
    heard: () => said.flatMap(({ heard }) => heard ?? []),
    state: () => said.findLast(({ state }) => state)?.state,
  }
}

test.runIf(isRoot)(
  'while packets are dropped a page says that it is stale; afterwards it has missed nothing, and what was sent is there once',
  { timeout: 240_000 },
  async () => {
    const street = await streetToServe(['Ann'])
    const { onNear, onFar, carry } = twoMachines()
    const { port } = await serve(street, { before: onNear, env: { HOST: nearHost } })
    const neighbour = await somebody(onNear, { port, street })
    neighbour.post('Before')
    await expect.poll(neighbour.posted, patience).toEqual(['Before'])
    // Ann herself, and her first post.
    const since = 2
    const away = await somebody(onFar, { port, street, page: [since, 1000] })
    // What must be caught: a page that never asks whether its line still carries anything.
    const trusting = await somebody(onFar, { port, street, page: [since, 2 ** 31 - 1] })
    await expect.poll(() => [away.state(), trusting.state()], patience).toEqual(['live', 'live'])

    carry(false)
    neighbour.post('Meanwhile')
    away.post('From afar')
    await expect.poll(neighbour.posted, patience).toEqual(['Before', 'Meanwhile'])
    await expect.poll(away.state, patience).toBe('stale')
    expect(trusting.state()).toBe('live')
    expect(away.heard()).not.toContain('Meanwhile')

    carry(true)
    await expect.poll(away.posted, patience).toEqual(['From afar'])
    expect(away.tries()[0]).toBeGreaterThan(1)
    await expect
      .poll(
        () =>
          away
            .heard()
            .filter((title) => title !== 'Before')
            .sort(),
        patience,
      )
      .toEqual(['From afar', 'Meanwhile'])
    expect(away.state()).toBe('live')
  },
)
