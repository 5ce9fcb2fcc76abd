/** Whether whoever claims is kept waiting by those who watch: the same claims with a thousand pages open and with none. */
import { gather } from './gather.ts'
import { at, type Call, oneByOne, serve } from './load.ts'
import type { Line } from './report.ts'
import { boardId, people, seed, tokenOf } from './seed.ts'

const rounds = 25
const warming = 5
const each = 20
const as = (n: number) => ({ authorization: `Bearer ${tokenOf(n % people)}` })

/** One call at once after another, so that each but the first falls into the telling of the one before it. */
export async function acknowledgements(file: string, pages: number): Promise<Line> {
  const alone = await open(`${file}-alone`)
  const watched = await open(`${file}-watched`)
  const seats = Array.from({ length: pages }, (_, n) => ({
    path: `/api/boards/${boardId}/live?since=0`,
    headers: as(n),
  }))
  const crowd = await gather(watched.server.port, seats)
  const taken = { alone: [] as number[], watched: [] as number[] }
  for (let n = 0; n < rounds; n++) {
    const { heard } = await crowd.hearing(each)
    const first = await oneByOne(watched.server.port, watched.next, { times: each, code: 201 })
    await heard
    const second = await oneByOne(alone.server.port, alone.next, { times: each, code: 201 })
    if (n < warming) continue
    taken.watched.push(...first)
    taken.alone.push(...second)
  }
  await crowd.leave()
  for (const { server } of [alone, watched]) await server.stop()
  for (const times of Object.values(taken)) times.sort((a, b) => a - b)
  return lineOf(pages, taken)
}

async function open(file: string) {
  await seed(file, rounds * each)
  let n = 0
  const next = (): Call => {
    const post = `post-${String(n).padStart(8, '0')}`
    // By the neighbour after the one who posted it.
    return { method: 'POST', path: `/api/posts/${post}/claims`, headers: as(++n), body: {} }
  }
  return { server: await serve('ours', file), next }
}

function lineOf(pages: number, { watched, alone }: { watched: number[]; alone: number[] }): Line {
  const p99 = `p99 ${at(watched, 0.99).toFixed(2)} against ${at(alone, 0.99).toFixed(2)} ms`
  return {
    what: `claim to answer, ${pages.toLocaleString('en')} pages watching`,
    unit: 'ms',
    ours: at(watched, 0.5),
    raw: at(alone, 0.5),
    target: { of: 'ratio', atMost: 2 },
    more: `raw: with nobody watching; one claim at once after another; ${p99}`,
  }
}
