import websocket from '@fastify/websocket'
import Fastify from 'fastify'
import { actions } from './actions/routes.ts'
import { appeals } from './appeals/routes.ts'
import { blocks } from './blocks/routes.ts'
import { boards } from './boards/routes.ts'
import { cases } from './cases/routes.ts'
import { claims } from './claims/routes.ts'
import { endWithLastAnswer, hangUp } from './closing.ts'
import { concerns } from './concerns/routes.ts'
import { contactChange } from './contact-change/routes.ts'
import { pretending } from './demo/pretending.ts'
import { demo } from './demo/routes.ts'
import { describing } from './docs/openapi.ts'
import { docs } from './docs/routes.ts'
import { endings } from './endings/routes.ts'
import { evidence } from './evidence/routes.ts'
import { figures } from './figures/routes.ts'
import { finding } from './finding/routes.ts'
import { health } from './health/routes.ts'
import { history } from './history/routes.ts'
import { answerUnreadable, frontDoor } from './http/front-door.ts'
import { giveHeaders, refuseNonsense } from './http/headers.ts'
import { requestId, serializers } from './http/log.ts'
import type { App, Room } from './http/room.ts'
import { invitations } from './invitations/routes.ts'
import { joining } from './joining/routes.ts'
import { keeping } from './keeping/routes.ts'
import { ledger } from './ledger/routes.ts'
import { members } from './members/routes.ts'
import { messages } from './messages/routes.ts'
import { mine } from './mine/routes.ts'
import { myData } from './my-data/routes.ts'
import { notices } from './notices/routes.ts'
import { otherAccounts } from './other-accounts/routes.ts'
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
import { recovery } from './recovery/routes.ts'
import { reports } from './reports/routes.ts'
import { reveals } from './reveals/routes.ts'
import { safeguarding } from './safeguarding/routes.ts'
import { secondLock } from './second-lock/routes.ts'
import { houseOf, type Setting } from './setting.ts'
import { sheets } from './sheets/routes.ts'
import { shifts } from './shifts/routes.ts'
import { signIn } from './sign-in/routes.ts'
import { standing } from './standing/routes.ts'
import { visits } from './visits/routes.ts'
import { wording } from './wording/routes.ts'

export type { Setting }

/** The rooms, lowest first: this list is the map of the house. */
const rooms: Room[] = [
  people,
  signIn,
  contactChange,
  secondLock,
  passkeys,
  places,
  boards,
  finding,
  blocks,
  members,
  otherAccounts,
  standing,
  recovery,
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
  const house = houseOf(setting)
  await app.register(websocket, { options: { maxPayload: bodyLimit }, preClose: hangUp })
  await app.register(async (api) => {
    await frontDoor(api, house)
    asking(api, house)
    pretending(api)
    guard(api, house, table)
    house.counts.watch(api)
    await describing(api, setting.publicUrl)
    // Fastify's own type does not say that routes are read by zod here; `App` does.
    for (const room of rooms)
      await api.register(async (scope) => room(scope as unknown as App, house), { prefix: '/api' })
  })
  if (dist) await pages(app, { clock: setting.clock, publicUrl: setting.publicUrl, dist, load: house.load })
  app.addHook('preClose', async () => {
    house.live.close()
    house.load.close()
  })
  return { app, house }
}
