import websocket from '@fastify/websocket'
import Fastify from 'fastify'
import type { Store } from '#db'
import { frontDoor } from './http/front-door.ts'
import type { App, Clock, House, Room } from './http/room.ts'
import { Hub } from './live/hub.ts'

export type Setting = {
  store: Store
  clock: Clock
  key: Buffer
  publicUrl: string
  /** Lines of JSON on standard output from this level up; silent when left out. */
  logLevel?: string
}

/** The rooms, lowest first: this list is the map of the house. */
const rooms: Room[] = []

const bodyLimit = 64 * 1024

/** The whole server, not yet listening. */
export async function buildApp({ logLevel, ...setting }: Setting) {
  const app = Fastify({ logger: logLevel ? { level: logLevel } : false, bodyLimit })
  const house: House = { ...setting, live: new Hub(setting.store), whenConfirmed: [] }
  await app.register(websocket, { options: { maxPayload: bodyLimit } })
  await app.register(async (api) => {
    await frontDoor(api)
    for (const room of rooms)
      await api.register(async (scope) => room(scope as unknown as App, house), { prefix: '/api' })
  })
  app.addHook('preClose', async () => house.live.close())
  return app
}
