// What one statement has answered is found again by what it was asked, and by nothing less.
import { expect, test } from 'vitest'
import { Answers } from '../db/answers.ts'

const questions = [
  ...[
    ['a', 'b', 'c'],
    ['a', 'c', 'b'],
    ['x', 'b', 'c'],
    ['a', 'x', 'c'],
  ],
  ...[
    ['1', 'b', 'c'],
    [1, 'b', 'c'],
    [null, 'b', 'c'],
    ['', 'b', 'c'],
  ],
]

test.each(['recall', 'recallWithin'] as const)('each question has an answer of its own: %s', (how) => {
  const answers = new Answers<{ params: unknown[] }>()
  const asked: unknown[][] = []
  for (let round = 0; round < 2; round++)
    for (const params of questions) {
      const ask = () => {
        asked.push(params)
        return [{ params: [...params] }]
      }
      expect(answers[how](params, ask)).toEqual([{ params }])
    }
  expect(asked).toEqual(questions)
})

test('so much is kept of a statement and no more', () => {
  const answers = new Answers<number>()
  for (let n = 0; n < 25_000; n++) answers.recall([n, 'board'], () => [n])
  expect(answers.rows).toBeGreaterThan(0)
  expect(answers.rows).toBeLessThan(10_002)
  expect(answers.recall([24_999, 'board'], () => [])).toEqual([24_999])
})
