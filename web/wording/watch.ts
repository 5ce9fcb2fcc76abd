// Reads along while somebody types, on their own device: nothing is sent for it, and it works without a line.
import type { Notice, OpenField } from '#contract/hints'
import type { Near } from '#contract/nearness'

export type Part = OpenField | 'privateNote'
export interface Seen {
  notices: (Notice & { field: OpenField })[]
  /** The first part with words of somebody in danger. */
  crisis: Part | null
  /** How near the words bring somebody, where they sound like more than the door. */
  near: Near | null
}
export const nothingSeen: Seen = { notices: [], crisis: null, near: null }

const parts: Part[] = ['title', 'details', 'when', 'privateNote']
/** Longer than between two keys of a quick hand; the panel is promised within 200 ms. */
const pauseMs = 80

type Typed = HTMLInputElement | HTMLTextAreaElement
const fieldIn = (root: HTMLElement, name: Part) =>
  root.querySelector<Typed>(`[name="${name}"], [name^="${name}:"]`)

/** Attach to what holds the fields; `tell` hears what is noticed whenever the words have changed. */
export function watchWords(tell: (seen: Seen) => void) {
  return (root: HTMLElement) => {
    // Fetched at once: later there may be no line.
    const tools = Promise.all([
      import('#contract/hints'),
      import('#contract/crisis'),
      import('#contract/nearness'),
    ]).catch(() => null)
    let timer: ReturnType<typeof setTimeout> | undefined
    async function look() {
      const read = await tools
      if (!read || !root.isConnected) return
      const [{ notices, openFields }, { crisisIn }, { nearIn }] = read
      const textOf = (name: Part) => fieldIn(root, name)?.value ?? ''
      tell({
        notices: openFields.flatMap((field) => notices(textOf(field)).map((one) => ({ field, ...one }))),
        crisis: parts.find((part) => crisisIn(textOf(part)).length > 0) ?? null,
        near: nearIn(`${textOf('title')}\n${textOf('details')}`) ?? null,
      })
    }
    const soon = () => {
      clearTimeout(timer)
      timer = setTimeout(look, pauseMs)
    }
    root.addEventListener('input', soon)
    soon()
    return () => {
      clearTimeout(timer)
      root.removeEventListener('input', soon)
    }
  }
}

/** Takes the words out of their field and puts them into the private note, as if they had been typed there. */
export async function moveWords(root: HTMLElement, notice: Seen['notices'][number]) {
  const { movedOut, noted } = await import('#contract/hints')
  const [from, note] = [fieldIn(root, notice.field), fieldIn(root, 'privateNote')]
  if (!from || !note || !from.value.includes(notice.text)) return false
  const { left, moved } = movedOut(from.value, notice, notice.field)
  type(from, left)
  type(note, noted(note.value, moved))
  const folded = note.closest('details')
  if (folded) folded.open = true
  return true
}

function type(field: Typed, text: string) {
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
