/** Who sits where on a channel, and how far they have heard. */
import type { WebSocket } from 'ws'

export type Listener = { socket: WebSocket; personId: string; sessionId: string }
export type Seat = Listener & { seq: number; alive: boolean }
export type Channel = { boardId: string; seats: Set<Seat>; seq: number; pumping: boolean; again: boolean }
/** `memberId`: whose place on the board has changed with it. */
export type Frame = { seq: number; text: string; memberId: string | null }

const maxBufferedBytes = 1024 * 1024
export const closeCodes = { left: 4001, signedOut: 4002, tooSlow: 4003, paused: 4004, goingAway: 1001 }

/** A reader that cannot keep up is cut off at a bounded buffer, and resumes by seq. */
export function deliver(seat: Seat, { seq, text }: Frame) {
  if (seq <= seat.seq || seat.socket.readyState !== seat.socket.OPEN) return
  if (seat.socket.bufferedAmount > maxBufferedBytes) return seat.socket.close(closeCodes.tooSlow)
  seat.socket.send(text)
  seat.seq = seq
}
