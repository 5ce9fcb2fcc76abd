/** The first page of a small board and of a huge one, ours and raw, each asked a little in turn. */
import { answerOf, at, type Call, oneByOne, type Served, serve } from './load.ts'
import type { Line } from './report.ts'
import { boardId, seed, tokenOf } from './seed.ts'

const sizes = [10_000, 1_000_000]
const rounds = 42
const warming = 2
const each = 100
const calls: Record<'ours' | 'raw', Call> = {
  ours: {
    method: 'GET',
    path: `/api/boards/${boardId}/posts`,
    headers: { authorization: `Bearer ${tokenOf(0)}` },
  },
  raw: { method: 'GET', path: '/list' },
}
type Asked = { kind: 'ours' | 'raw'; size: number; server: Served; ms: number[] }

export async function lists(file: string): Promise<Line[]> {
  const all = await openAll(file)
  for (const one of all) await expectPage(one)
  for (let n = 0; n < rounds; n++) for (const one of all) await askOne(one, n >= warming)
  for (const { server, ms } of all) {
    await server.stop()
    ms.sort((a, b) => a - b)
  }
  const msOf = (kind: string, size: number) => all.find((one) => one.kind === kind && one.size === size)!.ms
  const pages = sizes.map((size) => pageLine(size, msOf('ours', size), msOf('raw', size)))
  const growth = (kind: string) => {
    const [small, huge] = sizes.map((size) => at(msOf(kind, size), 0.99))
    return huge! / small!
  }
  const what = 'p99 of that page, from ten thousand to a million'
  const grown = { ours: growth('ours'), raw: growth('raw'), more: '1 is no growth' }
  return [...pages, { what, unit: '×', ...grown, target: { of: 'ours', atMost: 1.3 } }]
}

async function openAll(file: string): Promise<Asked[]> {
  const all: Asked[] = []
  for (const size of sizes) {
    // Nobody writes here, so both may read the one file.
    await seed(`${file}-${size}`, size)
    for (const kind of ['raw', 'ours'] as const)
      all.push({ kind, size, server: await serve(kind, `${file}-${size}`), ms: [] })
  }
  return all
}

async function askOne({ kind, server, ms }: Asked, isCounted: boolean) {
  const taken = await oneByOne(server.port, () => calls[kind], { times: each })
  if (isCounted) ms.push(...taken)
}

/** @throws when a page is not a page */
async function expectPage({ kind, server }: Asked) {
  const page = await answerOf(server.port, calls[kind])
  const items = kind === 'ours' ? page.items : page
  if (items.length !== (kind === 'ours' ? 50 : 51)) throw new Error(`${kind} shows ${items.length} posts`)
}

function pageLine(size: number, ours: number[], raw: number[]): Line {
  const what = `first page of ${size.toLocaleString('en')} posts, p50`
  const more = `p99 ${at(ours, 0.99).toFixed(2)} against ${at(raw, 0.99).toFixed(2)} ms`
  const target = { of: 'ratio', atMost: 2 } as const
  return { what, unit: 'ms', ours: at(ours, 0.5), raw: at(raw, 0.5), target, more }
}
