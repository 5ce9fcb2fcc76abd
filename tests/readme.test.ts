// What the papers say is so: the rooms, the files, the commands, the environment.
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import packageJson from '../package.json' with { type: 'json' }
import { readConfig } from '../server/config.ts'
import { readTree, roomsInOrder } from './support/house-tree.ts'

const read = (file: string) => readFileSync(file, 'utf8')
const papers = [...globSync('*.md'), ...globSync('docs/**/*.md')]
const readme = read('README.md')
const operating = read('docs/operating.md')

/** The first cell of each row of a table whose cells are in backticks. */
const rows = (text: string) => [...text.matchAll(/^\| `([^`]+)` \|(?: `?([^`|]*)`? \|)?/gm)]
const onTheMap = rows(readme).map(([, room]) => room!)

test('the map shows every room there is, and no other', () => {
  const rooms = readdirSync('server', { withFileTypes: true }).filter((entry) => entry.isDirectory())
  expect([...onTheMap].sort()).toEqual(rooms.map(({ name }) => name).sort())
})

test('the map shows the rooms in the order in which app.ts opens them', () => {
  const opened = roomsInOrder(readTree())
  expect(opened.length).toBeGreaterThan(10)
  expect(onTheMap.filter((room) => opened.includes(room))).toEqual(opened)
})

test('eight files are to be read first, and all of them are there', () => {
  const order = [...readme.matchAll(/^\d\. \[([^\]]+)\]\(([^)]+)\)/gm)]
  expect(order.map(([, name]) => name)).toEqual(order.map(([, , path]) => path))
  expect(order.map(([, , path]) => existsSync(path!))).toEqual(Array(8).fill(true))
})

test.each(papers)('every file %s leads to is there', (paper) => {
  const links = [...read(paper).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path]) => path!)
  expect(links.filter((path) => !existsSync(join(dirname(paper), path)))).toEqual([])
})

test.each(papers)('every command in %s is one of ours', (paper) => {
  const named = [...read(paper).matchAll(/npm (?:run )?(start|test|(?<=run )[\w:]+)/g)].map(
    ([, name]) => name!,
  )
  expect(named.filter((name) => !(name in packageJson.scripts))).toEqual([])
})

test('what is run for every change is what a newcomer is told to run', () => {
  const lines = read('.ci/run').split('\n').filter(Boolean)
  expect(lines.at(-1)).toBe('npm test')
  expect(readme).toMatch(/^npm test\b/m)
  expect(readme).toMatch(/^npm start\b/m)
})

const environment = new Map(rows(operating).map(([, name, otherwise]) => [name!, otherwise!.trim()]))

test('every variable the configuration reads is explained to whoever runs a board, and no other', () => {
  const asked = [...read('server/config.ts').matchAll(/\benv\.([A-Z_]+)/g)].map(([, name]) => name!)
  expect(asked.length).toBeGreaterThan(6)
  expect([...environment.keys()].sort()).toEqual([...new Set(asked)].sort())
})

test('what a variable is when left out is what the papers say', () => {
  const config = readConfig({})
  const said = Object.fromEntries(environment)
  expect(said).toEqual({
    PORT: String(config.port),
    HOST: config.host,
    DATABASE_URL: config.databaseUrl,
    PUBLIC_URL: config.publicUrl,
    SMTP_URL: config.smtpUrl ?? 'none',
    MAIL_FROM: config.from,
    KEY_FILE: config.keyFile.replace(`${process.cwd()}/`, ''),
    ERASURE_LIST: config.erasureList.replace(`${process.cwd()}/`, ''),
    TRUSTED_PROXIES: config.trustedProxies,
    BACKUP_FOLDER: config.backupFolder!.replace(`${process.cwd()}/`, ''),
    BACKUP_DAYS: String(config.backupDays),
    LOG_LEVEL: config.logLevel,
  })
})

test('a container is told of nothing that the configuration does not know', () => {
  const known = [...environment.keys(), 'NODE_ENV', 'PATH']
  const given = /^ENV (.+)$/m.exec(read('Dockerfile'))?.[1] ?? ''
  const inDocker = [...given.matchAll(/(\w+)=/g)].map(([, name]) => name!)
  expect(inDocker).toContain('HOST')
  expect(inDocker.filter((name) => !known.includes(name))).toEqual([])
  const fronts = read('compose.yaml').split('\n  database:')[0]!
  const inCompose = [...fronts.matchAll(/^ {6}([A-Z_]+):/gm), ...fronts.matchAll(/^ {4}([A-Z_]+):/gm)]
  expect(inCompose.length).toBeGreaterThan(5)
  expect(inCompose.map(([, name]) => name!).filter((name) => !known.includes(name))).toEqual([])
})

test('the licence is the whole of the AGPL, and the package says the same', () => {
  const licence = read('LICENSE')
  expect(licence).toMatch(/^ +GNU AFFERO GENERAL PUBLIC LICENSE\n +Version 3, 19 November 2007\n/)
  expect([...licence.matchAll(/^ {2}(\d+)\. [A-Z]/gm)].map(([, section]) => Number(section))).toEqual(
    Array.from({ length: 18 }, (_, section) => section),
  )
  expect(packageJson.license).toBe('AGPL-3.0-or-later')
})

test('decisions have a number each, their context, what was decided and what follows', () => {
  const files = readdirSync('docs/decisions').sort()
  const numbers = files.map((file) => Number(file.slice(0, 4)))
  expect(numbers.length).toBeGreaterThan(8)
  expect(numbers.filter((number, at) => !number || numbers.indexOf(number) !== at)).toEqual([])
  for (const file of files) {
    const text = read(join('docs/decisions', file))
    expect(text.match(/^## .+$/gm), file).toEqual(['## Context', '## Decision', '## Consequences'])
    expect(text, file).toMatch(new RegExp(`^# ${Number(file.slice(0, 4))}\\. `))
  }
})
