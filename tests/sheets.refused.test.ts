import { describe, expect, test } from 'vitest'
import { NotANeighbour, StewardsOnly } from '#contract/boards'
import { InvalidInput, NotFound, TooLarge } from '#contract/http'
import { ImportOver, NotPosts, SheetTooLong, SheetUnreadable } from '#contract/sheets'
import { openSheets, sheet } from './support/bringing.ts'
import { neighbours } from './support/cast.ts'
import { expectProblem } from './support/expect.ts'
import { engines } from './support/house.ts'

describe.each(engines)('a sheet on %s', (engine) => {
  test('is the stewards’ alone', async () => {
    const { bring, house, as, ann, boardId } = await openSheets(engine)
    const { id } = await bring.preview(sheet)
    const [olga] = await neighbours(house, ['Olga'])
    const body = { text: sheet }
    expectProblem(await as(ann)('POST', `/api/boards/${boardId}/imports`, body), StewardsOnly)
    expectProblem(await as(ann)('GET', `/api/boards/${boardId}/imports`), StewardsOnly)
    for (const other of [ann, olga]) {
      expectProblem(await as(other)('GET', `/api/imports/${id}`), NotFound)
      expectProblem(await as(other)('PATCH', `/api/imports/${id}`, {}), NotFound)
      expectProblem(await as(other)('PUT', `/api/imports/${id}/completion`), NotFound)
      expectProblem(await as(other)('DELETE', `/api/imports/${id}`), NotFound)
    }
    expectProblem(await as(olga)('GET', `/api/boards/${boardId}/export.csv`), NotANeighbour)
    expect((await bring.read(id)).state).toBe('previewed')
  })

  test('that is no list of posts is said so', async () => {
    const { bring, as, stella } = await openSheets(engine)
    const { id, subject } = await bring.preview('ID,Amount,Donor,IsPaid\n1,20,Ada,yes')
    expect(subject).toBe('payments')
    expectProblem(await as(stella)('PUT', `/api/imports/${id}/completion`), NotPosts)
  })

  test('that cannot be read is refused with what is wrong', async () => {
    const { as, stella, boardId } = await openSheets(engine)
    const post = (body: object) => as(stella)('POST', `/api/boards/${boardId}/imports`, body)
    expectProblem(await post({ text: 'Title\n"Bread' }), SheetUnreadable, ['#/text'])
    expectProblem(await post({ text: '' }), InvalidInput, ['#/text'])
    expectProblem(await post({ text: 'Title\nBread\0' }), InvalidInput, ['#/text'])
    expectProblem(await post({ text: 'Title\nBread', colour: 'red' }), InvalidInput, ['#/colour'])
    expectProblem(await post({ text: `Title\n${'x\n'.repeat(20_001)}` }), SheetTooLong, ['#/text'])
    expectProblem(await post({ text: 'x'.repeat(5 * 1024 * 1024) }), TooLarge)
    const { statusCode } = await post({ text: `Title,Details\n${'Bread,rye\n'.repeat(15_000)}` })
    expect(statusCode).toBe(201)
  })

  test('cannot be changed once it is on the board', async () => {
    const { bring, as, stella } = await openSheets(engine)
    const { id } = await bring.put(sheet)
    expectProblem(await as(stella)('PATCH', `/api/imports/${id}`, { kind: 'offer' }), ImportOver)
    expect((await as(stella)('PUT', `/api/imports/${id}/completion`)).json().made).toBe(3)
  })
})
