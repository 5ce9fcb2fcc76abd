import type { BoardEvent, MyEvent } from '#contract/live'
import { type LiveSetting, LiveSocket } from './socket.ts'

/** Away for longer than this, and the line is taken anew instead of trusted. */
const longAwayMs = 20_000

type Following<E extends { type: string }> = Omit<LiveSetting<E>, 'open' | 'again'>

/** Follows a board from the browser. Call what it returns to stop. */
export const follow = (boardId: string, setting: Following<BoardEvent>) =>
  keep<BoardEvent>(`boards/${boardId}`, { ...setting, again: { type: 'board.refetch' } })

/** Follows what concerns the person who is signed in here. */
export const followMine = (setting: Following<MyEvent>) =>
  keep<MyEvent>('me', { ...setting, again: { type: 'me.refetch' } })

/** Keeps a line, through sleep, tunnels and other tabs. */
function keep<E extends { type: string }>(of: string, setting: Omit<LiveSetting<E>, 'open'>) {
  const address = `${location.origin.replace(/^http/, 'ws')}/api/${of}/live`
  const open = (since: number) => new WebSocket(`${address}?since=${since}`)
  const socket = new LiveSocket<E>({ ...setting, open })
  const leaving = new AbortController()
  let left = 0
  const wake = () => socket.wake()
  const look = () => {
    if (document.hidden) left = Date.now()
    else if (Date.now() - left > longAwayMs) wake()
  }
  const options = { signal: leaving.signal }
  addEventListener('online', wake, options)
  addEventListener('offline', () => socket.doubt(), options)
  addEventListener('pageshow', ({ persisted }) => persisted && wake(), options)
  document.addEventListener('visibilitychange', look, options)
  return () => {
    leaving.abort()
    socket.close()
  }
}
