import type { Permissions } from '#contract/permissions'
import type { Store } from '#db'
import { Counts } from './health/counts.ts'
import { Doorway } from './http/doorway.ts'
import { Load } from './http/load.ts'
import type { Clock, Copies, House, Mail } from './http/room.ts'
import { Hub } from './live/hub.ts'

export type Setting = {
  store: Store
  clock: Clock
  key: Buffer
  publicUrl: string
  mail: Mail
  copies?: () => Copies
  /** Where it is written down, as digests, who was erased: an older backup is cleared of them before it serves. */
  erasureList?: string | undefined
  /** Proxies that may say whom they speak for; those on this machine when left out. */
  trustedProxies?: string
  /** Lines of JSON on standard output from this level up; silent when left out. */
  logLevel?: string
  /** Where those lines go instead. */
  logTo?: { write(line: string): void }
  /** The folder with the built pages; without it there is only the API. */
  dist?: string
  /** Who may do what; another table is for tests that look what it is worth. */
  table?: Permissions
}

const noHooks = () => ({
  whenConfirmed: [],
  whenSignedIn: [],
  waysBack: [],
  nameFor: [],
  whenStarted: [],
  whenLeft: [],
  whenLetIn: [],
  removals: [],
  whenOpen: [],
  whenNearer: [],
  whenCleared: [],
  whenMended: [],
  whenReworded: [],
  whenBlocked: [],
  beforePosting: [],
  beforeClaiming: [],
  beforeListening: [],
  worries: [],
  asSteward: [],
  exports: [],
  erasures: [],
  sweeps: [],
  ownSweeps: [],
  scopes: {},
  holds: {},
})

type ForHouse = Omit<Setting, 'trustedProxies' | 'logLevel' | 'logTo' | 'dist' | 'table'>

/** What every room is handed, before any has moved in. */
export function houseOf({ copies = () => ({ kind: 'off', lastAt: null }), ...setting }: ForHouse): House {
  const doorway = new Doorway()
  return {
    ...setting,
    copies,
    live: new Hub(setting.store),
    load: new Load(() => setting.store.waiting() + doorway.waiting),
    doorway,
    counts: new Counts(),
    ...noHooks(),
  }
}
