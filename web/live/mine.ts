// What concerns the person who is signed in, on whichever page they are.
import type { MyEvent } from '#contract/live'
import type { News } from '#contract/messages'
import { read } from '../reads.ts'
import type { View } from '../view.svelte.ts'
import { t } from '../words/say.ts'
import { hearFirst } from './ears.ts'
import { followMine } from './line.ts'
import { whenSeen } from './seen.ts'

/** Follows the line of whoever is signed in. Call what it returns when they are not any more. */
export function openLine(view: View) {
  const newsOf = () => (view.visit.data.news as News | null | undefined) ?? { unread: 0, claims: [], seq: 0 }
  let reading: ReturnType<typeof setTimeout> | undefined

  /** A page that shows it reads itself anew; everywhere else the count moves, and is said once. */
  function hear(event: MyEvent) {
    if (hearFirst(event)) return
    clearTimeout(reading)
    reading = setTimeout(() => whenSeen(readNews), 50)
  }

  async function readNews() {
    const before = newsOf().unread
    const { value } = await read('/api/me/news').catch(() => ({ value: null }))
    if (!value) return
    view.visit = { ...view.visit, data: { ...view.visit.data, news: value } }
    const { unread } = newsOf()
    if (unread > before) view.heard = t('page.new-words', { count: unread })
  }

  const leave = followMine({ since: newsOf().seq, onstate: () => {}, onevent: hear })
  return () => {
    clearTimeout(reading)
    leave()
  }
}
