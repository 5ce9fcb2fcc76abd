/**
 * What somebody has chosen from a list of the page while its script was still on its way: Svelte takes over what was typed and
 * ticked by then, and not that. Undefined for a list that is not there yet.
 */
export function chosenEarly(id: string): string | undefined {
  if (typeof document === 'undefined' || document.documentElement.dataset.ready === 'true') return undefined
  const list = document.getElementById(id)
  return list instanceof HTMLSelectElement ? list.value : undefined
}
