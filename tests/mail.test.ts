import { describe, expect, onTestFinished, test } from 'vitest'
import { buildApp } from '../server/app.ts'
import { codeFor, neighbours } from './support/cast.ts'
import { askCode, contact } from './support/entering.ts'
import { days, engines, minutes, openHouse, type TestHouse } from './support/house.ts'
import { lettersIn, notesIn, openMailServer } from './support/letters.ts'

const spaced = (code: string) => `${code.slice(0, 3)} ${code.slice(3)}`

describe.each(engines)('letters on %s', (engine) => {
  test('a code reaches a real mail server, with a link and nothing personal on the outside', async () => {
    const server = await openMailServer()
    const house = await openHouse(engine, false, { mail: { smtpUrl: server.url } })
    expect((await askCode(house)).json()).toMatchObject({ how: 'mail', kind: 'email' })
    await house.sweep()
    expect(server.caught).toHaveLength(1)
    const [letter] = server.caught
    const code = await codeFor(house.store, contact)
    expect(letter).toMatchObject({ to: contact, subject: 'Your sign-in code' })
    expect(letter!.text).toContain(spaced(code))
    expect(letter!.html).toContain(spaced(code))
    expect(letter!.raw).toContain('Auto-Submitted: auto-generated')
    const token = /http:\/\/localhost\/sign-in\/link\/(\S+)/.exec(letter!.text)![1]!
    const payload = { link: token, name: 'Ann' }
    const entered = await house.app.inject({ method: 'POST', url: '/api/session', payload })
    expect(entered.statusCode).toBe(201)
    await house.sweep()
    expect(server.caught).toHaveLength(1)
  })

  test('without a mail server a code is a file in the outbox, and the answer says so', async () => {
    const house = await openHouse(engine)
    expect((await askCode(house)).json()).toMatchObject({ how: 'outbox', kind: 'email' })
    await house.sweep()
    const letters = await lettersIn(house.outbox)
    expect(letters).toMatchObject([{ to: contact, subject: 'Your sign-in code' }])
    expect(letters[0]!.text).toContain(spaced(await codeFor(house.store, contact)))
  })

  test('a code for a mobile is left to be passed on by hand, also where there is a mail server', async () => {
    const server = await openMailServer()
    const house = await openHouse(engine, false, { mail: { smtpUrl: server.url } })
    expect((await askCode(house, '07700 900123')).json()).toMatchObject({ how: 'outbox', kind: 'mobile' })
    await house.sweep()
    expect(server.caught).toEqual([])
    const [note] = notesIn(house.outbox)
    expect(note).toContain('For +447700900123')
    expect(note).toContain('pass this on by hand')
    expect(note).toContain(spaced(await codeFor(house.store, '+447700900123')))
  })

  test('while mail is down nothing is lost and nothing fails, and it goes out once mail is back', async () => {
    const away = await openMailServer()
    await away.close()
    const house = await openHouse(engine, false, { mail: { smtpUrl: away.url } })
    expect((await askCode(house)).statusCode).toBe(202)
    await house.sweep()
    house.clock.pass(minutes(1))
    await house.sweep()
    expect((await codesOf(house))[0]).toMatchObject({ sentAt: null })
    const back = await openMailServer(away.port)
    house.clock.pass(minutes(2))
    await house.sweep()
    expect(back.caught).toMatchObject([{ to: contact }])
    expect((await codesOf(house))[0]!.sentAt).toBe(house.clock.now())
  })

  test('a code that is void by the time mail is back is not sent', async () => {
    const away = await openMailServer()
    await away.close()
    const house = await openHouse(engine, false, { mail: { smtpUrl: away.url } })
    await askCode(house)
    await askCode(house)
    await askCode(house, 'bernard@example.org')
    await house.sweep()
    const back = await openMailServer(away.port)
    house.clock.pass(minutes(5))
    await askCode(house, 'chandra@example.org')
    house.clock.pass(minutes(5))
    await house.sweep()
    expect(back.caught.map(({ to }) => to)).toEqual(['chandra@example.org'])
  })

  test('an address that refuses is not tried for ever, and keeps nobody else waiting', async () => {
    const tried: string[] = []
    const server = await openMailServer(0, {
      onRcptTo({ address }, _session, done) {
        tried.push(address)
        const no = Object.assign(new Error('no such neighbour'), { responseCode: 550 })
        done(address === contact ? no : null)
      },
    })
    const house = await openHouse(engine, false, { mail: { smtpUrl: server.url } })
    await askCode(house)
    await askCode(house, 'bernard@example.org')
    for (let time = 0; time < 3; time++) {
      await house.sweep()
      house.clock.pass(minutes(2))
    }
    expect(tried.sort()).toEqual([contact, 'bernard@example.org'])
    expect(server.caught.map(({ to }) => to)).toEqual(['bernard@example.org'])
  })

  test.each(['AUTH', 'MAIL FROM'])(
    'while %s is refused nothing is lost, and it goes out afterwards',
    async (at) => {
      let isRight = false
      const no = Object.assign(new Error('not like this'), { responseCode: at === 'AUTH' ? 535 : 530 })
      const server = await openMailServer(0, {
        allowInsecureAuth: true,
        onAuth: (_auth, _session, done) => done(at === 'AUTH' && !isRight ? no : null, { user: 'elm' }),
        onMailFrom: (_from, _session, done) => done(at === 'MAIL FROM' && !isRight ? no : null),
      })
      const smtpUrl = server.url.replace('//', '//elm:secret@')
      const house = await openHouse(engine, false, { mail: { smtpUrl } })
      await askCode(house)
      await askCode(house, 'bernard@example.org')
      await house.sweep()
      expect(server.caught).toEqual([])
      isRight = true
      house.clock.pass(minutes(2))
      await house.sweep()
      expect(server.caught.map(({ to }) => to).sort()).toEqual([contact, 'bernard@example.org'])
    },
  )

  test('two processes on one database send each code once', async () => {
    const server = await openMailServer()
    const house = await openHouse(engine, false, { mail: { smtpUrl: server.url } })
    const { app, house: twin } = await buildApp({ ...house.house })
    onTestFinished(() => app.close())
    await app.ready()
    await Promise.all(Array.from({ length: 40 }, (_, n) => askCode(house, `n${n}@example.org`)))
    const sweepAll = async ({ sweeps, clock }: typeof twin) => {
      for (const sweep of sweeps) await sweep(clock.now())
    }
    await Promise.all([house.house, twin].map(sweepAll))
    expect(new Set(server.caught.map(({ to }) => to)).size).toBe(40)
    expect(server.caught).toHaveLength(40)
  })
})

test('a letter leaves within two seconds by itself', async () => {
  const house = await openHouse()
  await askCode(house)
  await expect.poll(() => lettersIn(house.outbox), { timeout: 2000 }).toHaveLength(1)
})

test('codes of yesterday are not sent today', async () => {
  const house = await openHouse()
  await neighbours(house, ['Ann'])
  await house.sweep()
  const before = (await lettersIn(house.outbox)).length
  house.clock.pass(days(1))
  await house.sweep()
  expect(await lettersIn(house.outbox)).toHaveLength(before)
})

async function codesOf({ store: { read } }: TestHouse) {
  return await read.select().from(read.t.signInCodes)
}
