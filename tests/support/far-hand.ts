/** Somebody at a machine of their own: asks when told to, and keeps a page open: `far-hand.ts ADDRESS BOARD TOKEN [SINCE ASK_MS]`. */
import WebSocket from 'ws'
import { LiveSocket } from '../../web/live/socket.ts'

const [address, boardId, authorization, since, askMs] = process.argv.slice(2) as [
  string,
  string,
  string,
  string?,
  string?,
]
const say = (what: object) => process.send?.(what)
const headers = { authorization, 'content-type': 'application/json' }

/** Until somebody says yes: the same key each time, and never longer than a second without an answer. */
async function post(title: string) {
  const how = { method: 'POST', headers: { ...headers, 'idempotency-key': title } }
  const body = JSON.stringify({ kind: 'request', title })
  for (let tries = 1; ; tries++) {
    const signal = AbortSignal.timeout(1000)
    const reply = await fetch(`http://${address}/api/boards/${boardId}/posts`, {
      ...how,
      body,
      signal,
    }).catch(() => null)
    if (reply?.status === 201) return say({ posted: title, tries })
    await new Promise((later) => setTimeout(later, 100))
  }
}

if (since !== undefined)
  new LiveSocket<{ type: string; post?: { title: string } }>({
    open: (from) => {
      const line = new WebSocket(`ws://${address}/api/boards/${boardId}/live?since=${from}`, { headers })
      line.on('error', () => {})
      return line as never
    },
    since: Number(since),
    again: { type: 'board.refetch' },
    onevent: ({ type, post: its }) => say({ heard: its?.title ?? type }),
    onstate: (state) => say({ state }),
    pauseMs: () => 200,
    silenceMs: { ask: Number(askMs), giveUp: 1000 },
  })
process.on('message', (title: string) => void post(title))
process.once('disconnect', () => process.exit(0))
say({ isHere: true })
