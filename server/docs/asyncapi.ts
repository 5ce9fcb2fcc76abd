import * as z from 'zod/mini'
import { LiveFrame, MyFrame } from '#contract/live'

const info = {
  title: 'Doorstep, live',
  version: '1',
  description:
    'Connect with the `seq` of the last list or frame you have. Everything after it comes in order, without gaps. ' +
    'After a long silence you may send `?` and are told `!`: the line still carries something.',
  license: { name: 'AGPL-3.0-or-later', url: 'https://spdx.org/licenses/AGPL-3.0-or-later.html' },
}

/** The websocket of a board, for programs: what comes, and that next to nothing is sent the other way. */
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
      mine: {
        address: '/api/me/live',
        description:
          '`?since=SEQ` says where to go on. What concerns the one who is signed in, and nobody else.',
        messages: { frame: { $ref: '#/components/messages/mine' } },
      },
    },
    operations: {
      hear: hearing('live', 'Hear what happens on a street'),
      hearMine: hearing('mine', 'Hear what concerns you alone'),
    },
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'Or the cookie of the session' },
      },
      messages: {
        frame: { title: 'What happened', contentType: 'application/json', payload: payload(LiveFrame) },
        mine: { title: 'What concerns you', contentType: 'application/json', payload: payload(MyFrame) },
      },
    },
  }
}

function hearing(channel: string, summary: string) {
  return {
    action: 'receive',
    summary,
    security: [{ $ref: '#/components/securitySchemes/token' }],
    channel: { $ref: `#/channels/${channel}` },
    messages: [{ $ref: `#/channels/${channel}/messages/frame` }],
  }
}

function payload(frame: typeof LiveFrame | typeof MyFrame) {
  const { $schema: _schema, ...shape } = z.toJSONSchema(frame, { io: 'output', target: 'draft-7' })
  return shape
}
