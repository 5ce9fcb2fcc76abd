import { hydrate } from 'svelte'
import type { Visit } from '#contract/pages'
import App from './App.svelte'
import { watchEscape } from './leaving/leave.ts'
import { shownFor } from './match.ts'
import { startRouter } from './router.svelte.ts'
import { pageOf, roomsOf, View } from './view.svelte.ts'
import { languageOf, wordsOf } from './words/languages.ts'
import { speak } from './words/say.ts'

watchEscape()
const visit: Visit = JSON.parse(document.getElementById('page-data')?.textContent ?? '')
const shown = shownFor(visit)
const language = languageOf(visit.locale)
const [catalogue, page] = await Promise.all([wordsOf(language, roomsOf(shown)), pageOf(shown, visit.data)])
speak(language.locale, catalogue)

const view = new View(visit, { ...shown, page })
hydrate(App, { target: document.getElementById('doorstep') as HTMLElement, props: { view } })
startRouter(view)
// Lets a page's script, a test or a person's patience know that buttons now answer without a page load.
document.documentElement.dataset.ready = 'true'
