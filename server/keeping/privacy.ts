import { houseDays, type Privacy } from '#contract/keeping'
import type { House } from '../http/room.ts'
import { browserCookie, sessionCookie, sessionDays } from '../people/asking.ts'
import { codeCookie } from '../sign-in/waiting.ts'
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
    cookies: [
      { name: sessionCookie(publicUrl).name, what: 'session', days: sessionDays },
      { name: browserCookie(publicUrl).name, what: 'browser', days: houseDays.browsers },
      { name: codeCookie(publicUrl).name, what: 'code', days: 0 },
      { name: 'lang', what: 'language', days: 365 },
    ],
    days: houseDays,
    holds: tablesWithWords(store.read),
  }
}
