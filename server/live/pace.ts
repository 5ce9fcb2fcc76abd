import type { RawData, WebSocket } from 'ws'
import type { StillThere } from '#contract/live'

/** A page of ours says next to nothing on its socket; whoever says more than this in a minute is no page of ours. */
export const mostFrames = 100
const minuteMs = 60_000
/** "Policy violation", RFC 6455. */
export const tooMany = 1008

/** Answers a page that asks, and hangs up on a socket that sends more than `mostFrames` in a minute, pings included. */
export function keepPace(socket: WebSocket) {
  let [since, frames] = [performance.now(), 0]
  const count = () => {
    const now = performance.now()
    if (now - since > minuteMs) [since, frames] = [now, 0]
    if (++frames <= mostFrames) return
    socket.close(tooMany)
    // Who does not listen to that either is not waited for.
    if (frames > 2 * mostFrames) socket.terminate()
  }
  for (const what of ['message', 'ping', 'pong'] as const) socket.on(what, count)
  answerAsked(socket)
}

const still: StillThere = { ask: '?', answer: '!' }

/** A page asks whether its line still carries anything: browsers keep to themselves that they were pinged. */
function answerAsked(socket: WebSocket) {
  socket.on('message', (data: RawData, isBinary: boolean) => {
    const isAsked = !isBinary && (data as Buffer).length === 1 && String(data) === still.ask
    // Whoever does not read is told nothing more.
    if (isAsked && socket.bufferedAmount === 0) socket.send(still.answer)
  })
}
