import { Readable } from 'node:stream'
import * as z from 'zod/mini'
import { Cursor, Id } from '#contract/http'
import { Import, ImportEdit, Imports, KeptRows, mostLetters, NewImport } from '#contract/sheets'
import { blockedWith } from '../blocks/queries.ts'
import { findAsNeighbour, findAsSteward } from '../boards/queries.ts'
import { newId } from '../http/ids.ts'
import { writeOnce } from '../http/once.ts'
import { askerOf, type Room } from '../http/room.ts'
import { askedOf, newcomerOf } from '../permissions/asked.ts'
import { sweep } from './clock.ts'
import { chosen, draftOf, importFor, inFull, sheetOf } from './drafting.ts'
import { textOfBoard } from './exporting.ts'
import { findImport, importsOf, keptRows, previewOn, removeImport } from './queries.ts'
import * as rule from './rules.ts'
import { change, keep, makePosts, settle, takeAllBack } from './steps.ts'
import { asMade, toKeptRows, toSummary } from './views.ts'

const onBoard = z.object({ boardId: Id })
const onImport = z.object({ importId: Id })
const keptQuery = z.object({ cursor: z.optional(Cursor) })
const pageSize = 100

export const sheets: Room = async (app, house) => {
  const { store, clock } = house
  house.scopes.importId = async (db, id) => {
    const row = await findImport(db, id)
    return row && { boardId: row.boardId, relation: 'none' }
  }
  house.sweeps.push((now) => sweep(house, now))

  app.post(
    '/boards/:boardId/imports',
    {
      bodyLimit: mostLetters,
      schema: { params: onBoard, body: NewImport, response: { 201: Import } },
      // Before a large body is read: nobody else may make us hold one.
      onRequest: async (request) => {
        await findAsSteward(store.read, request.params.boardId, askerOf(request).id)
      },
    },
    async (request, reply) => {
      const { id: byId } = askerOf(request)
      const { board } = await findAsSteward(store.read, request.params.boardId, byId)
      const { text, fileName = null, ...said } = request.body
      const { preview } = await draftOf({ ...house, board }, text, chosen(said))
      const ids = { id: newId(), boardId: board.id, byId, fileName, now: clock.now() }
      const row = asMade(ids, chosen(said))
      const { id } = await writeOnce(house, request, (tx) => keep(tx, row, { text, preview, plan: null }))
      return reply.code(201).send(await inFull(store.read, id))
    },
  )

  app.get(
    '/boards/:boardId/imports',
    { schema: { params: onBoard, response: { 200: Imports } } },
    async (request) => {
      return { items: (await importsOf(store.read, request.params.boardId)).map(toSummary) }
    },
  )

  app.get(
    '/imports/:importId',
    { schema: { params: onImport, response: { 200: Import } } },
    async (request) => {
      const { row } = await importFor(store.read, request.params.importId, askerOf(request).id)
      return inFull(store.read, row.id)
    },
  )

  app.patch(
    '/imports/:importId',
    { schema: { params: onImport, body: ImportEdit, response: { 200: Import } } },
    async (request) => {
      const { row, board } = await importFor(store.read, request.params.importId, askerOf(request).id)
      rule.edit(row)
      const choices = chosen(request.body, row)
      const text = await sheetOf(store.read, row.id)
      const { preview } = await draftOf({ ...house, board }, text, choices)
      await store.write((tx) => change(tx, row, { choices, preview }))
      return inFull(store.read, row.id)
    },
  )

  app.put(
    '/imports/:importId/completion',
    { schema: { params: onImport, response: { 200: Import } } },
    async (request) => {
      const { row, board } = await importFor(store.read, request.params.importId, askerOf(request).id)
      const site = { store, clock, board }
      if (rule.complete({ ...row, ...(await previewOn(store.read, row.id)) }) === 'begin') {
        await settle(site, row)
      }
      await makePosts(site, row.id)
      return inFull(store.read, row.id)
    },
  )

  app.delete(
    '/imports/:importId',
    { schema: { params: onImport, response: { 200: Import } } },
    async (request) => {
      const { id } = askerOf(request)
      const { row, board } = await importFor(store.read, request.params.importId, id)
      const before = await inFull(store.read, row.id)
      const fate = rule.undo(row)
      if (fate === 'discard') await store.write((tx) => removeImport(tx, row.id))
      if (fate === 'take-back') await takeAllBack({ store, clock, board }, row, id)
      return fate === 'discard' ? { ...before, state: 'undone' as const } : inFull(store.read, row.id)
    },
  )

  app.get(
    '/imports/:importId/rows',
    { schema: { params: onImport, querystring: keptQuery, response: { 200: KeptRows } } },
    async (request) => {
      const { row } = await importFor(store.read, request.params.importId, askerOf(request).id)
      const after = rule.readPlace(request.query.cursor)
      return toKeptRows(await keptRows(store.read, row.id, { after, limit: pageSize + 1 }), pageSize)
    },
  )

  app.get('/boards/:boardId/export.csv', { schema: { params: onBoard } }, async (request, reply) => {
    const { id: personId } = askerOf(request)
    const { board, standing } = await findAsNeighbour(store.read, request.params.boardId, personId)
    const hidden = await blockedWith(store.read, personId)
    const newcomerId = newcomerOf(askedOf(request), request.asker)
    const reader = { personId, isSteward: standing === 'steward', hidden, newcomerId }
    const sheet = textOfBoard(store.read, board, reader)
    return reply
      .type('text/csv; charset=utf-8; header=present')
      .header('content-disposition', 'attachment; filename="doorstep-posts.csv"')
      .header('cache-control', 'no-store')
      .send(Readable.from(sheet))
  })
}
