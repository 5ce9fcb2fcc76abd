import type { Browser, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { ready, visit } from './support/visit.ts'
import { type Site, withSite } from './support/with-site.ts'

let site: Site
let browser: Browser
withSite((opened) => {
  ;({ site, browser } = opened)
})

const script = [
  ['with script', true],
  ['without script', false],
] as const

const open = (path: string, javaScriptEnabled = true) =>
  visit(browser, site.url + path, { javaScriptEnabled })

async function fill(page: Page, name: string) {
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Details').fill('One line\nand another')
  await page.getByLabel('Parts').fill('6')
  await page.getByLabel('For whom').fill('Mrs Okafor')
  await page.getByLabel('Languages').fill('Somali, Welsh')
  await page.getByLabel('Big').check()
  await page.getByLabel('Sunday').check()
  await page.getByLabel('Every week').check()
}

const meant = (name: string) => ({
  name,
  details: 'One line\nand another',
  parts: 6,
  onBehalf: { name: 'Mrs Okafor' },
  languages: ['Somali', 'Welsh'],
  size: 'big',
  days: ['sun'],
  standing: true,
})

describe.each(script)('%s', (_, hasScript) => {
  test('a form becomes the call it stands for and leads to what was made', async () => {
    const { page, complaints, close } = await open('/', hasScript)
    await fill(page, 'Ladder')
    await page.getByRole('button', { name: 'Make it' }).click()
    await page.getByRole('heading', { name: 'A thing' }).waitFor()
    await expect.poll(() => page.url()).toBe(`${site.url}/things/1?said=made`)
    expect(JSON.parse((await page.locator('#thing').textContent()) ?? '')).toEqual(meant('Ladder'))
    expect(site.sent).toMatchObject([{ method: 'POST', url: '/api/things', body: meant('Ladder') }])
    expect(site.sent[0]?.key).toMatch(/^[\w-]{20,}$/)
    await expect.poll(() => page.getByText('waiting 3 days').count()).toBe(1)
    await expect.poll(() => page.getByText('It is made').count()).toBe(1)
    expect(complaints.filter((one) => !one.includes('401'))).toEqual([])
    await close()
  })

  test('a problem stands beside its field, is summed up above, and everything typed is still there', async () => {
    const { page, close } = await open('/', hasScript)
    const long = 'A name that is longer than twenty letters'
    await fill(page, long)
    await page.getByRole('button', { name: 'Make it' }).click()
    const summary = page.getByRole('alert')
    await summary.waitFor()
    const name = page.getByLabel('Name')
    await expect.poll(() => name.getAttribute('aria-invalid')).toBe('true')
    const described = (await name.getAttribute('aria-describedby'))?.split(' ') ?? []
    const told = await Promise.all(described.map((id) => page.locator(`[id="${id}"]`).textContent()))
    expect(told.join()).toContain('That name is too long')
    await expect
      .poll(() => summary.getByRole('link').allTextContents())
      .toEqual(['That name is too long', 'Say who it is for'])
    await expect.poll(() => summary.getByRole('link').last().getAttribute('href')).toBe('#new-onBehalf.name')
    await expect.poll(() => name.inputValue()).toBe(long)
    await expect.poll(() => page.getByLabel('Details').inputValue()).toBe('One line\nand another')
    for (const label of ['Big', 'Sunday', 'Every week'])
      await expect.poll(() => page.getByLabel(label).isChecked()).toBe(true)
    await expect.poll(() => page.getByLabel('Saturday').isChecked()).toBe(false)
    await name.fill('Ladder')
    await page.getByRole('button', { name: 'Make it' }).click()
    await page.getByRole('heading', { name: 'A thing' }).waitFor()
    expect(site.sent.map(({ key }) => key)).toHaveLength(2)
    expect(site.sent[0]?.key).not.toBe(site.sent[1]?.key)
    expect(site.sent[1]?.body).toEqual(meant('Ladder'))
    await close()
  })

  test('a button carries its own call, and a form without a place to go shows its page again', async () => {
    const { page, close } = await open('/?q=a', hasScript)
    await page.getByLabel('Name').fill('Saw')
    await page.getByRole('button', { name: 'Make it' }).click()
    await page.getByRole('link', { name: 'All things' }).click()
    await page.getByRole('button', { name: 'Remove Saw' }).click()
    await page.getByRole('link', { name: 'Saw' }).waitFor({ state: 'detached' })
    expect(site.sent.at(-1)).toMatchObject({ method: 'DELETE', url: '/api/things/1' })
    await page.getByRole('button', { name: 'Keep for later' }).click()
    await expect.poll(() => site.sent.at(-1)?.url).toBe('/api/drafts')
    await expect.poll(async () => (await page.context().cookies()).map(({ name }) => name)).toContain('draft')
    await close()
  })

  test('a chosen file travels as its text', async () => {
    const { page, close } = await open('/', hasScript)
    await page.getByLabel('Name').fill('List')
    const file = { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from('need\nmilk, čaj\n') }
    await page.getByLabel('A list').setInputFiles(file)
    await page.getByRole('button', { name: 'Make it' }).click()
    await page.getByRole('heading', { name: 'A thing' }).waitFor()
    expect(site.sent[0]?.body).toMatchObject({ name: 'List', file: 'need\nmilk, čaj\n' })
    await close()
  })
})

describe('before the script has come', () => {
  test('what is typed on a slow connection stays, and the form still goes', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    let letScriptCome = () => {}
    const held = new Promise<void>((resolve) => {
      letScriptCome = resolve
    })
    await page.route('**/assets/*.js', async (route) => {
      await held
      await route.continue()
    })
    await page.goto(site.url, { waitUntil: 'commit' })
    await fill(page, 'Kettle')
    letScriptCome()
    await ready(page)
    await page.getByRole('button', { name: 'Make it' }).click()
    await page.getByRole('heading', { name: 'A thing' }).waitFor()
    expect(site.sent[0]?.body).toEqual(meant('Kettle'))
    await context.close()
  })
})

test('letters are counted beside a field as they are counted where they are sent', async () => {
  const { page, close } = await open('/')
  await page.getByLabel('Name').fill('🍀'.repeat(11))
  await page.getByText('2 letters too many').waitFor()
  await page.getByRole('button', { name: 'Make it' }).click()
  await page.getByRole('link', { name: 'That name is too long' }).waitFor()
  await close()
})

test('a page with problems can be loaded again without script', async () => {
  const { page, close } = await open('/', false)
  await page.getByRole('button', { name: 'Make it' }).click()
  await page.getByRole('link', { name: 'Give it a name' }).waitFor()
  await page.reload()
  await expect.poll(() => page.getByRole('link', { name: 'Give it a name' }).count()).toBe(1)
  await close()
})

test('while a form is sent its buttons wait, the pressed one says so, and nothing is sent twice', async () => {
  const { page, close } = await open('/')
  let answer = () => {}
  const held = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route('**/api/things', async (route) => {
    await held
    await route.continue()
  })
  await page.getByLabel('Name').fill('Ladder')
  await page.getByRole('button', { name: 'Make it' }).click()
  const sending = page.getByRole('button', { name: 'Sending' })
  await sending.waitFor()
  await expect.poll(() => sending.getAttribute('aria-disabled')).toBe('true')
  await expect
    .poll(() => page.getByRole('button', { name: 'Keep for later' }).getAttribute('aria-disabled'))
    .toBe('true')
  await sending.dispatchEvent('click')
  await page.getByLabel('Name').press('Enter')
  answer()
  await page.getByRole('heading', { name: 'A thing' }).waitFor()
  expect(site.sent).toHaveLength(1)
  await close()
})

test('somebody whose session ended while typing keeps every word and is shown where to sign in', async () => {
  const { page, close } = await open('/')
  await page.getByLabel('Details').fill('A long story')
  await page.route('**/api/things', (route) =>
    route.fulfill({
      status: 401,
      json: { type: '/problems/sign-in-needed', title: 'Please sign in', status: 401 },
    }),
  )
  await page.getByRole('button', { name: 'Make it' }).click()
  const link = page.getByRole('link', { name: 'Sign in on another page' })
  await expect.poll(() => link.getAttribute('href')).toBe('/sign-in?next=%2F')
  await expect.poll(() => link.getAttribute('target')).toBe('_blank')
  await expect.poll(() => page.getByLabel('Details').inputValue()).toBe('A long story')
  await close()
})
