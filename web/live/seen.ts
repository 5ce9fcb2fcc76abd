const waiting = new Set<() => unknown>()

/** Does it now, or once when somebody looks at the page again: what is read behind other windows is not read by anybody. */
export function whenSeen(work: () => unknown) {
  if (!document.hidden) return void work()
  if (waiting.size === 0) document.addEventListener('visibilitychange', look)
  waiting.add(work)
}

function look() {
  if (document.hidden) return
  document.removeEventListener('visibilitychange', look)
  const works = [...waiting]
  waiting.clear()
  for (const work of works) work()
}
