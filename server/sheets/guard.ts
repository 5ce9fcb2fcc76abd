// Spreadsheets run a cell that starts with one of these as a formula; the wide forms count in East Asian settings.
const risky = /^'*[=+\-@\t\r\n＝＋－＠]/u
const guarded = /^'+[=+\-@\t\r\n＝＋－＠]/u

/** A leading apostrophe makes a spreadsheet show the text and not run it. */
export const guardCell = (text: string) => (risky.test(text) ? `'${text}` : text)

export const unguardCell = (text: string) => (guarded.test(text) ? text.slice(1) : text)

/** A cell as we keep it: one kind of newline, no blanks around, no guard. */
export const cellOf = (text: string) => unguardCell(text.replace(/\r\n?/g, '\n').trim())
