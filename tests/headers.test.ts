/** What every answer says to a browser, whatever was asked and whatever came of it. */
import { connect } from 'node:net'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { neighbours, signIn } from './support/cast.ts'
import { openHouse, type TestHouse } from './support/house.ts'
import { type Answer, observed } from './support/observatory.ts'

const secure = { publicUrl: 'https://board.example', dist: resolve('dist') }
const headers = { host: 'board.example', 'sec-fetch-site': 'same-origin' }

/** One answer of each kind there is. */
async function answers({ app }: TestHouse): Promise<Record<string, Answer & { statusCode: number }>> {
  const page = await app.inject({ url: '/', headers })
  const script = /<script type="module" src="([^"]+)">/.exec(page.body)?.[1] ?? ''
  const large = { name: 'a'.repeat(70_000) }
  return {
    page,
    'a page that needs a session': await app.inject({ url: '/mine', headers }),
    'a page that is not there': await app.inject({ url: '/nowhere', headers }),
    'a form from elsewhere': await app.inject({ method: 'POST', url: '/start', payload: 'a=b' }),
    'a built file': await app.inject({ url: script, headers }),
    'a picture': await app.inject({ url: '/mark.svg', headers }),
    'the API': await app.inject({ url: '/api/demo', headers }),
    'the API unknown': await app.inject({ url: '/api/nothing', headers }),
    'the API refusing': await app.inject({ url: '/api/me', headers }),
    'the API for programs': await app.inject({ url: '/api/docs', headers }),
    'another site': await app.inject({ method: 'POST', url: '/api/boards', headers: { origin: 'null' } }),
    'a body too long': await app.inject({ method: 'POST', url: '/api/session', payload: large }),
    'an address nobody can read': await app.inject({ url: '/%ff', headers }),
    'a method nobody knows': await app.inject({ method: 'OPTIONS', url: '/api/me', headers }),
  }
}

describe('over https', () => {
  test('every kind of answer scores A+ by the rules of the Observatory', async () => {
    const all = await answers(await openHouse('sqlite', false, secure))
    const scores = Object.entries(all).map(([name, answer]) => [name, observed(answer).score] as const)
    console.info(`Observatory: ${JSON.stringify(Object.fromEntries(scores))}`)
    expect(scores.filter(([, score]) => score < 100)).toEqual([])
    for (const [name, { headers: said, body }] of Object.entries(all))
      if (body !== '')
        expect(said['content-type'], name).toMatch(/^text\/.*charset=utf-8|^(application|image)\//)
    expect(all.page!.statusCode).toBe(200)
    expect(all['a built file']!.statusCode).toBe(200)
    expect(all['a body too long']!.statusCode).toBe(413)
  })

  test('any one header dropped or weakened takes points away, and some the A+', async () => {
    const { page } = await answers(await openHouse('sqlite', false, secure))
    const { score } = observed(page!)
    const without = (name: string, value?: string) =>
      observed({ ...page!, headers: { ...page!.headers, [name]: value } }).score
    for (const name of [
      'content-security-policy',
      'strict-transport-security',
      'x-content-type-options',
      'referrer-policy',
      'cross-origin-opener-policy',
      'cross-origin-resource-policy',
    ])
      expect(without(name), name).toBeLessThan(score)
    expect(without('content-security-policy')).toBeLessThan(100)
    expect(without('strict-transport-security')).toBeLessThan(100)
    expect(without('strict-transport-security', 'max-age=3600')).toBeLessThan(score)
    expect(without('content-security-policy', "default-src 'self' 'unsafe-inline'")).toBeLessThan(100)
  })

  test('whoever signs in keeps A+, with a cookie that belongs to this host alone', async () => {
    const house = await openHouse('sqlite', false, secure)
    await neighbours(house, ['Ann'])
    const reply = await signIn(house, { contact: 'ann@example.org' })
    const [cookie] = [reply.headers['set-cookie'] ?? []].flat()
    expect(cookie).toMatch(/^__Host-session=/)
    expect(cookie!.split('; ').slice(1).sort()).toEqual(
      expect.arrayContaining(['HttpOnly', 'Path=/', 'SameSite=Lax', 'Secure']),
    )
    expect(cookie).not.toMatch(/domain=/i)
    expect(observed(reply).score).toBeGreaterThanOrEqual(100)
  })

  test('a browser is told for two years to come by https only; over http never', async () => {
    const said = async (publicUrl: string) => {
      const { app } = await openHouse('sqlite', false, { publicUrl })
      return (await app.inject('/api/demo')).headers['strict-transport-security']
    }
    expect(
      Number(/max-age=(\d+)/.exec((await said('https://board.example')) as string)?.[1]),
    ).toBeGreaterThan(31_536_000)
    expect(await said('http://board.example')).toBeUndefined()
  })
})

test('a page runs and shows our own files only, and may be framed by nobody', async () => {
  const { page } = await answers(await openHouse('sqlite', false, secure))
  const policy = String(page!.headers['content-security-policy'])
  expect(policy).not.toMatch(/unsafe|nonce|sha\d|\*|https?:/)
  for (const part of ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
    expect(policy).toContain(part)
  expect(policy).toContain("connect-src 'self' wss://board.example")
  expect(policy).toContain("form-action 'self'")
})

test('what a document may do is said of whatever a browser could show as one, and of nothing else', async () => {
  const all = await answers(await openHouse('sqlite', false, secure))
  const lacking = (name: string) =>
    Object.entries(all)
      .filter(([, answer]) => answer.headers[name] === undefined)
      .map(([kind]) => kind)
  const forPrograms = Object.keys(all).filter((kind) =>
    /^the API|^another site|^a body too long|^a method/.test(kind),
  )
  expect(forPrograms).toHaveLength(7)
  for (const name of [
    'permissions-policy',
    'referrer-policy',
    'x-frame-options',
    'cross-origin-opener-policy',
  ])
    expect(lacking(name), name).toEqual(forPrograms)
  for (const name of ['content-security-policy', 'x-content-type-options', 'cross-origin-resource-policy'])
    expect(lacking(name), name).toEqual([])
  for (const kind of forPrograms)
    expect(all[kind]!.headers['content-security-policy'], kind).toContain("default-src 'none'")
})

test('what is personal is kept by nobody, and no answer says what runs here', async () => {
  const house = await openHouse('sqlite', false, { dist: resolve('dist') })
  const [ann] = await neighbours(house, ['Ann'])
  for (const url of ['/api/me', '/api/mine', '/api/notices', '/api/me/export', '/me', '/mine']) {
    const { headers: said } = await house.app.inject({
      url,
      headers: { ...ann.headers, cookie: `session=${ann.headers.authorization.slice(7)}` },
    })
    expect(said['cache-control'], url).toBe('no-store')
  }
  for (const answer of Object.values(await answers(house)))
    for (const name of ['server', 'x-powered-by', 'via']) expect(answer.headers[name]).toBeUndefined()
})

test('what is not even http is answered with the same care', async () => {
  const { app } = await openHouse()
  const { port } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }))
  const reply = await new Promise<string>((tell) => {
    const socket = connect(Number(port), '127.0.0.1', () =>
      socket.write('GET / HTTP/9.9\r\nnonsense\r\n\r\n'),
    )
    socket.once('data', (bytes) => tell(bytes.toString('latin1')))
  })
  expect(reply).toMatch(/^HTTP\/1\.1 400/)
  expect(reply.toLowerCase()).toContain('x-content-type-options: nosniff')
  expect(reply).not.toMatch(/node|fastify|HPE_/i)
})
