import * as z from 'zod/mini'

export const ExportQuery = z.object({
  /** `html` to read, `json` to take elsewhere. */
  as: z._default(z.enum(['json', 'html']), 'json'),
})
