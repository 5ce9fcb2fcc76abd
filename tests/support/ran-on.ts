/** A browser that writes down whatever ran, or was asked for elsewhere, on a page that only shows words. */
import type { Browser } from 'playwright-core'
import type { Cast } from './cast.ts'

type Where = { browser: Browser; url: string }
type Who = { who: Cast | null; bypassCSP: boolean }

/** Runs before any script of a page: everything a payload might call, and whatever a policy had to stop. */
const watching = `
  window.ran = []
  for (const name of ['x', 'alert', 'confirm', 'prompt', 'print'])
    Object.defineProperty(window, name, { value: (...all) => { window.ran.push(name + ' ' + all) } })
  addEventListener('securitypolicyviolation', (event) => window.ran.push('stopped ' + event.violatedDirective))
`

export async function watched({ browser, url }: Where, { who, bypassCSP }: Who) {
  const context = await browser.newContext({ bypassCSP })
  const value = who?.headers.authorization.slice('Bearer '.length)
  if (value) await context.addCookies([{ name: 'session', value, url }])
  await context.addInitScript(watching)
  const page = await context.newPage()
  const elsewhere: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) elsewhere.push(request.url())
  })
  /** After a moment, for what runs late. */
  const whatRan = async (): Promise<string[]> => {
    await page.evaluate('new Promise((done) => setTimeout(done, 20))')
    return [...elsewhere, ...(await page.evaluate<string[]>('window.ran'))]
  }
  return { page, whatRan, close: () => context.close() }
}

/** What ran on these pages. Without the policy only our own care is left to stop it. */
export async function visited(where: Where, { paths, ...who }: Who & { paths: string[] }): Promise<string[]> {
  const { page, whatRan, close } = await watched(where, who)
  const ran: string[] = []
  for (const path of paths) {
    await page.goto(where.url + path)
    await page.locator('html[data-ready]').waitFor()
    ran.push(...(await whatRan()).map((what) => `${path}: ${what}`))
  }
  await close()
  return ran
}

/** What ran when a form came back with all that was typed: sent without script, as old phones send it. */
export async function typedAndBack(where: Where, form: { who: Cast; path: string }, text: string) {
  const { page, whatRan, close } = await watched(where, { who: form.who, bypassCSP: true })
  await page.goto(where.url + form.path)
  const filled = `(() => {
    const form = document.querySelector('main form')
    const typed = 'input:not([type=hidden]):not([type=radio]):not([type=checkbox]), textarea'
    for (const field of form.querySelectorAll(typed)) {
      if (field.localName === 'input') field.type = 'text'
      field.removeAttribute('maxlength')
      field.value = ${JSON.stringify(text)}
    }
    HTMLFormElement.prototype.submit.call(form)
  })()`
  await Promise.all([page.waitForEvent('load'), page.evaluate(filled)])
  await page.locator('html[data-ready]').waitFor()
  const isBack = (await page.locator('main form').count()) > 0
  const ran = [...(await whatRan()), ...(isBack ? [] : ['the form did not come back'])]
  await close()
  return ran
}
