const minuteMs = 60_000
export const hourMs = 60 * minuteMs

/** How long after signing in somebody has just shown who they are. */
export const freshMs = 15 * minuteMs
/** How long whoever reads the old mail has to say that it was not them. */
export const waitHours = 48

type Session = { createdAt: number; strongUntil: number | null }

/** Either way of a clock that was set: a session from far ahead is not a new one. */
export const isFresh = ({ createdAt, strongUntil }: Session, now: number) =>
  Math.abs(now - createdAt) < freshMs || (strongUntil !== null && strongUntil > now)

export const waitFor = (session: Session | undefined, now: number) =>
  session && isFresh(session, now) ? 0 : waitHours
