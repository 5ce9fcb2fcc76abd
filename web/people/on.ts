import { day, dayAndTime } from '../words/dates.ts'

/** Somebody belongs to several streets, so days about themselves are told by the clock of none of them. */
export const on = (iso: string) => day(Date.parse(iso), 'Europe/London')
/** `now`: of the visit, in epoch ms; then the year is said only where it is another. */
export const atOn = (iso: string, now?: number) => dayAndTime(Date.parse(iso), 'Europe/London', now)
