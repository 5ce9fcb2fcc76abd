/** A PostgreSQL that sorts as people of a country do, for whom a semicolon comes before a colon. */
import { expect, inject, onTestFinished, test } from 'vitest'
import { openStore } from '#db'
import { announce, eventsSince, lineOf, trimLines } from '../server/live/queries.ts'
import { days, start } from './support/house.ts'
import { addressOf, ask } from './support/templates.ts'

async function britishStore() {
  const [server, name] = [inject('postgresUrl'), `british_${process.pid}`]
  const as = `template template0 locale 'C' locale_provider icu icu_locale 'en-GB'`
  await ask(server, `create database ${name} ${as}`)
  const store = await openStore(addressOf(server, name))
  onTestFinished(async () => {
    await store.close()
    await ask(server, `drop database ${name} with (force)`)
  })
  return store
}

test('what is old on the lines of people goes, and what is new there or stands on a street stays', async () => {
  const { read, write } = await britishStore()
  const [ann, zoe, street] = [lineOf('019f0000'), lineOf('ffff0000'), 'fe000000']
  await write(async (tx) => {
    for (const channel of [ann, zoe, street]) {
      await announce(tx, channel, { type: 'board.changed', at: start })
      await announce(tx, channel, { type: 'board.changed', at: start + days(2) })
    }
  })
  await write((tx) => trimLines(tx, start + days(1)))
  const left = async (channel: string) =>
    (await eventsSince(read, channel, { seq: 0, limit: 9 })).map(({ seq }) => seq)
  expect([await left(ann), await left(zoe), await left(street)]).toEqual([[2], [2], [1, 2]])
})
