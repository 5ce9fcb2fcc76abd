import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openSheets, sheet } from './support/bringing.ts'

const script = (name: string) => `scripts/${name}.ts`

async function openDesk() {
  const street = await openSheets('sqlite')
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-sheet-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = (name: string, text: string | Buffer) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const run = (name: string, ...args: string[]) =>
    new Promise<{ code: number; out: string; err: string }>((resolve) => {
      const env = { ...process.env, DATABASE_URL: street.house.url }
      execFile(process.execPath, [script(name), ...args], { env }, (error, out, err) =>
        resolve({ code: Number(error?.code ?? 0), out, err }),
      )
    })
  return { ...street, folder, file, run }
}

test('a sheet is brought from the command line, and says how far it is', async () => {
  const { run, file, boardId, list, bring } = await openDesk()
  const { code, out, err } = await run('import', boardId, file('help.csv', sheet), '--yes')
  expect([code, err]).toEqual([0, expect.stringMatching(/^3 of 3 posts, [\d.]+ s\n$/)])
  expect(out).toContain('Elm Row: 3 rows, 3 posts')
  expect(out).toContain('Row 3 stays out, Phone: "sam at home" is not a telephone number')
  expect((await list()).map(({ title }) => title)).toEqual(['Food', 'Pet care', 'Café au lait'])
  const id = out.trim().split('/').at(-1)!
  expect(await bring.read(id)).toMatchObject({ state: 'completed', fileName: 'help.csv' })
})

test('a sheet that asks something is not brought without an answer', async () => {
  const { run, file, boardId, list } = await openDesk()
  const path = file('dates.csv', 'Title,Timestamp\nBread,3/2/2026')
  const refused = await run('import', boardId, path, '--yes')
  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('day or the month')])
  expect(await list()).toEqual([])
  expect((await run('import', boardId, path, '--yes', '--order', 'month-first')).code).toBe(0)
  expect((await list()).map((post) => post.waitingSince)).toEqual(['2026-03-02T00:00:00.000Z'])
})

test('what cannot be brought is said in a sentence', async () => {
  const { run, file, boardId, folder } = await openDesk()
  const good = file('good.csv', 'Title\nBread')
  const said = async (...args: string[]) => {
    const { code, err } = await run('import', ...args)
    expect([code, err.split('\n').length < 10]).toEqual([1, true])
    return err
  }
  expect(await said()).toContain('npm run import -- BOARD FILE')
  expect(await said(boardId, join(folder, 'none.csv'))).toContain('There is no file')
  expect(await said('nowhere', good, '--yes')).toContain('no such street')
  expect(await said(boardId, good, '--yes', '--order', 'sideways')).toContain('day-first or month-first')
  expect(await said(boardId, file('latin.csv', Buffer.from([84, 10, 0xe9])), '--yes')).toContain('UTF-8')
  expect(await said(boardId, file('odd.csv', 'Title\n"Bread'), '--yes')).toContain('never closed')
})

test('a board is written to a file, and can be brought from it again', async () => {
  const { run, boardId, folder, bring, file } = await openDesk()
  await bring.put(sheet)
  const path = join(folder, 'out.csv')
  expect(await run('export', boardId, path)).toMatchObject({ code: 0, err: '3 posts written\n' })
  const written = await run('export', boardId)
  expect(written.out).toBe(readFileSync(path, 'utf8'))
  const again = await run('import', boardId, file('again.csv', written.out), '--yes', '--with-duplicates')
  expect(again.err).toContain('3 of 3 posts')
})
