/** Two machines with a road between them that can be closed, so that what is sent is dropped and nobody is told. */
import { spawnSync } from 'node:child_process'
import { onTestFinished } from 'vitest'

const ip = (...words: string[]) => spawnSync('ip', words).status === 0
const [near, road, far] = ['near', 'road', 'far'].map((name) => `doorstep-${name}-${process.pid}`) as [
  string,
  string,
  string,
]
export const nearHost = '10.77.1.2'

/** One end of the road: a machine with an address, and the road's own address beside it. */
function pave(machine: string, at: { link: string; net: string }) {
  const [its, ours] = [`${at.link}0`, `${at.link}1`]
  const made = ip('link', 'add', its, 'netns', machine, 'type', 'veth', 'peer', 'name', ours, 'netns', road)
  const told = [
    ip('-n', machine, 'addr', 'add', `${at.net}.2/24`, 'dev', its),
    ip('-n', road, 'addr', 'add', `${at.net}.1/24`, 'dev', ours),
    ...[its, 'lo'].map((link) => ip('-n', machine, 'link', 'set', link, 'up')),
    ip('-n', road, 'link', 'set', ours, 'up'),
    ip('-n', machine, 'route', 'add', 'default', 'via', `${at.net}.1`),
  ]
  return made && told.every((one) => one)
}

/** Whether what goes from one to the other is carried. */
const carry = (isOpen: boolean) =>
  spawnSync('ip', ['netns', 'exec', road, 'sysctl', '-qw', `net.ipv4.ip_forward=${isOpen ? 1 : 0}`])
    .status === 0

const pull = () => [near, road, far].map((machine) => ip('netns', 'del', machine))

/** False where this machine does not let us. */
function build(): boolean {
  const isMade = [near, road, far].map((machine) => ip('netns', 'add', machine)).every((one) => one)
  return (
    isMade &&
    pave(near, { link: 'dsa', net: '10.77.1' }) &&
    pave(far, { link: 'dsb', net: '10.77.2' }) &&
    carry(true)
  )
}

export function canBuild(): boolean {
  const could = build()
  pull()
  return could
}

export function twoMachines() {
  if (!build()) throw new Error('The road could not be built')
  onTestFinished(() => void pull())
  const on = (machine: string) => ['ip', 'netns', 'exec', machine]
  return { onNear: on(near), onFar: on(far), carry }
}
