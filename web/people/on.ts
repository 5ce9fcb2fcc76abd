import { day, dayAndTime } from '../words/dates.ts'

/** Somebody belongs to several streets, so days about themselves are told by the clock of none of them. */
export const on = (iso: string) => day(Date.parse(iso), 'Europe/London')
export const atOn = (iso: string) => dayAndTime(Date.parse(iso), 'Europe/London')
