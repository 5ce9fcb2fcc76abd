import { isOwnPath } from '#contract/pages'

/** Where somebody was going before they were asked to sign in; the first page otherwise, never another site. */
export const wayOn = ({ next = '/' }: Record<string, string>) => (isOwnPath(next) ? next : '/')

/** The same way on, carried along to the next step of signing in. */
export function carried({ next }: Record<string, string>) {
  return next ? `?next=${encodeURIComponent(next)}` : ''
}
