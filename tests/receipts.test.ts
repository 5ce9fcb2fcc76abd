// Money between two neighbours: said before, paid back with the receipt, and nobody else's to know.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { InvalidInput } from '#contract/http'
import type { Post, PostInFull } from '#contract/posts'
import { MoneyPromised, NoCardNumbers, NoMoneyAgreed, OverTheCap, ReceiptWanted } from '#contract/receipts'
import { penceOf } from '../server/receipts/rules.ts'
import { expectProblem } from './support/expect.ts'
import { engines } from './support/house.ts'
import { openRow, type Row, receipt, shopping as shoppingOn } from './support/shopping.ts'

test('pounds and pence are read as people write them, to the penny', () => {
  const said = ['12.40', '£12.40', '12,40', '£ 7', '7', '0', '0.00', '19.99', '1.10', '8.29', '1005.01']
  expect(said.map(penceOf)).toEqual([1240, 1240, 1240, 700, 700, 0, 0, 1999, 110, 829, 100_501])
})

describe.each(engines)('money between two neighbours on %s', (engine) => {
  let row: Row
  beforeAll(async () => {
    row = await openRow(engine, true)
  })
  afterAll(() => row.house.close())
  const shopping = (money?: object) => shoppingOn(row, money)

  test('a request says how much may be spent, for its neighbours to read and nobody else', async () => {
    const { as, boardId, ann, dell, asked } = await shopping()
    expect(asked.payBackPounds).toBe(20)
    const read: PostInFull = (await as(dell)('GET', `/api/posts/${asked.id}`)).json()
    expect(read.payBackPounds).toBe(20)
    await as(ann)('PATCH', `/api/boards/${boardId}`, { version: 1, visible: true })
    const visited = await as(null)('GET', `/api/posts/${asked.id}`)
    expect([visited.statusCode, visited.json().payBackPounds]).toEqual([200, null])
    const list: { items: Post[] } = (await as(null)('GET', `/api/boards/${boardId}/posts`)).json()
    expect(list.items[0]!.payBackPounds).toBeNull()
  })

  test('it is at most what the street allows, and the words are kept', async () => {
    const { as, boardId, allow, bernard, post } = await shopping()
    const ask = (more: object) =>
      as(bernard)('POST', `/api/boards/${boardId}/posts`, { kind: 'request', title: 'Coal', ...more })
    expect((await ask({ payBackPounds: 30 })).statusCode).toBe(201)
    const refused = await ask({ payBackPounds: 31, draft: true })
    expectProblem(refused, OverTheCap, ['#/payBackPounds'])
    expect(refused.json().errors[0].detail).toContain('£30')
    for (const wrong of [0, -3, 501, 1.5, '20'])
      expectProblem(await ask({ payBackPounds: wrong }), InvalidInput, ['#/payBackPounds'])
    const offer = { kind: 'offer', payBackPounds: 5 }
    expectProblem(await ask(offer), InvalidInput, ['#/payBackPounds'])
    const draft = await post(bernard, { draft: true, payBackPounds: 30 })
    await allow(10)
    const publish = { version: 1, state: 'open' }
    expectProblem(await as(bernard)('PATCH', `/api/posts/${draft.id}`, publish), OverTheCap, [
      '#/payBackPounds',
    ])
    const less = await as(bernard)('PATCH', `/api/posts/${draft.id}`, { ...publish, payBackPounds: 10 })
    expect(less.json()).toMatchObject({ state: 'open', payBackPounds: 10 })
    await allow(0)
    expect((await ask({ payBackPounds: 1 })).json().errors[0].detail).toContain('do not spend money')
  })

  test('it is not done before there is a total and a receipt, whoever says so and however', async () => {
    const { as, asked, bernard, chandra, done, stateOf, see } = await shopping()
    expectProblem(await done(chandra, {}), ReceiptWanted, ['#/total', '#/receipt', '#/hasReceipt'])
    expectProblem(await done(chandra, { ...receipt, hasReceipt: false }), ReceiptWanted, ['#/hasReceipt'])
    const { receipt: _left, ...without } = receipt
    expectProblem(await done(chandra, without), ReceiptWanted, ['#/receipt'])
    expectProblem(await done(chandra, { stillToDo: 'The milk' }), ReceiptWanted, [
      ...['#/total', '#/receipt', '#/hasReceipt'],
    ])
    expectProblem(await done(bernard, {}), ReceiptWanted, ['#/total', '#/receipt', '#/hasReceipt'])
    const end = await as(bernard)('PUT', `/api/posts/${asked.id}/ending`, { as: 'met' })
    expectProblem(end, ReceiptWanted, ['#/as'])
    expect([await stateOf(), (await see(bernard)).count]).toEqual(['accepted', 0])
    expect((await done(chandra, receipt)).json().state).toBe('done')
    expect((await as(bernard)('PUT', `/api/posts/${asked.id}/ending`, { as: 'met' })).statusCode).toBe(200)
    expect((await see(bernard)).items).toMatchObject([
      { by: { name: 'Chandra' }, totalPence: 1240, words: receipt.receipt },
    ])
  })

  test('whoever asked may say it too, with the receipt they were given; and nothing spent needs none', async () => {
    const first = await shopping()
    expect((await first.done(first.bernard, receipt)).json().state).toBe('done')
    expect((await first.see(first.bernard)).items).toMatchObject([{ by: { name: 'Bernard' } }])
    const second = await shopping()
    expect((await second.done(second.chandra, { total: '0' })).json().state).toBe('done')
    expect((await second.see(second.bernard)).items).toMatchObject([{ totalPence: 0, words: null }])
  })

  test('a total above what the street allows is refused, with what to do, until a steward allows more', async () => {
    const { allow, chandra, done, stateOf } = await shopping()
    const refused = await done(chandra, { ...receipt, total: '30.01' })
    expectProblem(refused, OverTheCap, ['#/total'])
    expect(refused.json().errors[0].detail).toMatch(/£30.*steward/)
    expect(await stateOf()).toBe('accepted')
    for (const total of ['12.4', '-1', '1e3', '12.345', 'twelve', '', '£', '99999'])
      expectProblem(await done(chandra, { ...receipt, total }), InvalidInput, ['#/total'])
    await allow(40)
    expect((await done(chandra, { ...receipt, total: '30.01' })).json().state).toBe('done')
  })

  test('what was promised holds when the street comes down, and cannot be less once somebody is on it', async () => {
    const { as, allow, asked, bernard, chandra, done } = await shopping()
    await allow(5)
    const edit = (payBackPounds: number | null) =>
      as(bernard)('PATCH', `/api/posts/${asked.id}`, { version: 1, payBackPounds })
    for (const less of [null, 5]) expectProblem(await edit(less), MoneyPromised, ['#/payBackPounds'])
    expectProblem(await done(chandra, { ...receipt, total: '20.01' }), OverTheCap, ['#/total'])
    expect((await done(chandra, { ...receipt, total: '20.00' })).json().state).toBe('done')
  })

  test('no card or account number is kept, and no money where none was agreed', async () => {
    const { chandra, done, stateOf } = await shopping()
    for (const words of ['Paid with 4539 5787 6362 1486', '4111 1111 1111 1111', 'GB29NWBK60161331926819'])
      expectProblem(await done(chandra, { ...receipt, receipt: words }), NoCardNumbers, ['#/receipt'])
    expect(await stateOf()).toBe('accepted')
    const other = await shopping({})
    expectProblem(await other.done(other.chandra, receipt), NoMoneyAgreed, ['#/total'])
    expect((await other.done(other.chandra, {})).json().state).toBe('done')
  })

  test('fields for cards, PINs, accounts or cash beforehand do not exist', async () => {
    const { as, boardId, bernard, chandra, done } = await shopping()
    for (const name of ['cardNumber', 'pin', 'sortCode', 'account', 'payFirst', 'cash']) {
      expectProblem(await done(chandra, { ...receipt, [name]: '1234' }), InvalidInput, [`#/${name}`])
      const asked = { kind: 'request', title: 'Milk', [name]: '1234' }
      const refused = await as(bernard)('POST', `/api/boards/${boardId}/posts`, asked)
      expectProblem(refused, InvalidInput, [`#/${name}`])
    }
  })
})
