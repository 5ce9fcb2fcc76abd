// A figure is mistyped on a small screen at a shop: whoever typed it says it again, and whoever pays knows.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NoCardNumbers, NothingToMend, OverTheCap, ReceiptWanted } from '#contract/receipts'
import type { Cast } from './support/cast.ts'
import { expectProblem } from './support/expect.ts'
import { days, engines } from './support/house.ts'
import { openRow, type Row, receipt, shopping } from './support/shopping.ts'

describe.each(engines)('a mistyped total on %s', (engine) => {
  let row: Row
  beforeAll(async () => {
    row = await openRow(engine, true)
  })
  afterAll(() => row.house.close())

  async function bought(by: 'chandra' | 'bernard' = 'chandra') {
    const errand = await shopping(row)
    expect((await errand.done(errand[by], { ...receipt, total: '2.14' })).statusCode).toBe(200)
    const mend = (who: Cast, said: object = receipt) =>
      errand.as(who)('PUT', `/api/claims/${errand.id}/receipt`, said)
    const told = async (who: Cast) => {
      await errand.house.sweep()
      const { items } = (await errand.as(who)('GET', '/api/notices')).json()
      return items.filter(
        ({ what, postId }: { what: string; postId: string }) =>
          what === 'receipt.mended' && postId === errand.asked.id,
      )
    }
    return { ...errand, mend, told }
  }

  test('is put right by whoever said it, and whoever pays it back is told that it is another', async () => {
    const { bernard, chandra, mend, see, told } = await bought()
    expect((await see(bernard)).items).toMatchObject([{ totalPence: 214 }])
    expect((await mend(chandra)).statusCode).toBe(204)
    expect((await see(bernard)).items).toMatchObject([
      { totalPence: 1240, words: receipt.receipt, by: { name: 'Chandra' } },
    ])
    expect(await told(bernard)).toMatchObject([{ other: { name: 'Chandra' } }])
    expect(await told(chandra)).toEqual([])
  })

  test('by nobody else, and not for ever', async () => {
    const { ann, bernard, chandra, dell, house, mend, see } = await bought()
    expectProblem(await mend(bernard), NothingToMend)
    for (const other of [ann, dell]) expect((await mend(other)).statusCode).toBe(404)
    house.clock.pass(days(7))
    expectProblem(await mend(chandra), NothingToMend)
    expect((await see(bernard)).items).toMatchObject([{ totalPence: 214 }])
  })

  test('by whoever asked, where it was they who said it', async () => {
    const { bernard, chandra, mend, see, told } = await bought('bernard')
    expectProblem(await mend(chandra), NothingToMend)
    expect((await mend(bernard, { total: '0' })).statusCode).toBe(204)
    expect((await see(bernard)).items).toMatchObject([{ totalPence: 0, words: null }])
    expect(await told(bernard)).toEqual([])
  })

  test('keeps to every rule of money', async () => {
    const { chandra, mend } = await bought()
    expectProblem(await mend(chandra, { ...receipt, total: '30.01' }), OverTheCap, ['#/total'])
    expectProblem(await mend(chandra, { total: '3' }), ReceiptWanted, ['#/receipt', '#/hasReceipt'])
    const card = { ...receipt, receipt: 'Paid with 4539 5787 6362 1486' }
    expectProblem(await mend(chandra, card), NoCardNumbers, ['#/receipt'])
  })

  test('nothing that was never said is put right', async () => {
    const errand = await shopping(row)
    const mend = errand.as(errand.chandra)('PUT', `/api/claims/${errand.id}/receipt`, receipt)
    expectProblem(await mend, NothingToMend)
  })
})
