/** S7: for whom this is, said wherever somebody begins, and nowhere otherwise. */
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { foundStreet } from './support/elm-row.ts'
import { openHouse } from './support/house.ts'

const words = 'Doorstep is for people aged 18 or over.'

test('whoever joins or signs in for the first time reads that it is for adults', async () => {
  const house = await openHouse('sqlite', false, { dist: resolve('dist') })
  const { as, boardId, cast } = await foundStreet(house, ['Ann'])
  const { url } = (await as(cast[0])('POST', `/api/boards/${boardId}/invitations`, {})).json()
  const begins = [`/boards/${boardId}/join`, new URL(url).pathname, '/sign-in/code', '/sign-in/link/x']
  for (const path of begins) {
    const page = await house.app.inject({ url: path, headers: { accept: 'text/html' } })
    expect(page.body, path).toContain(words)
  }
  const cookie = `session=${cast[0].headers.authorization.slice('Bearer '.length)}`
  const page = async (path: string) => (await house.app.inject({ url: path, headers: { cookie } })).body
  expect(await page(`/boards/${boardId}/safety`)).toContain(words)
  expect(await page(`/boards/${boardId}/legal`)).toContain('aged 18 or over')
  expect(await page('/')).not.toContain(words)
})

/** A form that asks what somebody is called. Whoever changes their name on "About me" is here already. */
const asksAName = /name="name"[\s\S]{0,120}autocomplete="nickname"/
const isHere = 'web/people/MePage.svelte'

test('no form that makes an account leaves it out', () => {
  const forms = globSync('web/**/*.svelte').filter((file) => asksAName.test(readFileSync(file, 'utf8')))
  expect(forms.length).toBeGreaterThan(2)
  const silent = forms.filter(
    (file) => file !== isHere && !readFileSync(file, 'utf8').includes("t('page.adults')"),
  )
  expect(silent).toEqual([])
})

test('nothing here speaks of another age at which somebody may have an account', () => {
  const said = globSync('web/words/en/*.json').flatMap((file) =>
    Object.entries(JSON.parse(readFileSync(file, 'utf8'))).filter(([, text]) =>
      /\b(under|over|aged|older than) (1[0-7])\b/.test(JSON.stringify(text)),
    ),
  )
  expect(said).toEqual([])
})
