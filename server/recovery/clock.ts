import { unusedDays } from '#contract/sign-in'
import type { Store } from '#db'
import { askAgain, forgetRecoveriesBefore } from './queries.ts'
import { askBeforeDays, recoveryMs } from './rules.ts'

const dayMs = 86_400_000
const atOnce = 100

/** A way back that nobody took is closed; and whoever has not used their address or number for long is asked to, in time. */
export async function passTime(store: Store, now: number): Promise<void> {
  const unusedSince = now - (unusedDays - askBeforeDays) * dayMs
  await store.write(async (tx) => {
    await forgetRecoveriesBefore(tx, now - recoveryMs)
    await askAgain(tx, { unusedSince, now, limit: atOnce })
  })
}
