import type { Store } from '#db'

/** Whether the database answers a read and takes a write. */
export async function isAnswering({ read, write }: Store): Promise<boolean> {
  try {
    await read.select().from(read.t.logs).limit(1)
    await write(async (tx) => tx.select().from(tx.t.logs).limit(1))
    return true
  } catch {
    return false
  }
}
