import { type LiveSetting, LiveSocket } from './socket.ts'

/** Away for longer than this, and the line is taken anew instead of trusted. */
const longAwayMs = 20_000

/** Follows a board from the browser, through sleep, tunnels and other tabs. Call what it returns to stop. */
export function follow(boardId: string, setting: Omit<LiveSetting, 'open'>) {
  const address = `${location.origin.replace(/^http/, 'ws')}/api/boards/${boardId}/live`
  const open = (since: number) => new WebSocket(`${address}?since=${since}`)
  const socket = new LiveSocket({ ...setting, open })
  const leaving = new AbortController()
  let left = 0
  const wake = () => socket.wake()
  const look = () => {
    if (document.hidden) left = Date.now()
    else if (Date.now() - left > longAwayMs) wake()
  }
  const options = { signal: leaving.signal }
  addEventListener('online', wake, options)
  addEventListener('offline', () => setting.onstate('stale'), options)
  addEventListener('pageshow', ({ persisted }) => persisted && wake(), options)
  document.addEventListener('visibilitychange', look, options)
  return () => {
    leaving.abort()
    socket.close()
  }
}
