// The server's half: the same pages drawn to HTML. Built to dist/ssr and imported by server/pages.
import type { Component } from 'svelte'
import { render } from 'svelte/server'
import type { Drawing, Renderer, Visit } from '#contract/pages'
import App from './App.svelte'
import { readsOf, shownFor } from './match.ts'
import { lateSources } from './posts/late.ts'
import type { PageProps } from './routes.ts'
import { pageOf, roomsOf, View } from './view.svelte.ts'
import { allRooms, chooseLocale, type Language, languageOf, type Part, wordsOf } from './words/languages.ts'
import { speak } from './words/say.ts'

const pages = import.meta.glob<Component<PageProps>>(['./*/*Page.svelte', '!./ui/*'], { import: 'default' })
let sources: Promise<Map<Component<PageProps>, string>> | undefined

export const renderer: Renderer = { draw, readsOf, chooseLocale }

async function draw(visit: Visit): Promise<Drawing> {
  const shown = shownFor(visit)
  const language = languageOf(visit.locale)
  sources ??= findSources()
  const [found, catalogue, page] = await Promise.all([
    sources,
    catalogueOf(language),
    pageOf(shown, visit.data),
  ])
  // From here to the end nothing may wait: the language is the process's, not this visit's.
  speak(language.locale, catalogue)
  const view = new View(visit, { ...shown, page })
  const { head, body } = render(App, { props: { view } })
  const chunks = [
    'main.ts',
    found.get(page) ?? '',
    ...roomsOf(shown).map(language.source),
    ...lateSources(visit.data),
  ]
  return { title: view.title, lang: language.locale, dir: language.dir, head, body, sources: chunks }
}

const catalogues = new Map<string, Promise<Part>>()

/** All of a language: the process keeps it, for every page. */
function catalogueOf(language: Language) {
  const known = catalogues.get(language.locale) ?? wordsOf(language, allRooms)
  catalogues.set(language.locale, known)
  return known
}

/** Which source file each page was built from, so that the document can preload its chunk. */
async function findSources() {
  const found = new Map<Component<PageProps>, string>()
  for (const [file, load] of Object.entries(pages)) found.set(await load(), file.slice('./'.length))
  return found
}
