import { getContext, setContext } from 'svelte'

/** What a field or a button needs to know of the form it stands in. */
export interface FormContext {
  readonly name: string
  readonly isSending: boolean
  /** Counts what went well on this page: each time the fields are empty again. */
  readonly sent: number
  /** The button that was pressed, so that only that one says it is sending. */
  readonly pressed: HTMLElement | null
  errorOf(field: string): string
  typedIn(field: string): string[] | undefined
}

const key = Symbol('form')

export const setForm = (form: FormContext) => setContext(key, form)
export const getForm = () => getContext<FormContext | undefined>(key)

/** The id of a field, the same on the server and in the browser: error summaries link to it. */
export const fieldId = (form: FormContext | undefined, name: string) => `${form?.name ?? 'page'}-${name}`

/** Names, for those who listen, what stands beside a field: `{ hint, error }` where there are any. */
export const describedBy = (id: string, beside: Record<string, unknown>) =>
  Object.keys(beside)
    .filter((part) => beside[part])
    .map((part) => `${id}-${part}`)
    .join(' ') || undefined
