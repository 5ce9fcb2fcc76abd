/** What an open page weighs in the memory of the process, when nothing happens but heartbeats. */
import { gather, type Seat } from './gather.ts'
import { median, serve } from './load.ts'
import type { Line } from './report.ts'
import { boardId, people, seed, tokenOf } from './seed.ts'

const rounds = 3
/** They come first, so that what is compiled and kept once for all is not counted as theirs. */
const before = 4000
const beats = 3
type Weight = { rss: number; heapUsed: number }

const settleMs = 1500
const settle = () => new Promise((later) => setTimeout(later, settleMs))

export async function perPage(file: string, pages: number): Promise<Line[]> {
  await seed(file, 0)
  const found = { ours: [] as Weight[], raw: [] as Weight[] }
  for (let n = 0; n < rounds; n++) {
    found.raw.push(await weigh('bare', file, pages))
    found.ours.push(await weigh('ours', file, pages))
  }
  const of = (what: string, weight: keyof Weight, more: string): Line => {
    const [ours, raw] = [found.ours, found.raw].map((all) => all.map((one) => one[weight]))
    const each = (all: number[]) => all.map((n) => n.toFixed(1)).join(', ')
    return {
      what: `${what} of an idle open page, of ${pages.toLocaleString('en')}`,
      unit: 'kB',
      ours: median(ours!),
      raw: median(raw!),
      target: { of: 'ratio', atMost: 1.5 },
      more: `${more}rounds ${each(ours!)} against ${each(raw!)}`,
    }
  }
  return [
    of('resident memory', 'rss', 'ours begins with more to spare, so look at the next line too; '),
    of('heap', 'heapUsed', `after ${beats} heartbeats and a sweep; `),
  ]
}

/** In thousands of bytes a page. */
async function weigh(kind: 'ours' | 'bare', file: string, pages: number): Promise<Weight> {
  const server = await serve(kind, file, ['--expose-gc'])
  const seats: Seat[] = Array.from({ length: before + pages }, (_, n) => ({
    path: `/api/boards/${boardId}/live?since=0`,
    headers: { authorization: `Bearer ${tokenOf(n % people)}` },
  }))
  const weighed = async () => {
    for (let n = 0; n < beats; n++) {
      await server.ask({ what: 'beat' })
      await settle()
    }
    return server.ask<Weight>({ what: 'memory' })
  }
  const first = await gather(server.port, seats.slice(0, before))
  const empty = await weighed()
  const others = await gather(server.port, seats.slice(before))
  const full = await weighed()
  await first.leave()
  await others.leave()
  await server.stop()
  const each = (what: keyof Weight) => (full[what] - empty[what]) / pages / 1000
  return { rss: each('rss'), heapUsed: each('heapUsed') }
}
