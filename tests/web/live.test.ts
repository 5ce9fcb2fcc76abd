import { expect, test } from 'vitest'
import { whenSeen } from '../../web/live/seen.ts'

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
