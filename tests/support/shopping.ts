/** An errand that costs money: Ann is a steward, Bernard asks, and Chandra is on it after his yes. */
import type { Receipts } from '#contract/receipts'
import type { Cast } from './cast.ts'
import { openStreet } from './elm-row.ts'
import type { Engine } from './house.ts'

export const receipt = { total: '12.40', hasReceipt: true, receipt: 'Quincebread and milk, Corner Shop' }
export const secret = /1240|12\.40|Quincebread/

export type Row = Awaited<ReturnType<typeof openRow>>
export const openRow = (engine: Engine, keep = false) =>
  openStreet(engine, ['Ann', 'Bernard', 'Chandra', 'Dell'], { keep })

/** One errand more on that street, which allows as much as every street does to begin with. */
export async function shopping(street: Row, money: object = { payBackPounds: 20 }) {
  const [ann, bernard, chandra, dell] = street.cast
  const { as, post, house, boardId } = street
  const allow = (moneyCapPounds: number) =>
    as(ann)('PATCH', `/api/boards/${boardId}/safety`, { moneyCapPounds })
  await allow(30)
  const asked = await post(bernard, { title: 'A loaf and some milk', ...money })
  const { id } = (await as(chandra)('POST', `/api/posts/${asked.id}/claims`, {})).json()
  await as(bernard)('PUT', `/api/claims/${id}/acceptance`)
  const done = (who: Cast, said: object) => as(who)('PUT', `/api/claims/${id}/completion`, said)
  const see = async (who: Cast): Promise<Receipts> =>
    (await as(who)('GET', `/api/posts/${asked.id}/receipts`)).json()
  const stateOf = async () => {
    const { items } = (await as(bernard)('GET', `/api/posts/${asked.id}/claims`)).json()
    return items.find((one: { id: string }) => one.id === id).state
  }
  /** Everything this person can fetch about it, as one text. */
  const everything = async (who: Cast) => {
    const at = ['', '/claims', '/history', '/messages', '/receipts']
    const urls = [
      ...at.map((more) => `/api/posts/${asked.id}${more}`),
      ...['', '?state=ended'].map((more) => `/api/boards/${boardId}/posts${more}`),
      ...['/api/mine', '/api/notices', '/api/me/news', `/api/boards/${boardId}/figures`],
      `/api/boards/${boardId}/export.csv`,
    ]
    const replies = await Promise.all(urls.map((url) => as(who)('GET', url)))
    return replies.map(({ body }) => body).join('\n')
  }
  const kept = async () => house.store.read.select().from(house.store.read.t.receipts)
  const look = (who: Cast, reason = 'They do not agree about the change') =>
    as(who)('POST', `/api/posts/${asked.id}/looks`, { reason })
  const what = { asked, allow, id, done, see, stateOf, everything, look, kept }
  return { ...street, ann, bernard, chandra, dell, ...what }
}
