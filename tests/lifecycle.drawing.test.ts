import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { postMoves } from '#contract/lifecycle'
import { drawingFile, drawLifecycle } from '../scripts/draw-lifecycle.ts'

test('the drawing of the lifecycle is what the tables say now', () => {
  expect(readFileSync(drawingFile, 'utf8')).toBe(drawLifecycle())
})

test('one more move would be seen in the drawing', () => {
  const changed = { ...postMoves, forget: { from: ['draft'], to: 'withdrawn' } }
  expect(drawLifecycle(changed)).not.toBe(drawLifecycle())
  expect(drawLifecycle(changed)).toContain('draft --> withdrawn: forget')
})

test('every state of a post can be reached from its start', () => {
  const reached = new Set(['draft', 'open'])
  for (let before = 0; before < reached.size; ) {
    before = reached.size
    for (const { from, to } of Object.values(postMoves)) if (from.some((s) => reached.has(s))) reached.add(to)
  }
  expect([...reached].sort()).toEqual(
    [...new Set(Object.values(postMoves).flatMap(({ from, to }) => [...from, to]))].sort(),
  )
})
