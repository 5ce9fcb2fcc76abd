import { afterEach, expect, test, vi } from 'vitest'
import { send } from '../../web/send.ts'
import en from '../../web/words/en.ts'
import { speak } from '../../web/words/say.ts'

const call = { method: 'POST', path: '/api/x', body: { text: 'Hello' }, key: 'k' }
const sent = () => send({ ...call, next: '', said: '', name: '', values: {} })
const answers = (response: Response) => vi.stubGlobal('fetch', async () => response)

afterEach(() => vi.unstubAllGlobals())

test('what was refused is never taken for sent, whatever stands between says or leaves out', async () => {
  speak('en-GB', en)
  for (const body of ['', 'null', '{"message":"Bad gateway"}', '<h1>Bad gateway</h1>']) {
    answers(new Response(body, { status: 502 }))
    expect((await sent()).problem?.title, body).toBe(en['form.unreachable'])
  }
  answers(Response.json({ type: '/problems/x', title: 'Not now', status: 409 }, { status: 409 }))
  expect((await sent()).problem?.title).toBe('Not now')
})

test('an answer without words is an answer', async () => {
  answers(new Response(null, { status: 204 }))
  expect(await sent()).toEqual({ reply: null, problem: null })
})
