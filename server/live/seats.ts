/** Who sits where on a channel, and how far they have heard. */
import type { WebSocket } from 'ws'
import type { BoardEvent, MyEvent } from '#contract/live'

export type Listener = { socket: WebSocket; personId: string; sessionId: string }
export type Seat = Listener & { seq: number; alive: boolean }
export type Channel = { boardId: string; seats: Set<Seat>; seq: number; pumping: boolean; again: boolean }
/** What of an event one person may hear; nothing at all, not even that there was one, when undefined. */
export type HeardBy = (event: BoardEvent, personId: string) => BoardEvent | undefined
/** `at`: when it happened, in epoch ms. `memberId`: whose place on the board has changed with it. `heardBy`: left out while everybody hears the same. */
export type Frame = {
  seq: number
  event: BoardEvent | MyEvent
  text: string
  at: number
  memberId: string | null
  heardBy?: HeardBy | undefined
}

const maxBufferedBytes = 1024 * 1024
export const closeCodes = { left: 4001, signedOut: 4002, tooSlow: 4003, paused: 4004, goingAway: 1001 }

/** A reader that cannot keep up is cut off at a bounded buffer, and resumes by seq. */
export function deliver(seat: Seat, frame: Frame) {
  const { seq } = frame
  if (seq <= seat.seq || seat.socket.readyState !== seat.socket.OPEN) return
  if (seat.socket.bufferedAmount > maxBufferedBytes) return seat.socket.close(closeCodes.tooSlow)
  const text = textFor(seat.personId, frame)
  if (text !== undefined) seat.socket.send(text)
  seat.seq = seq
}

/** Written once for all who hear the same. */
function textFor(personId: string, { seq, event, text, heardBy }: Frame): string | undefined {
  const heard = heardBy ? heardBy(event as BoardEvent, personId) : event
  if (heard === event) return text
  return heard && JSON.stringify({ seq, event: heard })
}

export const frameOf = (seq: number, event: BoardEvent | MyEvent, at = 0): Frame => ({
  seq,
  at,
  event,
  text: JSON.stringify({ seq, event }),
  memberId: null,
})
