/** From the commit to the last page that hears of it: ours beside bare sockets that are told the same bytes. */
import { gather, type Seat } from './gather.ts'
import { answerOf, serve } from './load.ts'
import { boardId, boardOf, people, seed, seedTown, tokenOf } from './seed.ts'

type Taken = { ours: number[]; raw: number[] }

const settleMs = 200
const pause = () => new Promise((later) => setTimeout(later, settleMs))
const body = { kind: 'request', title: 'Could somebody fetch the milk' }
const as = (n: number) => ({ authorization: `Bearer ${tokenOf(n)}` })
const seat = (id: string, n: number): Seat => ({ path: `/api/boards/${id}/live?since=0`, headers: as(n) })

/** One post on one board, to each of its sockets. Milliseconds, a round each. */
export async function toOneBoard(file: string, sockets: number, rounds: number): Promise<Taken> {
  await seed(file, 0)
  const seats = Array.from({ length: sockets }, (_, n) => seat(boardId, n % people))
  return inTurn(file, seats, { rounds, tell: post, tellBare: broadcast })
}

/** One event on each of `boards`, in one commit, to the ten sockets of each. */
export async function toManyBoards(file: string, boards: number, rounds: number): Promise<Taken> {
  const each = 10
  await seedTown(file, { boards, each, posts: boards })
  const seats = Array.from({ length: boards * each }, (_, n) => seat(boardOf(n % boards), n))
  return inTurn(file, seats, { rounds, tell: tellEach, tellBare: tellEach })
}

type Open = Awaited<ReturnType<typeof open>>
type Tell = (to: Open, text: string) => Promise<unknown>

const post: Tell = ({ port }) =>
  answerOf(port, { method: 'POST', path: `/api/boards/${boardId}/posts`, headers: as(1), body }, 201)
const broadcast: Tell = ({ port }, text) =>
  answerOf(port, { method: 'POST', path: `/broadcast/${boardId}`, body: JSON.parse(text) }, 201)
const tellEach: Tell = ({ ask }, text) => ask({ what: 'tellEach', text })

async function inTurn(
  file: string,
  seats: Seat[],
  { rounds, tell, tellBare }: { rounds: number; tell: Tell; tellBare: Tell },
): Promise<Taken> {
  const ours = await open('ours', file, seats)
  const bare = await open('bare', file, seats)
  const taken: Taken = { ours: [], raw: [] }
  // The first time is for the compiler.
  for (let n = -3; n < rounds; n++) {
    const first = await oneRound(ours, tell, '')
    const second = await oneRound(bare, tellBare, first.sample)
    if (first.sample.length !== second.sample.length) throw new Error('They were not told the same')
    if (n < 0) continue
    taken.ours.push(first.ms)
    taken.raw.push(second.ms)
  }
  for (const { crowd, stop } of [ours, bare]) {
    await crowd.leave()
    await stop()
  }
  for (const times of Object.values(taken)) times.sort((a, b) => a - b)
  return taken
}

async function open(kind: 'ours' | 'bare', file: string, seats: Seat[]) {
  const server = await serve(kind, file)
  return { ...server, crowd: await gather(server.port, seats) }
}

async function oneRound(to: Open, tell: Tell, text: string) {
  const { heard } = await to.crowd.hearing(1)
  await tell(to, text)
  const { lastAt, sample } = await heard
  const ms = lastAt - (await to.ask({ what: 'committedAt' }))
  await pause()
  return { ms, sample }
}
