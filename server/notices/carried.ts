/** What the courier takes along: what of it is due, and what is written when its turn comes. */
import { isDeepStrictEqual } from 'node:util'
import type { NoticeKind } from '#contract/notices'
import { codeMinutes, isUnused } from '#contract/sign-in'
import type { Db } from '#db'
import { blockedPair } from '../blocks/queries.ts'
import { findLetter } from '../contact-change/queries.ts'
import { contactsOf } from '../contacts/queries.ts'
import type { House } from '../http/room.ts'
import { streetJoinedBy } from '../joining/queries.ts'
import * as letters from '../letters/queries.ts'
import { codeOf, linkOf } from '../sign-in/codes.ts'
import { findGoodCode } from '../sign-in/queries.ts'
import { codeLetter, contactLetter, noticeLetter } from './letters.ts'
import type { Carrier } from './mail.ts'
import { isToldAcross, sentToUnused, staleMs, type Telling } from './rules.ts'

export type Desk = { house: House; carrier: Carrier; onTrouble: (error: unknown) => void }
export type Due = { id: string; sendTries: number }
export type Kind<T extends Due> = {
  due(db: Db, now: number, limit: number): Promise<{ id: string }[]>
  take(tx: Db, ids: { id: string }[], now: number): Promise<T[]>
  /** False when there is nobody to send it to, or no sense in it any more. */
  send(desk: Desk, due: T): Promise<boolean>
  settle(tx: Db, id: string, outcome: letters.Outcome): Promise<void>
}

export const codes: Kind<letters.CodeRow> = {
  ...letters.codes,
  async send({ house, carrier }, { id, contact, contactKind }) {
    const { key, publicUrl, store, clock } = house
    const isGood = async () => (await findGoodCode(store.read, id, clock.now())) !== undefined
    if (!(await isGood())) return false
    const link = `${publicUrl}/sign-in/link/${linkOf(key, id)}`
    const street = await streetJoinedBy(store.read, id)
    const said = { code: codeOf(key, id), linkUrl: link, minutes: codeMinutes, street }
    const takeBack = await carrier.carry({ kind: contactKind, value: contact }, codeLetter(said))
    if (takeBack && !(await isGood())) await takeBack()
    return true
  },
}

/** To where somebody was reached, whatever reaches them now. */
export const contacts: Kind<letters.ContactRow> = {
  ...letters.contacts,
  async send({ house, carrier }, { id, personId, kind, value }) {
    const { store, publicUrl } = house
    const letter = await findLetter(store.read, id)
    if (!letter) return false
    const takeBack = await carrier.carry({ kind, value }, contactLetter(letter, publicUrl), personId)
    if (takeBack && !(await findLetter(store.read, id))) await takeBack()
    return true
  },
}

export const notices: Kind<letters.NoticeRow> = {
  ...letters.notices,
  async send(desk, due) {
    const { house, carrier } = desk
    const written = await write(house, due)
    if (!written) return false
    const takeBack = await carrier.carry(written.to, noticeLetter(written, house.publicUrl), due.otherId)
    // Whoever left for good while it was being laid down has looked for it too early.
    if (!takeBack || isDeepStrictEqual(await write(house, due), written)) return true
    await takeBack()
    return await notices.send(desk, due)
  },
}

/** Whom it goes to and whom it names, by what is so now. */
async function write({ store, clock }: House, { id, personId, otherId, at, ...notice }: letters.NoticeRow) {
  const { boardId, postId } = notice
  const what = notice.what as NoticeKind
  const contacts = (await contactsOf(store.read, personId)).filter(
    ({ confirmedAt }) => sentToUnused(what) || !isUnused(confirmedAt, clock.now()),
  )
  const to = contacts.find(({ kind }) => kind === 'email') ?? contacts[0]
  if (await isApart(store.read, { personId, otherId, what })) return undefined
  if (!to || at + staleMs < clock.now()) return undefined
  const name = await letters.nameIn(store.read, { id, personId, otherId })
  return { to, what, name, boardId, postId }
}

/** Nothing goes across a block but what has to. */
export async function isApart(db: Db, { personId, otherId, what }: Omit<Telling, 'words'>) {
  return !isToldAcross(what) && (await blockedPair(db, personId, otherId))
}
