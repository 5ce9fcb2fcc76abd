import { hearMine } from '../live/ears.ts'
import { whenSeen } from '../live/seen.ts'
import { refresh } from '../router.svelte.ts'

/** Somebody who is on this page, or comes back to it, sees what is now. Call what it returns to stop. */
export function keepFresh() {
  let reading: ReturnType<typeof setTimeout> | undefined
  const deafen = hearMine(() => {
    clearTimeout(reading)
    reading = setTimeout(() => whenSeen(refresh), 50)
    return true
  })
  const look = () => {
    if (!document.hidden) void refresh()
  }
  document.addEventListener('visibilitychange', look)
  return () => {
    deafen()
    clearTimeout(reading)
    document.removeEventListener('visibilitychange', look)
  }
}
