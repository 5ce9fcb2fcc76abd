import * as z from 'zod/mini'
import { Instant } from '#contract/http'

export const Health = z.object({ state: z.enum(['running', 'ready']) })
export type Health = z.infer<typeof Health>

/** How it stands with the machine, for the stewards of its streets. */
export const Status = z.object({
  startedAt: Instant,
  copies: z.object({
    /** `elsewhere`: on PostgreSQL, which is copied by its own tools. */
    kind: z.enum(['daily', 'failing', 'off', 'elsewhere']),
    /** The last one that was proven whole. */
    lastAt: z.nullable(Instant),
  }),
  /** Codes and letters that should be on their way and are not. */
  lettersWaiting: z.int(),
  /** `kept`: no mail server is named, so letters are files on the machine. */
  mail: z.enum(['sent', 'kept']),
  disk: z.object({ freeBytes: z.int(), usedPercent: z.int() }),
  /** Of the last thousand answers: half came within `usual`, all but one in twenty within `slow`. */
  answersMs: z.nullable(z.object({ usual: z.number(), slow: z.number() })),
})
export type Status = z.infer<typeof Status>
