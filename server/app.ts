import websocket from '@fastify/websocket'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Permissions } from '#contract/permissions'
import type { Store } from '#db'
import { actions } from './actions/routes.ts'
import { appeals } from './appeals/routes.ts'
import { blocks } from './blocks/routes.ts'
import { boards } from './boards/routes.ts'
import { cases } from './cases/routes.ts'
import { claims } from './claims/routes.ts'
import { endWithLastAnswer, sayGoodbye } from './closing.ts'
import { concerns } from './concerns/routes.ts'
import { pretending } from './demo/pretending.ts'
import { demo } from './demo/routes.ts'
import { describing } from './docs/openapi.ts'
import { docs } from './docs/routes.ts'
import { endings } from './endings/routes.ts'
import { evidence } from './evidence/routes.ts'
import { figures } from './figures/routes.ts'
import { finding } from './finding/routes.ts'
import { Counts } from './health/counts.ts'
import { health } from './health/routes.ts'
import { history } from './history/routes.ts'
import { answerUnreadable, frontDoor } from './http/front-door.ts'
import { giveHeaders, keepNothing, refuseNonsense } from './http/headers.ts'
import { Load } from './http/load.ts'
import { requestId, serializers } from './http/log.ts'
import type { App, Clock, House, Mail, Room } from './http/room.ts'
import { invitations } from './invitations/routes.ts'
import { joining } from './joining/routes.ts'
import { keeping } from './keeping/routes.ts'
import { ledger } from './ledger/routes.ts'
import { Hub } from './live/hub.ts'
import { members } from './members/routes.ts'
import { messages } from './messages/routes.ts'
import { mine } from './mine/routes.ts'
import { myData } from './my-data/routes.ts'
import { notices } from './notices/routes.ts'
import { pages } from './pages/routes.ts'
import { papers } from './papers/routes.ts'
import { passkeys } from './passkeys/routes.ts'
import { asking } from './people/asking.ts'
import { people } from './people/routes.ts'
import { guard } from './permissions/guard.ts'
import { permissions } from './permissions/table.ts'
import { places } from './places/routes.ts'
import { posts } from './posts/routes.ts'
import { quarters } from './quarters/routes.ts'
import { receipts } from './receipts/routes.ts'
import { reports } from './reports/routes.ts'
import { reveals } from './reveals/routes.ts'
import { safeguarding } from './safeguarding/routes.ts'
import { secondLock } from './second-lock/routes.ts'
import { sheets } from './sheets/routes.ts'
import { shifts } from './shifts/routes.ts'
import { signIn } from './sign-in/routes.ts'
import { standing } from './standing/routes.ts'
import { visits } from './visits/routes.ts'
import { wording } from './wording/routes.ts'

export type Setting = {
  store: Store
  clock: Clock
  key: Buffer
  publicUrl: string
  mail: Mail
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

/** The rooms, lowest first: this list is the map of the house. */
const rooms: Room[] = [
  people,
  signIn,
  secondLock,
  passkeys,
  places,
  boards,
  finding,
  blocks,
  members,
  standing,
  ledger,
  invitations,
  safeguarding,
  posts,
  wording,
  joining,
  reveals,
  receipts,
  claims,
  concerns,
  messages,
  visits,
  endings,
  history,
  figures,
  mine,
  sheets,
  cases,
  reports,
  actions,
  appeals,
  quarters,
  shifts,
  evidence,
  notices,
  myData,
  keeping,
  papers,
  demo,
  health,
  docs,
]

const bodyLimit = 64 * 1024

/** The id of a passkey is long. */
const frame = { bodyLimit, routerOptions: { maxParamLength: 1400 } }

const noHooks = () => ({
  whenConfirmed: [],
  nameFor: [],
  whenStarted: [],
  whenLeft: [],
  whenLetIn: [],
  removals: [],
  whenOpen: [],
  whenNearer: [],
  whenCleared: [],
  whenMended: [],
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

/** Left to itself the plugin closes without a code, and a page would take that for a fault. */
function hangUp(this: FastifyInstance, done: () => void) {
  sayGoodbye(this)
  this.websocketServer.close()
  done()
}

/** The whole server, not yet listening. */
export async function buildApp({
  logLevel,
  logTo,
  dist,
  trustedProxies = 'loopback',
  table = permissions,
  ...setting
}: Setting) {
  const logger = logLevel ? { level: logLevel, serializers, stream: logTo ?? process.stdout } : false
  const refusing = {
    frameworkErrors: answerUnreadable(setting.publicUrl),
    clientErrorHandler: refuseNonsense(setting.publicUrl),
  }
  const app = Fastify({ ...frame, ...refusing, genReqId: requestId, trustProxy: trustedProxies, logger })
  giveHeaders(app, setting.publicUrl)
  endWithLastAnswer(app)
  const load = new Load(setting.store.waiting)
  const house: House = { ...setting, live: new Hub(setting.store), load, counts: new Counts(), ...noHooks() }
  await app.register(websocket, { options: { maxPayload: bodyLimit }, preClose: hangUp })
  await app.register(async (api) => {
    await frontDoor(api, house)
    keepNothing(api)
    asking(api, house)
    pretending(api)
    guard(api, house, table)
    house.counts.watch(api)
    await describing(api, setting.publicUrl)
    for (const room of rooms)
      await api.register(async (scope) => room(scope as unknown as App, house), { prefix: '/api' })
  })
  if (dist) await pages(app, { clock: setting.clock, publicUrl: setting.publicUrl, dist, load })
  app.addHook('preClose', async () => {
    house.live.close()
    load.close()
  })
  return { app, house }
}
