// npm run places -- FILE: loads postcodes from a file of the ONS (ONSPD or NSPL), as CSV.
import { existsSync } from 'node:fs'
import { openStore } from '#db'
import { readConfig } from '../server/config.ts'
import { loadPlaces, type Tally } from '../server/places/load.ts'

const [file] = process.argv.slice(2)
const inWords = (n: number) => n.toLocaleString('en-GB')

if (file && existsSync(file)) await loadInto(readConfig().databaseUrl, file)
else fail(file ? `There is no file ${file}` : 'Which file? npm run places -- FILE')

async function loadInto(databaseUrl: string, path: string) {
  const store = await openStore(databaseUrl)
  const began = performance.now()
  const seconds = () => ((performance.now() - began) / 1000).toFixed(1)
  try {
    const tally = await loadPlaces(store, path, sayProgress(seconds))
    process.stderr.write('\n')
    process.stdout.write(`Loaded in ${seconds()} s: ${summary(tally)}\n`)
    if (tally.live === 0)
      fail('This does not look like a postcode file (ONSPD or NSPL): no live postcode in it')
  } finally {
    await store.close()
  }
}

function fail(why: string) {
  process.stderr.write(`${why}\n`)
  process.exitCode = 1
}

/** One line that moves on a terminal; elsewhere a line for each tenth. */
function sayProgress(seconds: () => string) {
  let tenth = -1
  return (postcodes: number, percent: number) => {
    const line = `${inWords(postcodes)} postcodes, ${percent} %, ${seconds()} s`
    if (process.stderr.isTTY) process.stderr.write(`\r${line}`)
    else if (Math.floor(percent / 10) > tenth) process.stderr.write(`${line}\n`)
    tenth = Math.floor(percent / 10)
  }
}

function summary({ live, terminated, withoutPosition, unread }: Tally): string {
  const nameless = unread > 0 ? ` ${inWords(unread)} lines had no postcode.` : ''
  return (
    `${inWords(live)} live, ${inWords(terminated)} no longer in use, ` +
    `${inWords(withoutPosition)} in use but without a position.${nameless}`
  )
}
