import { spokenLocale } from './say.ts'

/** Pence as people read money: `£12.40`. */
export const money = (pence: number) =>
  new Intl.NumberFormat(spokenLocale(), { style: 'currency', currency: 'GBP' }).format(pence / 100)

/** Whole pounds: `£30`. */
export const pounds = (whole: number) =>
  new Intl.NumberFormat(spokenLocale(), {
    style: 'currency',
    currency: 'GBP',
    maximumFractionDigits: 0,
  }).format(whole)
