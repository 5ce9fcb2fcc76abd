/** Words that are changed while a post is not open are looked at as well. */
import { describe, expect, test } from 'vitest'
import { engines } from './support/house.ts'
import { openStewardedStreet } from './support/stewards.ts'

const despair = 'I want to kill myself tonight'

describe.each(engines)('words changed on %s', (engine) => {
  async function asked() {
    const street = await openStewardedStreet(engine)
    const { as, dell, see } = street
    const { id } = await street.post(dell)
    const edit = async (more: object) => {
      const { version } = await see(dell, id)
      const reply = await as(dell)('PATCH', `/api/posts/${id}`, { version, ...more })
      expect(reply.statusCode, reply.body).toBe(200)
      return reply.json().state
    }
    const queued = async () => (await street.queue(street.ann)).items.map(({ kind }) => kind)
    return { ...street, id, edit, queued }
  }

  test('while somebody is on it call a steward at once', async () => {
    const { as, ann, chandra, id, edit, queued, noticed } = await asked()
    await as(chandra)('POST', `/api/posts/${id}/claims`, {})
    expect(await edit({ details: 'By the back door' })).toBe('claimed')
    expect(await queued()).toEqual([])
    expect(await edit({ details: despair })).toBe('claimed')
    expect(await queued()).toEqual(['crisis'])
    expect(await noticed(ann)).toContain('case.crisis')
  })

  test('while it is set aside call a steward too, and wait for a look when it comes back', async () => {
    const { edit, queued } = await asked()
    await edit({ state: 'paused' })
    expect(await edit({ details: despair })).toBe('paused')
    expect(await queued()).toEqual(['crisis'])
    expect(await edit({ state: 'open' })).toBe('checking')
    expect(await queued()).toEqual(['crisis'])
  })
})
