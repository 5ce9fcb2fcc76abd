import { randomUUID } from 'node:crypto'

const mostInMs = 0xfff
let last = { ms: 0, count: 0 }

/**
 * A UUID of version 7 (RFC 9562, 6.2, method 1): ids made later by this process sort later, within a millisecond too, and 62 bits
 * are random. Packages ask the operating system for them anew at each id, which cost more than all the rest of it.
 */
export function newId(): string {
  const ms = Math.max(Date.now(), last.ms)
  const count = ms === last.ms ? last.count + 1 : 0
  last = count > mostInMs ? { ms: ms + 1, count: 0 } : { ms, count }
  const time = last.ms.toString(16).padStart(12, '0')
  const order = last.count.toString(16).padStart(3, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${order}-${randomUUID().slice(19)}`
}
