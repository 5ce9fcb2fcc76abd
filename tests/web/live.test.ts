import { afterEach, expect, test, vi } from 'vitest'
import { follow } from '../../web/live/line.ts'
import { whenSeen } from '../../web/live/seen.ts'
import type { LiveState } from '../../web/live/socket.ts'

afterEach(() => vi.unstubAllGlobals())

const lookAway = (away: boolean) => {
  Object.defineProperty(document, 'hidden', { value: away, configurable: true })
  document.dispatchEvent(new Event('visibilitychange'))
}

test('what a burst asks for behind other windows is done once when somebody looks again', () => {
  let done = 0
  const work = () => {
    done += 1
  }
  lookAway(true)
  for (let n = 0; n < 20; n++) whenSeen(work)
  lookAway(false)
  expect(done).toBe(1)
  lookAway(true)
  whenSeen(work)
  lookAway(false)
  expect(done).toBe(2)
})

test('a line that is over stays over when the network goes', () => {
  const lines: { onclose?: (event: { code: number }) => void; close: () => void }[] = []
  vi.stubGlobal(
    'WebSocket',
    class {
      constructor() {
        lines.push(this as never)
      }
      close() {}
    },
  )
  const states: LiveState[] = []
  const leave = follow('elm', { since: 0, onevent: () => {}, onstate: (state) => states.push(state) })
  lines[0]?.onclose?.({ code: 4002 })
  dispatchEvent(new Event('offline'))
  leave()
  expect(states).toEqual(['over'])
})
