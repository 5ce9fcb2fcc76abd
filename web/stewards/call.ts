import { type Answer, send } from '../send.ts'

/** One call made without a form: by a key, or because a page was opened. Each may be repeated without harm. */
export const call = (method: string, path: string, body: Record<string, unknown> = {}): Promise<Answer> =>
  send({ method, path, body, key: '', next: '', said: '', name: '', values: {} })
