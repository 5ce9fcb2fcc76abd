/** Accounts that nobody uses any more end by themselves, and their owners are told a month before. */
import { houseDays } from '#contract/keeping'
import { holdWarned, idlePeople, warn, warnedPeople } from '../idle-accounts/queries.ts'
import type { Desk } from './erasing.ts'
import { erase } from './erasing.ts'

const dayMs = 86_400_000
const batch = 100

export async function endIdle(desk: Desk, now: number): Promise<void> {
  const { store } = desk.house
  const idleSince = now - houseDays.accounts * dayMs
  const warningMs = houseDays.accountsWarning * dayMs
  const seenBefore = idleSince + warningMs
  for (;;) {
    const ids = await idlePeople(store.read, seenBefore, batch)
    if (ids.length === 0) break
    await store.write((tx) => warn(tx, ids, { seenBefore, now }))
  }
  const told = { idleSince, warnedBefore: now - warningMs }
  for (const id of await warnedPeople(store.read, told, batch))
    await erase(desk, id, (tx) => holdWarned(tx, id, told))
}
