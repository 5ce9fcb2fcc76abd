import type { Person } from './canary-world.ts'

type Made = { id?: string; url?: string; code?: string }

/** What a call has made, if it has. */
export const known = (reply: { status: number; body: string }): Made =>
  reply.status < 300 && reply.body.startsWith('{') ? (JSON.parse(reply.body) as Made) : {}
export const idOf = (by: Person | null) => by?.id ?? null
