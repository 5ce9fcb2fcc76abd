/** Opens many pages at a server, and waits until all of them have heard what was said. */
import { ask, begin, end, saidBy } from './talk.ts'

/** `first`: what a page says as soon as it is open, where it has to. */
export type Seat = { path: string; headers?: Record<string, string>; first?: string }
export type Asked = { port: number; seats: Seat[] } | { each: number }
/** `lastAt`: when the last of them heard it, in ticks. `sample`: what that was. */
export type Heard = { lastAt: number; sample: string; tooMany: number }
export type Crowd = {
  /** From now on each socket is to hear `each` frames, and not one more. */
  hearing: (each: number) => Promise<{ heard: Promise<Heard> }>
  leave: () => Promise<void>
}

export async function gather(port: number, seats: Seat[]): Promise<Crowd> {
  const child = begin('./crowd.ts')
  const { open } = await ask<{ open: number }>(child, { port, seats })
  if (open !== seats.length) throw new Error(`${open} of ${seats.length} sockets are open`)
  const hearing = async (each: number) => {
    await ask(child, { each })
    const heard = saidBy<Heard>(child).then((said) => {
      if (said.tooMany > 0) throw new Error(`${said.tooMany} frames were heard that nobody had said`)
      return said
    })
    return { heard }
  }
  return { hearing, leave: () => end(child) }
}
