import type { Component } from 'svelte'
import type { Visit } from '#contract/pages'
import type { Match } from './match.ts'
import type { PageProps } from './routes.ts'
import { allRooms, everywhere } from './words/languages.ts'
import { t, tIfKnown } from './words/say.ts'

export interface Shown extends Match {
  page: Component<PageProps>
}

/** Whose words a page needs. A notice after a form may be any room's. */
export function roomsOf({ route, query }: Match): readonly string[] {
  return route.words && !query.said ? [...everywhere, ...route.words] : allRooms
}

/** The page's component, fetched. Its own reads gave it the props it names. */
export async function pageOf({ route }: Match, data?: Visit['data']): Promise<Component<PageProps>> {
  return (await route.page(data)).default as Component<PageProps>
}

/** What is on the screen. The server makes one for each drawing; the browser keeps one and changes it. */
export class View {
  visit: Visit = $state.raw() as Visit
  shown: Shown = $state.raw() as Shown
  /** Counts pages, so that going from one post to the next starts a fresh page. */
  turn = $state(0)
  loading = $state(false)
  /** Said aloud, once: something new for the person who is signed in. */
  heard = $state('')
  /** Set by the router when something must be said that the page does not know of. */
  warning = $state('')

  /** What was said before is over: something has been sent since. */
  quiet = $state(false)

  readonly title = $derived.by(() => {
    // Each route's own page has data of its own kind, which its own title knows.
    const title = this.shown.route.title(this.visit.data as never)
    return t(this.visit.form ? 'page.titled-problem' : 'page.titled', { title })
  })
  /** The notice named in the address (`?said=`), unless a form was sent since or came back with a problem. */
  readonly said = $derived.by(() => {
    const { said } = this.shown.query
    return said && !this.visit.form && !this.quiet ? (tIfKnown(`said.${said}`) ?? '') : ''
  })

  constructor(visit: Visit, shown: Shown) {
    this.visit = visit
    this.shown = shown
  }
}
