// Leaving at once, for somebody who must not be seen here: what is drawn goes first, whatever the network does.

import { forgetAll } from '../forget.ts'

/** A page of ours with nothing of ours on it. The browser fetches it beforehand, so that it is there without a line. */
export const elsewhere = '/boiled-eggs.html'

/** The page is empty before anything is fetched, and the way back does not lead to it. */
export function leaveQuickly(event?: Event) {
  event?.preventDefault()
  document.title = ' '
  document.body.replaceChildren()
  forgetAll()
  history.replaceState(null, '', elsewhere)
  location.replace(elsewhere)
}

const together = 1500

/** Escape, pressed twice and nothing between. */
export function watchEscape() {
  let last = Number.NEGATIVE_INFINITY
  addEventListener(
    'keydown',
    ({ key, repeat, timeStamp }) => {
      if (repeat) return
      if (key === 'Escape' && timeStamp - last < together) return leaveQuickly()
      last = key === 'Escape' ? timeStamp : Number.NEGATIVE_INFINITY
    },
    true,
  )
}
