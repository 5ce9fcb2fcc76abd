import * as z from 'zod/mini'
import { LiveFrame } from '#contract/live'

const info = {
  title: 'Doorstep, live',
  version: '1',
  description:
    'Connect with the `seq` of the last list or frame you have. Everything after it comes in order, without gaps.',
  license: { name: 'AGPL-3.0-or-later', url: 'https://spdx.org/licenses/AGPL-3.0-or-later.html' },
}

/** The websocket of a board, for programs: what comes, and that nothing is sent the other way. */
export function asyncApi(publicUrl: string) {
  const { host, protocol } = new URL(publicUrl)
  return {
    asyncapi: '3.0.0',
    info,
    servers: { board: { host, protocol: protocol === 'https:' ? 'wss' : 'ws' } },
    channels: {
      live: {
        address: '/api/boards/{boardId}/live',
        description: '`?since=SEQ` says where to go on. Neighbours of the board only.',
        parameters: { boardId: { description: 'The id of the board' } },
        messages: { frame: { $ref: '#/components/messages/frame' } },
      },
    },
    operations: {
      hear: {
        action: 'receive',
        summary: 'Hear what happens on a street',
        security: [{ $ref: '#/components/securitySchemes/token' }],
        channel: { $ref: '#/channels/live' },
        messages: [{ $ref: '#/channels/live/messages/frame' }],
      },
    },
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'Or the cookie of the session' },
      },
      messages: {
        frame: { title: 'What happened', contentType: 'application/json', payload: payload() },
      },
    },
  }
}

function payload() {
  const { $schema: _schema, ...shape } = z.toJSONSchema(LiveFrame, { io: 'output', target: 'draft-7' })
  return shape
}
