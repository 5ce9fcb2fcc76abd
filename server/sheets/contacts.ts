import type { SheetColumn } from '#contract/sheets'
import type { Cell, Page } from './page.ts'
import { isEmail, isPhone, saysNo } from './values.ts'

export type Contacts = { name?: string; email?: string; mobile?: string; left: Cell[] }

/** Who it is for and how to reach them, as far as the sheet says; a second number or address is left over. */
export function contactsIn(page: Page): Contacts {
  const cells = page.cells('email', 'mobile', 'contact')
  for (const { column, text } of cells) {
    if (!isEmail(text) && !isPhone(text)) page.refuse(column, wrongContact(column, text))
  }
  const [email, ...moreEmails] = cells.filter(({ text }) => isEmail(text))
  const [mobile, ...moreMobiles] = cells.filter(({ text }) => !isEmail(text))
  const name = page.joined('name', ' ')
  return {
    ...(name ? { name } : {}),
    ...(email ? { email: email.text } : {}),
    ...(mobile ? { mobile: mobile.text } : {}),
    left: [...moreEmails, ...moreMobiles],
  }
}

/** Asked to stay unnamed: then not even the neighbour who helps is told the name; the stewards have it. */
export const staysUnnamed = (page: Page) => page.cells('anonymous').some(({ text }) => !saysNo(text))

/** What the neighbour who helps is shown after the yes: how to reach somebody, where, and what to know. */
export function noteForHelper(page: Page, { name, email, mobile }: Contacts): string | undefined {
  const place = [page.joined('address', ', '), page.text('postcode')].filter(Boolean).join(', ')
  const reach = [mobile, email, place].filter(Boolean)
  const who = reach.length > 0 && !staysUnnamed(page) ? name : undefined
  return [who, ...reach, page.joined('note', '\n')].filter(Boolean).join('\n') || undefined
}

const wrongContact = (column: SheetColumn, text: string) =>
  column.field === 'email' ? `"${text}" is not an email address` : `"${text}" is not a telephone number`
