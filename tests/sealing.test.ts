// What is told of a worry is closed before it is stored: to be read with its own key, in its own place, and unchanged.
import { expect, test } from 'vitest'
import { seal, type Told, unseal } from '../server/concerns/sealing.ts'
import { testKey } from './support/house.ts'

const place = { id: 'a', boardId: 'b' }
const told = { seen: 'A door that stays shut', subjects: ['c'], byId: 'd', steps: [] } as unknown as Told
const sealed = seal(testKey, place, told)

test('a worry opens with its own key and in its own place', () => {
  expect(unseal(testKey, { ...place, sealed })).toEqual(told)
  expect(() => unseal(Buffer.alloc(32, 8), { ...place, sealed })).toThrow()
  for (const other of [{ id: 'x' }, { boardId: 'x' }])
    expect(() => unseal(testKey, { ...place, ...other, sealed })).toThrow()
})

test('with any one letter of it changed it does not open', () => {
  const changed = [...sealed].map(
    (sign, at) => sealed.slice(0, at) + (sign === 'A' ? 'B' : 'A') + sealed.slice(at + 1),
  )
  const opened = changed.filter((one) => {
    try {
      return JSON.stringify(unseal(testKey, { ...place, sealed: one })) !== JSON.stringify(told)
    } catch {
      return false
    }
  })
  expect(changed.length).toBeGreaterThan(50)
  expect(opened).toEqual([])
})

test('the same words are closed anew each time', () => {
  expect(seal(testKey, place, told)).not.toBe(sealed)
})
