import { describe, expect, test } from 'vitest'
import { type Acked, type Fault, lifeOf, lookInto, nothingYet, streetOnFile } from './support/kill-loop.ts'
import { often, patient } from './support/often.ts'

const cycles = often('KILLS', { suite: 6, long: 1000 })

/** The server dies after 20 to 140 ms of work, again and again, until that is enough; what it had promised, and what of it is gone. */
async function killAgain({
  fault,
  isEnough,
}: {
  fault?: Fault
  /** To judge is to read all of the file, which grows: what is gone once is gone at the end too. */
  isEnough: (n: number, judged: () => Judged) => boolean
}) {
  const street = await streetOnFile()
  const promised = nothingYet()
  const troubles: string[] = []
  for (let n = 1; ; n++) {
    const life = await lifeOf(street, { ms: 20 + Math.random() * 120, fault })
    for (const kind of kinds) promised[kind].push(...life.acked[kind])
    troubles.push(...life.troubles)
    const judged = () => judge(street.file, promised)
    if (isEnough(n, judged)) return { ...judged(), promised, troubles }
  }
}

function judge(file: string, promised: Acked) {
  const found = lookInto(file)
  const lost = kinds.flatMap((kind) => promised[kind].filter((id) => !found[kind].has(id)))
  const { unheard, orphans, unfound, miscounted, gaps, check, foreign } = found
  return { lost, halves: { unheard, orphans, unfound, miscounted, gaps }, check, foreign }
}
type Judged = ReturnType<typeof judge>

/** Any one kill may happen to fall between two answers. */
const mostTries = 10
const kinds = ['posts', 'claims', 'messages'] as const
const none = { unheard: [], orphans: [], unfound: [], miscounted: [], gaps: [] }

describe('a server that is killed while eight neighbours ask, take on, and write to each other', () => {
  test(`keeps what it said yes to, and nothing by halves, ${cycles} times`, patient, async () => {
    const { promised, lost, troubles, halves, check, foreign } = await killAgain({
      isEnough: (n) => n === cycles,
    })
    const counts = kinds.map((kind) => `${promised[kind].length} ${kind}`).join(', ')
    console.info(`${cycles} kills: ${counts} acknowledged, ${lost.length} lost`)
    for (const kind of kinds) expect(promised[kind].length, kind).toBeGreaterThanOrEqual(cycles)
    expect(lost).toEqual([])
    expect(troubles).toEqual([])
    expect(halves).toEqual(none)
    expect({ check, foreign }).toEqual({ check: 'ok', foreign: [] })
  })

  test('is found out when it says yes before the commit', { timeout: 120_000 }, async () => {
    const isEnough = (n: number, judged: () => Judged) => judged().lost.length > 0 || n === mostTries
    const { lost } = await killAgain({ fault: 'hasty', isEnough })
    expect(lost.length).toBeGreaterThan(0)
  })

  test('is found out when a change and its event are two transactions', { timeout: 120_000 }, async () => {
    const isHalf = ({ halves }: Judged) => halves.unheard.length + halves.gaps.length > 0
    const isEnough = (n: number, judged: () => Judged) => isHalf(judged()) || n === mostTries
    const judged = await killAgain({ fault: 'split', isEnough })
    // Each yes is kept all the same: only the halves give it away.
    expect(judged.lost).toEqual([])
    expect(isHalf(judged)).toBe(true)
  })
})
