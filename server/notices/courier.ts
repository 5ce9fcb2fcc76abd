import type { Db } from '#db'
import { newId } from '../http/ids.ts'
import type { House } from '../http/room.ts'
import type { Outcome } from '../letters/queries.ts'
import type { EventRow } from '../live/queries.ts'
import { codes, contacts, type Desk, type Due, isApart, type Kind, notices } from './carried.ts'
import { isRefused } from './mail.ts'
import { placeOf } from './place.ts'
import * as saved from './queries.ts'
import { never, tellings, tryAgainAt } from './rules.ts'

const everyMs = 1000
/** After news: a crowd of changes is told together, and nobody waits for a letter so shortly. */
const soonMs = 50
const eventsAtOnce = 100
const lettersAtOnce = 20
/** After a full armful, times as long as it took: where a whole town joins at once, intake goes before letters. */
const restsFor = 4

export type Courier = {
  /** Resolves when all that was due at the call has been told and tried. */
  flush(): Promise<void>
  close(): Promise<void>
}
/** Whether somebody waits for all of it to be sent, or nothing more is to be begun. */
type Pace = { waitedFor: number; closed: boolean }
type OpenDesk = Desk & { pace: Pace }

/**
 * Turns what happened into notices and takes letters to the carrier, apart from everything else: whatever fails
 * here is tried again later, and no call ever waits for it. Codes are looked for every second, because a crowd that
 * joins should not have to wake anybody.
 */
export function openCourier(desk: Desk): Courier {
  const pace: Pace = { waitedFor: 0, closed: false }
  const open = { ...desk, pace }
  const telling = inTurn(async () => pace.closed || (await tell(desk.house)), desk.onTrouble)
  const sending = inTurn(async () => pace.closed || (await sendAll(open)), desk.onTrouble)
  const goOn = async () => {
    await telling()
    await sending()
  }
  const flush = () => {
    pace.waitedFor++
    return goOn().finally(() => pace.waitedFor--)
  }
  const timer = setInterval(() => void goOn(), everyMs).unref()
  let soon: NodeJS.Timeout | undefined
  desk.house.store.onNews(() => {
    soon ??= setTimeout(() => {
      soon = undefined
      void goOn()
    }, soonMs).unref()
  })
  return {
    flush,
    /** What is under way is finished; what waits is for the next start. */
    async close() {
      pace.closed = true
      clearInterval(timer)
      clearTimeout(soon)
      await flush()
      desk.carrier.close()
    },
  }
}

/** One at a time; who comes meanwhile shares the next turn. */
function inTurn(work: () => Promise<unknown>, onTrouble: (error: unknown) => void): () => Promise<void> {
  let running = Promise.resolve()
  let waiting: Promise<void> | undefined
  return () => {
    waiting ??= running.then(() => {
      waiting = undefined
      running = work().then(() => undefined, onTrouble)
      return running
    })
    return waiting
  }
}

/**
 * The notice is there if and only if its event is no longer waiting to be told. What comes while an armful is told is for the next
 * turn: where neighbours write all the time, one telling for each of their commits would be none for a crowd.
 */
async function tell({ store, clock }: House) {
  for (let told = eventsAtOnce; told === eventsAtOnce; ) {
    if ((await saved.eventsToTell(store.read, 1)).length === 0) return
    told = await store.write(async (tx) => {
      const events = await saved.eventsToTell(tx, eventsAtOnce)
      for (const event of events) await tellOf(tx, event, clock.now())
      return events.length
    })
  }
}

async function tellOf(tx: Db, event: EventRow, now: number) {
  if (!(await saved.takeEvent(tx, event))) return
  const place = await placeOf(tx, event)
  for (const telling of tellings(await saved.findStory(tx, event)))
    if (!(await isApart(tx, telling))) await saved.saveNotice(tx, { ...telling, id: newId(), ...place, now })
}

async function sendAll(desk: OpenDesk) {
  await empty(desk, codes)
  await empty(desk, contacts)
  await empty(desk, notices)
}

/** Until nothing is due, or nothing of a whole armful could be handed over: then the carrier is away. */
async function empty<T extends Due>(desk: OpenDesk, kind: Kind<T>) {
  const { store, clock } = desk.house
  while (!desk.pace.closed) {
    const began = performance.now()
    const ids = await kind.due(store.read, clock.now(), lettersAtOnce)
    if (ids.length === 0) return
    const armful = await store.write((tx) => kind.take(tx, ids, clock.now()))
    const gone = await Promise.all(armful.map((due) => attempt(desk, kind, due)))
    if (!gone.includes(true)) return
    const isCrowd = ids.length === lettersAtOnce && desk.pace.waitedFor === 0
    if (isCrowd) await rest(restsFor * (performance.now() - began))
  }
}

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** True when the carrier was there, also when it said no for good. */
async function attempt<T extends Due>(desk: Desk, kind: Kind<T>, due: T): Promise<boolean> {
  const { store, clock } = desk.house
  const settle = (outcome: Outcome) => store.write((tx) => kind.settle(tx, due.id, outcome))
  try {
    const sent = await kind.send(desk, due)
    await settle(sent ? { sentAt: clock.now() } : { sendNextAt: never })
    return true
  } catch (error) {
    desk.onTrouble(error)
    const refused = isRefused(error)
    await settle({ sendNextAt: refused ? never : tryAgainAt(clock.now(), due.sendTries) })
    return refused
  }
}
