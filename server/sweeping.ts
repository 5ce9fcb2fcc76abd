import type { House } from './http/room.ts'

const everyMs = 15_000

type Telling = { onTrouble: (error: unknown) => void; everyMs?: number }

/**
 * Does every few seconds what the rooms do because time has passed: one process of all that serve a database, and each
 * what is its own to do. One that fails does not keep the others.
 */
export function keepSweeping({ sweeps, ownSweeps, store, clock }: House, { onTrouble, ...how }: Telling) {
  let running = Promise.resolve()
  let isOver = false
  const each = async (some: House['sweeps'], isOurs: () => Promise<boolean>) => {
    for (const one of some) if (!isOver && (await isOurs())) await one(clock.now()).catch(onTrouble)
  }
  const sweep = async () => {
    await each(ownSweeps, async () => true)
    // Asked before each, so that whoever has lost the clock does at most one thing more.
    await each(sweeps, () => store.keepsTime())
  }
  const timer = setInterval(() => {
    running = running.then(sweep)
  }, how.everyMs ?? everyMs)
  running = sweep()
  return async function stop() {
    clearInterval(timer)
    isOver = true
    await running
  }
}
