// Runs before `npm start` and `npm test`, on whatever Node the host has (18+): installs and builds what is missing.
// Plain JavaScript on purpose: the pinned Node (24+) is itself one of the things this installs.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
process.chdir(root)
const say = (text) => process.stderr.write(`${text}\n`)
const npm = (...args) => {
  const { status } = spawnSync('npm', args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (status !== 0) process.exit(status ?? 1)
}
const digest = (content) => createHash('sha256').update(content).digest('hex')
const hash = (file) => digest(readFileSync(file))
const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '')

const stamp = 'node_modules/.ready'
const wanted = hash('package-lock.json')
if (read(stamp) !== wanted) {
  if (lstatSync('node_modules', { throwIfNoEntry: false })?.isSymbolicLink()) {
    say('node_modules is a link, and installing would empty the folder it leads to: please run npm ci there.')
    process.exit(1)
  }
  say('Installing packages (once) …')
  npm('ci', '--loglevel=error', '--no-audit', '--no-fund')
  writeFileSync(stamp, wanted)
}

const { status, stdout, stderr } = spawnSync('node', ['-p', 'process.versions.node'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
})
if (status !== 0) {
  say(
    `${stderr}The pinned Node does not start here. On Debian and Ubuntu this helps: apt-get install libatomic1`,
  )
  process.exit(1)
}
if (Number.parseInt(stdout, 10) < 24) {
  say(
    `Node ${stdout.trim()} is too old and no pinned Node exists for ${process.platform}-${process.arch}: please install Node 24 or newer.`,
  )
  process.exit(1)
}

if (process.argv.includes('--build')) {
  const contracts = readdirSync('server')
    .map((room) => join('server', room, 'contract.ts'))
    .filter((file) => existsSync(file))
  const sources = ['web', ...contracts, 'package.json', 'package-lock.json', 'vite.config.ts'].flatMap(
    filesIn,
  )
  // By what is in them: a date says nothing after a checkout, and a file that is gone has none.
  const wantedBuild = digest(sources.map((file) => `${file} ${hash(file)}`).join('\n'))
  const built = ['dist/web/.vite/manifest.json', 'dist/ssr/render.js']
  if (!built.every((file) => existsSync(file)) || read('dist/.ready') !== wantedBuild) {
    say('Building the web pages …')
    npm('run', '--silent', 'build')
    writeFileSync('dist/.ready', wantedBuild)
  }
}

function filesIn(path) {
  if (!statSync(path).isDirectory()) return [path]
  const names = readdirSync(path).filter((name) => !name.startsWith('.'))
  return names.sort().flatMap((name) => filesIn(join(path, name)))
}
