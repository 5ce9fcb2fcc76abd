// Written down once more without zod, which would double what the page weighs; the compiler keeps both in step.
import type { DateOrder, SheetField } from '#contract/sheets'

const namesOf = <Name extends string>(all: Record<Name, true>) => Object.keys(all) as Name[]

export const fields = namesOf<SheetField>({
  title: true,
  details: true,
  needs: true,
  offers: true,
  kind: true,
  name: true,
  anonymous: true,
  email: true,
  mobile: true,
  contact: true,
  address: true,
  postcode: true,
  category: true,
  when: true,
  neededBy: true,
  askedAt: true,
  languages: true,
  status: true,
  parts: true,
  standing: true,
  note: true,
  private: true,
})

export const orders = namesOf<DateOrder>({ 'day-first': true, 'month-first': true })
