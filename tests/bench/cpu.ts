/** What the processor has done for whom, from Linux's own books; nothing elsewhere. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'

export type Spent = { fronts: number; postgres: number; load: number }
const ticks = 100

/** In seconds of one core, since each process began. */
export function cpuOf({ fronts, postgres }: { fronts: number[]; postgres: number }): Spent {
  const { user, system } = process.cpuUsage()
  const sum = (pids: number[]) => pids.reduce((all, pid) => all + secondsOf(pid), 0)
  return {
    fronts: sum(fronts),
    postgres: sum([postgres, ...childrenOf(postgres)]),
    load: (user + system) / 1e6,
  }
}

/** Field 3 and on of a process's line, after its name in brackets. */
function statOf(pid: number | string): string[] {
  const file = `/proc/${pid}/stat`
  try {
    return existsSync(file) ? readFileSync(file, 'utf8').split(') ')[1]!.split(' ') : []
  } catch {
    return []
  }
}

function secondsOf(pid: number): number {
  const [utime = '0', stime = '0'] = statOf(pid).slice(11, 13)
  return (Number(utime) + Number(stime)) / ticks
}

function childrenOf(parent: number): number[] {
  if (!existsSync('/proc')) return []
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.filter((pid) => statOf(pid)[1] === String(parent)).map(Number)
}
