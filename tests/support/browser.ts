// A real browser without apt: $CHROME, else the machine's Chromium or Chrome, else the one inside an npm package.
import { existsSync } from 'node:fs'
import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import packageJson from '../../package.json' with { type: 'json' }

const flags =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'
const installed = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** A started browser; the test that opens it closes it. */
export async function openBrowser(): Promise<Browser> {
  const executablePath =
    process.env.CHROME ?? installed.find((path) => existsSync(path)) ?? (await unpacked())
  return chromium.launch({ executablePath, args: flags.split(' ') })
}

/**
 * A folder for each version, for the package takes whatever it finds. Test files run at the same time: each unpacks
 * aside and moves the whole into place, so nobody ever starts half a browser.
 */
async function unpacked() {
  const folder = join(tmpdir(), `doorstep-chromium-${packageJson.devDependencies['@sparticuz/chromium']}`)
  const browser = join(folder, 'chromium')
  if (existsSync(browser)) return browser
  const aside = await mkdtemp(`${folder}-`)
  await unpackInto(aside)
  await rename(aside, folder).catch(() => rm(aside, { recursive: true }))
  return browser
}

async function unpackInto(folder: string) {
  const before = process.env.TMPDIR
  process.env.TMPDIR = folder
  const { default: packed } = await import('@sparticuz/chromium')
  await packed.executablePath()
  if (before === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = before
}
