import type { Room } from '../http/room.ts'
import { permissions } from '../permissions/table.ts'
import { asyncApi } from './asyncapi.ts'
import { type OpenApi, page, policy } from './page.ts'
import { whoPage } from './who.ts'

/** What this server can be asked, for people who write programs; drawn from the same contracts. */
export const docs: Room = async (app, { publicUrl }) => {
  app.get('/openapi.json', async () => app.swagger())

  app.get('/asyncapi.json', async () => asyncApi(publicUrl))

  app.get('/docs', async (_request, reply) =>
    reply
      .header('content-security-policy', policy)
      .type('text/html; charset=utf-8')
      // Its type is of the version before: ours is 3.1.
      .send(page(app.swagger() as unknown as OpenApi)),
  )

  app.get('/docs/permissions', async (_request, reply) =>
    reply
      .header('content-security-policy', policy)
      .type('text/html; charset=utf-8')
      .send(whoPage(permissions)),
  )
}
