import { BadPasskey } from '#contract/passkeys'
import type { Db } from '#db'
import type { Asker } from '../http/room.ts'
import { mayChangeLocks, openBoth } from '../second-lock/steps.ts'
import { type PasskeyRow, savePasskey } from './queries.ts'

type Made = { passkey: PasskeyRow; isUnlocked: boolean }

/**
 * Keeps a passkey. A first second lock, made behind the device's own, opens both for this session.
 *
 * @throws BadPasskey (422), SecondLockNeeded (403)
 */
export async function keepPasskey(tx: Db, asker: Asker, { passkey, isUnlocked }: Made): Promise<void> {
  const isFirst = await mayChangeLocks(tx, asker, passkey.createdAt)
  if (!(await savePasskey(tx, passkey))) throw BadPasskey.with()
  if (isFirst && isUnlocked) await openBoth(tx, asker.sessionId, passkey.createdAt)
}
