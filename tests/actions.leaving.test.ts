import { describe, expect, test } from 'vitest'
import { engines } from './support/house.ts'
import { openStewardedStreet } from './support/stewards.ts'

describe.each(engines)('whoever leaves before the second yes, on %s', (engine) => {
  /** One steward has said that Dell should leave, and Dell has left. */
  async function elmRow() {
    const street = await openStewardedStreet(engine)
    const { as, ann, bernard, chandra, dell, url, decide, tell, queue } = street
    await as(ann)('PATCH', url, { version: 1, joining: 'open' })
    await tell(chandra, { kind: 'person', id: dell.id }, { reason: 'danger' })
    const caseId = (await queue(ann)).items[0]!.id
    const { id } = (await decide(ann, caseId, { deed: 'remove', reason: 'danger' })).json()
    expect((await as(dell)('DELETE', `${url}/members/${dell.id}`)).statusCode).toBe(204)
    const agree = () => as(bernard)('PUT', `/api/actions/${id}/second`, { agree: true })
    const join = async () => (await as(dell)('POST', `${url}/members`, {})).json()
    const names = async () => {
      const { items } = (await as(ann)('GET', `${url}/members`)).json()
      return items.map(({ person }: { person: { name: string } }) => person.name).sort()
    }
    return { ...street, id, agree, join, names }
  }

  test('is sent away all the same, and comes back by a steward’s yes', async () => {
    const { agree, join, names } = await elmRow()
    const said = await agree()
    expect({ status: said.statusCode, state: said.json().state }).toEqual({ status: 200, state: 'done' })
    expect(await join()).toMatchObject({ state: 'asking' })
    expect(await names()).not.toContain('Dell')
  })

  test('is not brought back when it is undone, and may come back', async () => {
    const { as, ann, id, agree, join, names } = await elmRow()
    await agree()
    expect((await as(ann)('DELETE', `/api/actions/${id}`)).statusCode).toBe(204)
    expect(await names()).not.toContain('Dell')
    expect(await join()).toMatchObject({ state: 'active' })
  })

  test('has left for good, and nobody is kept out for it', async () => {
    const { as, dell, agree, names } = await elmRow()
    expect((await as(dell)('DELETE', '/api/me', {})).statusCode).toBeLessThan(300)
    const said = await agree()
    expect(said.statusCode).toBeLessThan(500)
    expect(await names()).not.toContain('Dell')
  })
})
