/**
 * Keeps what is typed into a form on this device until it is sent, against a page that is lost. Never the private
 * part, nor anything about somebody else: a shared computer would show it to the next person.
 */
const kept = ['title', 'details', 'when', 'neededBy', 'category', 'parts', 'payBackPounds']

type Typed = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** Attach to what holds the form; `restored` is told when something was put back. */
export function keepUnsent(key: string, restored: () => void) {
  return (holder: HTMLElement) => {
    const form = holder.querySelector('form')
    if (!form) return
    if (putBack(fieldsOf(form), read(key))) restored()
    const keep = () => write(key, fieldsOf(form))
    form.addEventListener('input', keep)
    return () => form.removeEventListener('input', keep)
  }
}

export function forget(key: string) {
  attempt(() => sessionStorage.removeItem(key))
}

function fieldsOf(form: HTMLFormElement): Typed[] {
  const all = [...form.elements] as Typed[]
  return all.filter(({ name }) => kept.includes(name?.split(':')[0] ?? ''))
}

function putBack(fields: Typed[], values: Record<string, string>) {
  const empty = fields.every(({ name, value }) => name.startsWith('parts') || value === '')
  const lost = empty ? fields.filter(({ name, value }) => values[name] && values[name] !== value) : []
  for (const field of lost) {
    field.value = values[field.name] ?? ''
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  return lost.length > 0
}

function read(key: string): Record<string, string> {
  return attempt(() => JSON.parse(sessionStorage.getItem(key) ?? '{}')) ?? {}
}

function write(key: string, fields: Typed[]) {
  const values = Object.fromEntries(fields.map(({ name, value }) => [name, value]))
  attempt(() => sessionStorage.setItem(key, JSON.stringify(values)))
}

/** A browser may forbid storage, or have none left; the form works all the same. */
function attempt<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}
