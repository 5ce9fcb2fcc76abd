import { describe, expect, test } from 'vitest'
import { type Fault, lifeOf, lookInto, streetOnFile } from './support/kill-loop.ts'
import { often, patient } from './support/often.ts'

const cycles = often('KILLS', { suite: 10, long: 1000 })

/** The server dies after 20 to 140 ms of work, `times` times; how much it had promised, and what of it is gone. */
async function killAgainAndAgain(times: number, fault?: Fault) {
  const street = await streetOnFile()
  const promised: string[] = []
  const troubles: string[] = []
  for (let n = 0; n < times; n++) {
    const life = await lifeOf(street, { ms: 20 + Math.random() * 120, fault })
    promised.push(...life.acked)
    troubles.push(...life.troubles)
  }
  const found = lookInto(street.file)
  const lost = promised.filter((id) => !found.posts.has(id))
  return { promised, lost, troubles, found }
}

describe('a server that is killed while eight neighbours post', () => {
  test(`keeps what it said yes to, and nothing by halves, ${cycles} times`, patient, async () => {
    const { promised, lost, troubles, found } = await killAgainAndAgain(cycles)
    console.info(`${cycles} kills: ${promised.length} posts acknowledged, ${lost.length} lost`)
    expect(promised.length).toBeGreaterThan(cycles)
    expect(lost).toEqual([])
    expect(troubles).toEqual([])
    const { unheard, orphans, unfound, gaps, check, foreign } = found
    expect({ unheard, orphans, unfound, gaps, check, foreign }).toEqual({
      ...{ unheard: [], orphans: [], unfound: [], gaps: [] },
      ...{ check: 'ok', foreign: [] },
    })
  })

  test('is found out when it says yes before the commit', { timeout: 120_000 }, async () => {
    const { lost } = await killAgainAndAgain(10, 'hasty')
    expect(lost.length).toBeGreaterThan(0)
  })
})
