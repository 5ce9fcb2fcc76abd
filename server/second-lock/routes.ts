import { NotFound } from '#contract/http'
import { BadLockCode, LockCode, LockCodes, SecondLock } from '#contract/second-lock'
import { countCalls, perPerson } from '../http/limits.ts'
import { askerOf, type Room } from '../http/room.ts'
import { codeOf, digestOfCode, newCodes } from './codes.ts'
import { codesMadeSince, countLocks, forgetLockCodes, replaceCodes, useLockCode } from './queries.ts'
import { isStrong, printed, readableMs, readCode } from './rules.ts'
import { beSure, lockOf, mayChangeLocks, openBoth } from './steps.ts'

const response = { 200: SecondLock }
type Row = { id: string; createdAt: number }

export const secondLock: Room = async (app, house) => {
  const { store, clock, key } = house
  await countCalls(app)
  house.asSteward.push(beSure)
  house.erasures.push(forgetLockCodes)
  house.exports.push(async (db, personId) => ({ secondLock: await countLocks(db, personId) }))

  const onPaper = (rows: Row[]): LockCodes => ({
    items: rows.map(({ id }) => ({ code: printed(codeOf(key, id)) })),
    madeAt: new Date(rows[0]!.createdAt).toISOString(),
  })

  app.get('/me/second-lock', { schema: { response } }, async (request) =>
    lockOf(store.read, askerOf(request), clock.now()),
  )

  app.post('/me/lock-codes', { schema: { response: { 201: LockCodes } } }, async (request, reply) => {
    const asker = askerOf(request)
    const now = clock.now()
    const rows = newCodes(key, asker.id, now)
    await store.write(async (tx) => {
      const isFirst = await mayChangeLocks(tx, asker, now)
      await replaceCodes(tx, asker.id, rows)
      if (isFirst) await openBoth(tx, asker.sessionId, now)
    })
    return reply.code(201).send(onPaper(rows))
  })

  app.get('/me/lock-codes', { schema: { response: { 200: LockCodes } } }, async (request) => {
    const { id, strongUntil } = askerOf(request)
    if (!isStrong(strongUntil, clock.now())) throw NotFound.with()
    const rows = await codesMadeSince(store.read, id, clock.now() - readableMs)
    return rows.length > 0 ? onPaper(rows) : NotFound.raise()
  })

  app.put(
    '/session/second-lock',
    { schema: { body: LockCode, response }, config: perPerson(10, '1 hour') },
    async (request) => {
      const asker = askerOf(request)
      const now = clock.now()
      const digest = digestOfCode(key, readCode(request.body.code))
      const strongUntil = await store.write(async (tx) => {
        if (!(await useLockCode(tx, asker.id, { digest, now })))
          throw BadLockCode.at('code', BadLockCode.title)
        return openBoth(tx, asker.sessionId, now)
      })
      return lockOf(store.read, { ...asker, strongUntil }, now)
    },
  )
}
