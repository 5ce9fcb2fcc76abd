import { expect, onTestFinished, test, vi } from 'vitest'
import { newId } from '../server/http/ids.ts'

const v7 = /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/

test('an id that was made later sorts later, in one millisecond too, and when the clock steps back', () => {
  vi.useFakeTimers({ now: 1_800_000_000_000 })
  onTestFinished(() => void vi.useRealTimers())
  const one = Array.from({ length: 5000 }, newId)
  vi.setSystemTime(1_700_000_000_000)
  const ids = [...one, ...Array.from({ length: 5000 }, newId)]
  expect(ids.filter((id) => !v7.test(id))).toEqual([])
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.toSorted()).toEqual(ids)
  expect(new Date(Number.parseInt(ids[0]!.replace('-', '').slice(0, 12), 16)).getFullYear()).toBe(2027)
})

test('two ids of one millisecond share nothing but their beginning', () => {
  const [a, b] = [newId(), newId()]
  expect(a.slice(-12)).not.toBe(b.slice(-12))
})
