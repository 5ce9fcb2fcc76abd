// Of a crowd one goes ahead; the others look once, together, when that is over.
import { expect, test } from 'vitest'
import { Ahead } from '../server/claims/ahead.ts'

function crowd() {
  const looks: string[] = []
  const ahead = new Ahead(async (postId) => {
    looks.push(postId)
    return `${postId} as it is now`
  })
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  return { ahead, looks, going: ahead.go('milk', () => promise), resolve, reject }
}

test('those behind look once, when the first is over, and each sees what was seen', async () => {
  const { ahead, looks, going, resolve } = crowd()
  const behind = [ahead.of('milk'), ahead.of('milk'), ahead.of('milk')]
  await new Promise(setImmediate)
  expect(looks).toEqual([])
  resolve('taken')
  expect(await going).toBe('taken')
  expect(await Promise.all(behind)).toEqual(Array(3).fill('milk as it is now'))
  expect(looks).toEqual(['milk'])
  expect(ahead.of('milk')).toBeUndefined()
})

test('they look as well where the first fails, and nobody waits for another post', async () => {
  const { ahead, looks, going, reject } = crowd()
  expect(ahead.of('bread')).toBeUndefined()
  const behind = ahead.of('milk')
  reject(new Error('not theirs'))
  await expect(going).rejects.toThrow('not theirs')
  expect(await behind).toBe('milk as it is now')
  expect(looks).toEqual(['milk'])
})
