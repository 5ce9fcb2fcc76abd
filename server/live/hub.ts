import type { WebSocket } from 'ws'
import type { BoardEvent } from '#contract/live'
import type { Db, Store } from '#db'
import { type EventRow, eventsSince, lastSeq } from './queries.ts'

export type Listener = { socket: WebSocket; personId: string; sessionId: string }
/** Turns rows of the log into what a neighbour of that board may see now. */
export type Describe = (db: Db, boardId: string, rows: EventRow[]) => Promise<BoardEvent[]>

type Seat = Listener & { seq: number; alive: boolean }
type Channel = { boardId: string; seats: Set<Seat>; seq: number; pumping: boolean; again: boolean }
type Frame = { seq: number; text: string; leaverId: string | null }

const replayLimit = 500
const maxBufferedBytes = 1024 * 1024
const sliceSize = 500
const heartbeatMs = 30_000
export const closeCodes = { left: 4001, signedOut: 4002, tooSlow: 4003, goingAway: 1001 }

/** Who listens to which board. Knows who may hear, never why. An event is serialised once, for all. */
export class Hub {
  readonly #store: Store
  readonly #channels = new Map<string, Channel>()
  readonly #heartbeat = setInterval(() => this.#beat(), heartbeatMs).unref()
  describe: Describe = async () => []

  constructor(store: Store) {
    this.#store = store
    store.onNews((boardId) => this.#wake(boardId))
  }

  /** Replays what came after `since`, then goes on live. The caller has made sure this person may hear. */
  async subscribe(boardId: string, since: number, listener: Listener) {
    const seat: Seat = { ...listener, seq: since, alive: true }
    listener.socket.on('pong', () => {
      seat.alive = true
    })
    listener.socket.on('close', () => this.#leave(boardId, seat))
    if (since > (await lastSeq(this.#store.read, boardId))) await this.#refetch(boardId, seat)
    await this.#catchUp(boardId, seat)
  }

  /** Closes the sockets of a session that has ended. */
  signOut(gone: (listener: Listener) => boolean) {
    for (const { seats } of this.#channels.values())
      for (const seat of seats) if (gone(seat)) seat.socket.close(closeCodes.signedOut)
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
    for (const { seats } of this.#channels.values())
      for (const { socket } of seats) socket.close(closeCodes.goingAway)
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

  /** Reads until nothing is left, and takes the seat in the same turn, so that no event falls between. */
  async #catchUp(boardId: string, seat: Seat) {
    while (seat.socket.readyState === seat.socket.OPEN) {
      const frames = await this.#framesAfter(boardId, seat.seq)
      if (frames.length === replayLimit) await this.#refetch(boardId, seat)
      else for (const frame of frames) deliver(seat, frame)
      if (frames.length === 0 && this.#takeSeat(boardId, seat)) return
    }
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
    const seq = await lastSeq(this.#store.read, boardId)
    seat.seq = seq - 1
    deliver(seat, { seq, text: JSON.stringify({ seq, event: { type: 'board.refetch' } }), leaverId: null })
  }

  async #framesAfter(boardId: string, seq: number): Promise<Frame[]> {
    const rows = await eventsSince(this.#store.read, boardId, { seq, limit: replayLimit })
    if (rows.length === 0) return []
    const events = await this.describe(this.#store.read, boardId, rows)
    return rows.map((row, at) => ({
      seq: row.seq,
      text: JSON.stringify({ seq: row.seq, event: events[at] }),
      leaverId: row.type === 'member.left' ? row.personId : null,
    }))
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
        const frames = await this.#framesAfter(channel.boardId, channel.seq)
        if (frames.length === replayLimit) channel.again = true
        for (const frame of frames) await this.#broadcast(channel, frame)
      }
    } catch {
      // The store may be closing or away for a moment; every reader still has its own seq to resume from.
    } finally {
      channel.pumping = false
      if (channel.seats.size === 0) this.#channels.delete(channel.boardId)
    }
  }

  /** In slices, so that whoever writes meanwhile is answered between them. */
  async #broadcast(channel: Channel, frame: Frame) {
    channel.seq = frame.seq
    let sent = 0
    for (const seat of [...channel.seats]) {
      deliver(seat, frame)
      if (frame.leaverId === seat.personId) seat.socket.close(closeCodes.left)
      if (++sent % sliceSize === 0) await new Promise(setImmediate)
    }
  }

  #beat() {
    for (const { seats } of this.#channels.values()) {
      for (const seat of seats) {
        if (!seat.alive) seat.socket.terminate()
        seat.alive = false
        if (seat.socket.readyState === seat.socket.OPEN) seat.socket.ping()
      }
    }
  }
}

/** A reader that cannot keep up is cut off at a bounded buffer, and resumes by seq. */
function deliver(seat: Seat, { seq, text }: Frame) {
  if (seq <= seat.seq || seat.socket.readyState !== seat.socket.OPEN) return
  if (seat.socket.bufferedAmount > maxBufferedBytes) return seat.socket.close(closeCodes.tooSlow)
  seat.socket.send(text)
  seat.seq = seq
}
