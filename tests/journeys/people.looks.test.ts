/** The pages about people, looked at on every screen. `SHOTS=folder` keeps what the browser saw. */
import { expect, test } from 'vitest'
import { neighbours } from '../support/cast.ts'
import { type Doorstep, withDoorsteps } from '../support/doorstep.ts'
import { bareWords, expectReadableAsIs, keep, overflowOf, screens } from '../support/looks.ts'
import { ready } from '../support/visit.ts'

let doorstep: Doorstep
withDoorsteps((opened) => {
  doorstep = opened
})

const everyPage = ['/sign-in', '/sign-in/code', '/sign-in/link/x.y', '/sign-in/card', '/sign-in/welcome']
const ownPages = ['/me', '/me/leave', '/card', '/card/ABCD%20EFGH%20JKMN']

const everywhere = [...everyPage, ...ownPages]

async function ann() {
  const [ann] = await neighbours(doorstep.house, ['Ann'])
  const card = { method: 'POST', url: '/api/cards', headers: ann.headers, payload: { name: 'Nell' } } as const
  await doorstep.house.app.inject(card)
  return { ...ann, extraHTTPHeaders: { ...ann.headers, cookie: 'code-for=%2B447700900123' } }
}

test.each(screens)(
  'every page is readable by everybody at $width px, $colorScheme',
  async (screen) => {
    const { extraHTTPHeaders } = await ann()
    const viewport = { width: screen.width, height: 800 }
    const page = await doorstep.open('/sign-in', {
      viewport,
      colorScheme: screen.colorScheme,
      extraHTTPHeaders,
    })
    for (const path of everywhere) {
      await page.goto(doorstep.url + path)
      await ready(page)
      await expectReadableAsIs(page, `${path} ${screen.width} ${screen.colorScheme}`)
    }
  },
  240_000,
)

test.each(['en-XA', 'ar-XB'])(
  'no page has a word of its own in %s',
  async (lang) => {
    const { extraHTTPHeaders, contact } = await ann()
    const page = await doorstep.open(`/sign-in?lang=${lang}`, { extraHTTPHeaders })
    for (const path of everywhere) {
      await page.goto(`${doorstep.url}${path}?lang=${lang}`)
      await ready(page)
      await keep(page, `${path} ${lang}`)
      expect(await bareWords(page, ['Ann', contact, 'English', 'ABCD EFGH JKMN']), path).toEqual([])
      expect(await overflowOf(page), path).toBeLessThanOrEqual(0)
    }
  },
  240_000,
)
