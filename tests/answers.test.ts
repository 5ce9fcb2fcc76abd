// What one statement has answered is found again by what it was asked, and by nothing less.
import { eq, or, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { type Db, remembered } from '#db'
import { Answers } from '../db/answers.ts'
import { openHouse } from './support/house.ts'

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
  const answers = new Answers<{ params: unknown[] }>([0, 1, 2])
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

test('only the parameters that tell make it another question', () => {
  const answers = new Answers<string>([1])
  expect(answers.recall(['same', 'a', 'a'], () => ['first'])).toEqual(['first'])
  expect(answers.recall(['same', 'a', 'a'], () => ['again'])).toEqual(['first'])
  expect(answers.recall(['same', 'b', 'b'], () => ['other'])).toEqual(['other'])
})

test('so much is kept of a statement and no more', () => {
  const answers = new Answers<number>([0, 1])
  for (let n = 0; n < 25_000; n++) answers.recall([n, 'board'], () => [n])
  expect(answers.rows).toBeGreaterThan(0)
  expect(answers.rows).toBeLessThan(10_002)
  expect(answers.recall([24_999, 'board'], () => [])).toEqual([24_999])
})

test('two questions of one text, and not of the same parameters, are two', async () => {
  const { store } = await openHouse('sqlite')
  const either = (id: unknown, name: unknown) =>
    remembered((db: Db) => {
      const { people } = db.t
      const is = or(eq(people.id, sql`${id}`), eq(people.name, sql`${name}`))
      return db.select({ id: people.id }).from(people).where(is).orderBy(people.id).prepare('either')
    })(store.read)
  const [ada, bo] = ['Ada', 'Bo'].map((name) => ({ id: name.toLowerCase(), name, createdAt: 0 }))
  await store.write((tx) => tx.insert(tx.t.people).values([ada!, bo!]))
  const [a, b] = [sql.placeholder('a'), sql.placeholder('b')]
  const ask = async (statement: ReturnType<typeof either>, values: Record<string, string>) =>
    (await statement.execute(values)).map(({ id }) => id)
  expect(await ask(either(a, a), { a: 'ada' })).toEqual(['ada'])
  expect(await ask(either(a, b), { a: 'ada', b: 'Bo' })).toEqual(['ada', 'bo'])
  expect(await ask(either(b, a), { a: 'ada', b: 'Bo' })).toEqual([])
  expect(await ask(either(b, a), { a: 'Ada', b: 'Bo' })).toEqual(['ada'])
  expect(await ask(either(a, 'Ada'), { a: 'bo' })).toEqual(['ada', 'bo'])
  expect(await ask(either(a, 'Bo'), { a: 'bo' })).toEqual(['bo'])
  expect(await ask(either(a, 'Bo'), { a: 'ada' })).toEqual(['ada', 'bo'])
})
