// Moves between pages without loading the document again. Where anything is out of the ordinary, the browser does it.
import { tick } from 'svelte'
import type { Visit } from '#contract/pages'
import { type Match, match, shownFor } from './match.ts'
import { readAll } from './reads.ts'
import { pageOf, roomsOf, type View } from './view.svelte.ts'
import { languageOf, wordsOf } from './words/languages.ts'
import { learn, spokenLocale, t } from './words/say.ts'

let view: View
let latest = 0

export function startRouter(first: View) {
  view = first
  history.scrollRestoration = 'manual'
  document.addEventListener('click', followLink)
  addEventListener('popstate', comeBack)
  addEventListener('pagehide', rememberScroll)
  addEventListener('pageshow', () => history.state?.y && scrollTo(0, history.state.y))
}

/** Goes to a page of ours, as a link would. False when it did not come. */
export async function goto(path: string): Promise<boolean> {
  if (!match(path)) return load(path)
  rememberScroll()
  const { pathname, search, hash } = new URL(path, location.href)
  return show(pathname + search, () => {
    history.pushState({}, '', path)
    scrollTo(0, 0)
    document.getElementById(hash.slice(1))?.scrollIntoView()
  })
}

/** Reads the page's data again in place: focus, scroll and what is typed stay, even when signed out meanwhile. */
export const refresh = () => refreshAt(here())

/** The same, at a path that differs only in its query, such as the notice to show. False when it cannot be read. */
export async function refreshAt(path: string): Promise<boolean> {
  const [turn, drawn, from] = [latest, view.turn, here()]
  const visit = await readAll(path, view.visit)
  // What kept the page from being shown is no longer what does: the browser goes where that leads.
  const [was, is] = [view.visit.problem, visit?.problem]
  if (was && is && was.type !== is.type) return load(path)
  if (!visit || is) return false
  const page = await ready(shownFor(visit), visit.data).catch(() => null)
  if (!page) return false
  // Somebody who has gone on meanwhile is not brought back.
  if (turn !== latest || drawn !== view.turn || from !== here()) return true
  if (path !== here()) history.replaceState(history.state, '', path)
  view.shown = { ...shownFor(visit), page }
  view.visit = { ...visit, form: view.visit.form, key: view.visit.key }
  document.title = view.title
  return true
}

/** True when two paths show the same page, whatever notice they carry. */
export function isSamePage(one: string, other: string) {
  const [a, b] = [one, other].map((path) => new URL(path, location.href))
  for (const { searchParams } of [a, b] as URL[]) searchParams.delete('said')
  return a?.pathname === b?.pathname && a?.search === b?.search
}

function comeBack({ state }: PopStateEvent) {
  // A link to a place on this page also comes here; drawing anew would lose what is typed.
  if (here() !== view.visit.path) return void show(here(), () => scrollTo(0, state?.y ?? 0))
  if (!view.loading) return
  // Back where they are before another page came: that one is not waited for any more.
  latest += 1
  view.loading = false
}

async function show(path: string, arrive: () => void): Promise<boolean> {
  latest += 1
  const turn = latest
  view.loading = true
  const shown = shownFor({ path, problem: null })
  const [visit, page] = await Promise.all([readAll(path, view.visit), ready(shown).catch(() => null)])
  if (turn !== latest) return true
  if (visit?.problem?.status === 401) return load(`/sign-in?next=${encodeURIComponent(path)}`)
  view.loading = false
  // A page whose script did not come may have been built anew since: let the browser start afresh.
  if (visit && !page) return load(path)
  view.warning = visit ? '' : t('page.unreachable')
  return visit ? put(visit, arrive) : false
}

/** By the browser itself, which shows what it cannot fetch. */
function load(path: string) {
  location.assign(path)
  return true
}

/** A page's component, and its words. */
async function ready(shown: Match, data?: Visit['data']) {
  const language = languageOf(spokenLocale())
  const [page, words] = await Promise.all([pageOf(shown, data), wordsOf(language, roomsOf(shown))])
  learn(words)
  return page
}

async function put(visit: Visit, arrive: () => void) {
  const shown = shownFor(visit)
  const page = await ready(shown, visit.data).catch(() => null)
  if (!page) return load(visit.path)
  view.visit = visit
  view.shown = { ...shown, page }
  view.turn += 1
  view.quiet = false
  view.heard = ''
  await tick()
  arrive()
  document.title = view.title
  focusHeading()
  return true
}

function focusHeading() {
  const heading = document.querySelector<HTMLElement>('main h1')
  heading?.setAttribute('tabindex', '-1')
  heading?.focus({ preventScroll: true })
}

function followLink(event: MouseEvent) {
  const link = (event.target as Element | null)?.closest?.('a')
  if (!link || event.defaultPrevented || event.button !== 0 || opensElsewhere(event, link)) return
  const { pathname, search, hash } = new URL(link.href)
  if (!match(pathname + search) || (hash && pathname + search === here())) return
  event.preventDefault()
  void goto(pathname + search + hash)
}

function opensElsewhere(event: MouseEvent, link: HTMLAnchorElement) {
  const changed = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
  const apart = link.target || link.hasAttribute('download') || link.hasAttribute('data-reload')
  return changed || apart || link.origin !== location.origin
}

const here = () => location.pathname + location.search
const rememberScroll = () => history.replaceState({ ...history.state, y: scrollY }, '')
