import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { drawPermissions, permissionsFile } from '../scripts/draw-permissions.ts'
import { fieldLines } from '../server/docs/who.ts'
import { permissions } from '../server/permissions/table.ts'
import { openHouse } from './support/house.ts'

test('the page of permissions is what the table says now', () => {
  expect(readFileSync(permissionsFile, 'utf8'), 'run `npm run draw`').toBe(drawPermissions())
})

test('one changed cell would be seen in it', () => {
  const row = { ...permissions['PATCH /boards/:boardId']!, neighbour: 'yes' as const }
  expect(drawPermissions({ ...permissions, 'PATCH /boards/:boardId': row })).not.toBe(drawPermissions())
})

test('every row is on the page that the server shows', async () => {
  const { app } = await openHouse()
  const page = (await app.inject('/api/docs/permissions')).body
  const left = Object.keys(permissions).filter((call) => !page.includes(`<code>${call}</code>`))
  expect(left).toEqual([])
  expect(page).not.toMatch(/<script|src=|https?:\/\//)
})

test('the fields that are not for everybody are named', () => {
  const fields = Object.fromEntries(fieldLines())
  expect(fields).toMatchObject({
    'PostInFull.privateNote': 'author',
    'PostInFull.onBehalfOf': 'author and stewards',
    'ClaimInFull.reach': 'parties',
    'Me.contacts': 'oneself',
  })
})
