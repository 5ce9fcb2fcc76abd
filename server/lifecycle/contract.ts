import * as z from 'zod/mini'

export const PostState = z.enum([
  'draft',
  'open',
  'claimed',
  'paused',
  'done',
  'met',
  'withdrawn',
  'signposted',
  'handed-over',
  'unmet',
])
export type PostState = z.infer<typeof PostState>

export const ClaimState = z.enum(['waiting', 'held', 'accepted', 'done', 'declined', 'released', 'lapsed'])
export type ClaimState = z.infer<typeof ClaimState>
