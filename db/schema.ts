import type { Kit } from './kit.ts'
import { boardsTables } from './schema/boards.ts'
import { concernsTables } from './schema/concerns.ts'
import { httpTables } from './schema/http.ts'
import { keepingTables } from './schema/keeping.ts'
import { ledgerTables } from './schema/ledger.ts'
import { liveTables } from './schema/live.ts'
import { messagesTables } from './schema/messages.ts'
import { moderationTables } from './schema/moderation.ts'
import { noticesTables } from './schema/notices.ts'
import { peopleTables } from './schema/people.ts'
import { placesTables } from './schema/places.ts'
import { postsTables } from './schema/posts.ts'
import { receiptsTables } from './schema/receipts.ts'
import { revealsTables } from './schema/reveals.ts'
import { safeguardingTables } from './schema/safeguarding.ts'
import { sheetsTables } from './schema/sheets.ts'
import { signInTables } from './schema/sign-in.ts'
import { standingTables } from './schema/standing.ts'
import { wordingTables } from './schema/wording.ts'

/** Every table of the house, for one engine. */
export function defineTables(k: Kit) {
  const people = peopleTables(k)
  return {
    ...httpTables(k),
    ...liveTables(k),
    ...people,
    ...signInTables(k, people),
    ...placesTables(k),
    ...boardsTables(k),
    ...standingTables(k),
    ...safeguardingTables(k),
    ...concernsTables(k),
    ...postsTables(k),
    ...wordingTables(k),
    ...receiptsTables(k),
    ...revealsTables(k),
    ...messagesTables(k),
    ...noticesTables(k),
    ...sheetsTables(k),
    ...keepingTables(k),
    ...ledgerTables(k),
    ...moderationTables(k),
  }
}
export type Tables = ReturnType<typeof defineTables>
