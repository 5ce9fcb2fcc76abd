import * as z from 'zod/mini'
import { Instant } from '#contract/http'

/** Whom somebody has blocked; nobody is told by whom they are. */
export const Blocks = z.object({
  items: z.array(z.object({ person: z.object({ id: z.string(), name: z.string() }), since: Instant })),
})
export type Blocks = z.infer<typeof Blocks>
