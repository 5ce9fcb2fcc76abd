import { getContext, setContext } from 'svelte'
import type { View } from './view.svelte.ts'

const frame = Symbol('view')

export const setView = (view: View) => setContext(frame, view)
/** The page a component stands on: its visit, for forms that need its key and what came back. */
export const getView = () => getContext<View>(frame)

/** Asks whether a form came back with a problem: what it is folded into stands open then. */
export function comesBack() {
  const view = getView()
  return (...names: string[]) => names.includes(view.visit.form?.name ?? '')
}
