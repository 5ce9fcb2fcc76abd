import type { Store } from '#db'
import type { Audience, Describe, DescribeLine } from './describing.ts'
import { framesAfter, replayLimit } from './frames.ts'
import { keepPace } from './pace.ts'
import { isLine, lastSeq } from './queries.ts'
import { type Channel, closeCodes, deliver, type Frame, frameOf, type Listener, type Seat } from './seats.ts'

export { closeCodes, type Listener }

/** The code a socket is closed with when somebody may not, or no longer, hear a channel; undefined while they may. */
export type WhyNot = (channelId: string, listener: Listener) => Promise<number | undefined>

const sliceSize = 25
const heartbeatMs = 30_000
const tryAgainMs = 500

/** Who listens to which board. Knows who may hear, never why. An event is serialised once, for all. */
export class Hub {
  readonly store: Store
  readonly #channels = new Map<string, Channel>()
  readonly #heartbeat = setInterval(() => this.beat(), heartbeatMs).unref()
  readonly #told: ((at: number) => void)[] = []
  /** In the middle of their replay: they have no seat yet, and may lose what would give them one. */
  readonly #coming = new Set<Seat>()
  describe: Describe = async () => []
  describeLine: DescribeLine = async () => []
  whyNot: WhyNot = async () => undefined
  audience: Audience = async () => undefined

  constructor(store: Store) {
    this.store = store
    store.onNews((boardId) => this.#wake(boardId))
  }

  /** Replays what came after `since`, then goes on live, for as long as this person may hear. */
  async subscribe(boardId: string, since: number, listener: Listener) {
    const seat: Seat = { ...listener, seq: since, alive: true }
    keepPace(listener.socket)
    listener.socket.on('pong', () => {
      seat.alive = true
    })
    listener.socket.on('close', () => this.#leave(boardId, seat))
    this.#coming.add(seat)
    try {
      if (since > (await lastSeq(this.store.read, boardId))) await this.#refetch(boardId, seat)
      await this.#catchUp(boardId, seat)
    } finally {
      this.#coming.delete(seat)
    }
  }

  /** Closes the sockets of a session that has ended. */
  signOut(gone: (listener: Listener) => boolean) {
    for (const seat of this.#everySeat()) if (gone(seat)) seat.socket.close(closeCodes.signedOut)
  }

  /** Looks again whether everybody may still hear what they hear. At every heartbeat, for what nobody announced. */
  async lookAgain() {
    for (const { boardId, seats } of [...this.#channels.values()])
      for (const seat of [...seats]) await this.#isOut(boardId, seat).catch(() => true)
  }

  /** Calls `hear` with the moment something happened, once the last page here was told of it. */
  onTold(hear: (at: number) => void) {
    this.#told.push(hear)
  }

  listeners(boardId: string): number {
    return this.#channels.get(boardId)?.seats.size ?? 0
  }

  /** How many listen, over all boards. */
  everybody(): number {
    return [...this.#channels.values()].reduce((sum, { seats }) => sum + seats.size, 0)
  }

  close() {
    clearInterval(this.#heartbeat)
  }

  #everySeat(): Seat[] {
    return [...this.#coming, ...[...this.#channels.values()].flatMap(({ seats }) => [...seats])]
  }

  /** Closes a socket whose owner may not hear this now. */
  async #isOut(boardId: string, seat: Seat): Promise<boolean> {
    const code = await this.whyNot(boardId, seat)
    if (code !== undefined) {
      this.#leave(boardId, seat)
      seat.socket.close(code)
    }
    return code !== undefined
  }

  #channelOf(boardId: string): Channel {
    const known = this.#channels.get(boardId)
    if (known) return known
    const channel = { boardId, seats: new Set<Seat>(), seq: 0, pumping: false, again: false }
    this.#channels.set(boardId, channel)
    return channel
  }

  #leave(boardId: string, seat: Seat) {
    const channel = this.#channels.get(boardId)
    channel?.seats.delete(seat)
    if (channel && channel.seats.size === 0 && !channel.pumping) this.#channels.delete(boardId)
  }

  /** Reads until nothing is left, and only then takes the seat. */
  async #catchUp(boardId: string, seat: Seat) {
    while (seat.socket.readyState === seat.socket.OPEN) {
      const frames = await framesAfter(this, boardId, seat.seq)
      if (frames.length > 0) await this.#replay(boardId, seat, frames)
      // Whoever left while the replay was read had no seat to be taken from.
      else if (this.#takeSeat(boardId, seat)) return void (await this.#isOut(boardId, seat))
    }
  }

  async #replay(boardId: string, seat: Seat, frames: Frame[]) {
    if (await this.#isOut(boardId, seat)) return
    if (frames.length === replayLimit) await this.#refetch(boardId, seat)
    else for (const frame of frames) deliver(seat, frame)
  }

  /** False when the others have been told of something meanwhile that this seat has not, or it has hung up. */
  #takeSeat(boardId: string, seat: Seat): boolean {
    if (seat.socket.readyState !== seat.socket.OPEN) return false
    const channel = this.#channelOf(boardId)
    if (channel.seats.size === 0) channel.seq = seat.seq
    if (seat.seq < channel.seq) return false
    channel.seats.add(seat)
    this.#wake(boardId)
    return true
  }

  async #refetch(boardId: string, seat: Seat) {
    const seq = await lastSeq(this.store.read, boardId)
    seat.seq = seq - 1
    deliver(
      seat,
      frameOf(seq, { type: isLine(boardId) ? ('me.refetch' as const) : ('board.refetch' as const) }),
    )
  }

  #wake(boardId: string) {
    if (boardId === '*') for (const id of this.#channels.keys()) this.#wake(id)
    const channel = this.#channels.get(boardId)
    if (!channel || channel.seats.size === 0) return
    channel.again = true
    if (!channel.pumping) void this.#pump(channel)
  }

  async #pump(channel: Channel) {
    channel.pumping = true
    try {
      while (channel.again && channel.seats.size > 0) {
        channel.again = false
        const frames = await framesAfter(this, channel.boardId, channel.seq)
        if (frames.length === replayLimit) channel.again = true
        await this.#seeOut(channel, new Set(frames.flatMap(({ memberId }) => memberId ?? [])))
        for (const frame of frames) await this.#broadcast(channel, frame)
      }
    } catch {
      // The store may be closing, or away for a moment: what was not told is told when it is back.
      setTimeout(() => this.#wake(channel.boardId), tryAgainMs).unref()
    } finally {
      channel.pumping = false
      if (channel.seats.size === 0) this.#channels.delete(channel.boardId)
    }
  }

  /** Before anything of it is sent: what happened around a change is for those only who belong after it. */
  async #seeOut({ boardId, seats }: Channel, members: Set<string>) {
    if (members.size === 0) return
    for (const seat of [...seats]) if (members.has(seat.personId)) await this.#isOut(boardId, seat)
  }

  /** In small slices, so that whoever writes meanwhile is answered between them; larger ones tell the last hardly sooner. */
  async #broadcast(channel: Channel, frame: Frame) {
    channel.seq = frame.seq
    let sent = 0
    for (const seat of [...channel.seats]) {
      deliver(seat, frame)
      if (++sent % sliceSize === 0) await new Promise(setImmediate)
    }
    for (const hear of this.#told) hear(frame.at)
  }

  /** Asks every socket whether anybody is there, and ends those that did not say so since the last time. */
  beat() {
    void this.lookAgain()
    for (const { seats } of this.#channels.values()) {
      for (const seat of seats) {
        if (!seat.alive) seat.socket.terminate()
        seat.alive = false
        if (seat.socket.readyState === seat.socket.OPEN) seat.socket.ping()
      }
    }
  }
}
