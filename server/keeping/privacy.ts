import { houseDays, type Privacy } from '#contract/keeping'
import type { House } from '../http/room.ts'
import { sessionCookie, sessionDays } from '../people/asking.ts'
import { tablesWithWords } from './queries.ts'

/** The privacy notice and the record of processing say what is so, because they are read from what runs. */
export function privacyOf({ publicUrl, mail, store, erasureList }: House): Privacy {
  const mailServer = mail.smtpUrl ? new URL(mail.smtpUrl).hostname : null
  return {
    address: publicUrl,
    encrypted: publicUrl.startsWith('https:'),
    letters: mailServer === null ? 'files' : 'server',
    mailServer,
    sender: mail.from,
    database: store.engine,
    forgetsForGood: erasureList !== undefined,
    cookies: [{ name: sessionCookie(publicUrl).name, days: sessionDays }],
    days: houseDays,
    holds: tablesWithWords(store.read),
  }
}
