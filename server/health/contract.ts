import * as z from 'zod/mini'

export const Health = z.object({ state: z.enum(['running', 'ready']) })
export type Health = z.infer<typeof Health>
