/** Does it now, or once somebody looks at the page again: what is read behind other windows is not read by anybody. */
export function whenSeen(work: () => unknown) {
  if (!document.hidden) return void work()
  const look = () => {
    if (document.hidden) return
    document.removeEventListener('visibilitychange', look)
    work()
  }
  document.addEventListener('visibilitychange', look)
}
