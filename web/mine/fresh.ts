import { refresh } from '../router.svelte.ts'

/** Somebody who comes back to this page sees what is now. Call what it returns to stop. */
export function keepFresh() {
  const look = () => {
    if (!document.hidden) void refresh()
  }
  document.addEventListener('visibilitychange', look)
  return () => document.removeEventListener('visibilitychange', look)
}
