/** A sheet brought to a street by its steward, through the front door. */
import { expect } from 'vitest'
import type { PostsPage } from '#contract/posts'
import type { Import } from '#contract/sheets'
import type { Cast } from './cast.ts'
import { type callsAs, openStreet } from './elm-row.ts'
import type { Engine } from './house.ts'

type Calls = ReturnType<typeof callsAs>

const bringing = (as: Calls, steward: Cast, boardId: string) => ({
  async preview(text: string, more: object = {}): Promise<Import> {
    const reply = await as(steward)('POST', `/api/boards/${boardId}/imports`, { text, ...more })
    expect(reply.statusCode, reply.body).toBe(201)
    return reply.json()
  },
  async put(text: string, more: object = {}): Promise<Import> {
    const { id } = await this.preview(text, more)
    const reply = await as(steward)('PUT', `/api/imports/${id}/completion`)
    expect(reply.statusCode, reply.body).toBe(200)
    return reply.json()
  },
  async read(id: string): Promise<Import> {
    return (await as(steward)('GET', `/api/imports/${id}`)).json()
  },
})

/** Three good posts in two rows, and a row that is wrong. */
export const sheet = [
  'Name,Phone,What do you need?,Details,Timestamp,Shoe size',
  'Robin,07700 900123,"Food, pet care",No lift,2026-03-01 10:00,size 41',
  'Sam,sam at home,Bread,,2026-03-02 10:00,42',
  'Kim,07700 900124,Café au lait,Mwen salye nou,2026-03-03 10:00,43',
].join('\n')

/** A street whose steward is Stella, and what she can do with a sheet. */
export async function openSheets(engine: Engine) {
  const street = await openStreet(engine, ['Stella', 'Ann', 'Bernard'])
  const [stella, ann, bernard] = street.cast
  const { boardId, as } = street
  const list = async (query = '') => {
    const reply = await as(ann)('GET', `/api/boards/${boardId}/posts${query}`)
    return reply.json<PostsPage>().items
  }
  return { ...street, stella, ann, bernard, list, bring: bringing(as, stella, boardId) }
}
