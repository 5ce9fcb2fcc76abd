import * as z from 'zod/mini'
import { Id, problemType } from '#contract/http'

/** A pretend neighbour, whom a visitor may be for a while. */
export const DemoNeighbour = z.object({ id: z.string(), name: z.string(), about: z.string() })

/** The demo street of this install: whether it is there, who lives on it, and what whoever asks may do with it. */
export const Demo = z.object({
  boardId: z.nullable(z.string()),
  people: z.array(DemoNeighbour),
  mayMake: z.boolean(),
  mayRemove: z.boolean(),
  /** The pretend neighbour one is just now. */
  you: z.nullable(z.object({ id: z.string(), name: z.string() })),
})
export type Demo = z.infer<typeof Demo>

export const MadeDemo = z.object({ boardId: z.string() })
export const StepIn = z.strictObject({ as: Id })
export const SteppedIn = z.object({
  boardId: z.string(),
  person: z.object({ id: z.string(), name: z.string() }),
})

export const NotYourDemo = problemType(
  'not-your-demo',
  403,
  'There are real streets here now, so only their stewards can do that',
)
export const OnlyPretend = problemType(
  'only-pretend',
  403,
  'You are being a pretend neighbour. Step out first, then you can do that as yourself',
)
