/** What permissions cost: one page of a list as a neighbour reads it, and by the same room with nobody asked who they are. */
import Fastify from 'fastify'
import { frontDoor } from '../../server/http/front-door.ts'
import type { App, House } from '../../server/http/room.ts'
import { posts } from '../../server/posts/routes.ts'
import { openOurs } from './ours.ts'
import { boardId, seed, tokenOf } from './seed.ts'

const rounds = 40
const perRound = 50
type Asking = Pick<Awaited<ReturnType<typeof openOurs>>['app'], 'inject'>

/** Milliseconds of each call, sorted: with the session, the guard and the table; and without any of them. */
export async function withAndWithout(file: string, size: number) {
  await seed(file, size)
  const { app, house, close } = await openOurs(file)
  const bare = await unguarded(house)
  const taken = { with: [] as number[], without: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    const [first, second] = [await time(app), await time(bare)]
    if (round < 8) continue
    taken.with.push(...first)
    taken.without.push(...second)
  }
  await bare.close()
  await close()
  for (const times of Object.values(taken)) times.sort((a, b) => a - b)
  return taken
}

/** The room itself, behind the front door and nothing more: it is told what the guard would have found. */
async function unguarded(house: House) {
  const app = Fastify()
  const board = {
    id: boardId,
    visible: false,
    joining: 'open',
    demo: false,
    trusted: true,
    standing: 'neighbour',
  } as const
  await app.register(async (api) => {
    await frontDoor(api, house)
    api.addHook('onRequest', async (request) => {
      request.asked = board
    })
    await api.register(async (scope) => posts(scope as unknown as App, house), { prefix: '/api' })
  })
  await app.ready()
  return app
}

async function time(app: Asking): Promise<number[]> {
  const taken: number[] = []
  const headers = { authorization: `Bearer ${tokenOf(1)}` }
  for (let n = 0; n < perRound; n++) {
    const before = performance.now()
    const reply = await app.inject({ url: `/api/boards/${boardId}/posts`, headers })
    taken.push(performance.now() - before)
    if (reply.statusCode !== 200) throw new Error(reply.body)
  }
  return taken
}
