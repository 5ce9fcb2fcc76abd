/** For each route a call that would do, if its asker may: the matrix makes it as everybody. */
import type { LightMyRequestResponse } from 'fastify'
import { sheet } from './bringing.ts'
import { type Ids, type Scene, secret, type Where } from './permission-scene.ts'

export type Calling = { scene: Scene; where: Where; ids: Ids }
export type Fixture = {
  body?: (calling: Calling) => object | Promise<object>
  query?: string
  /** What has to have happened to the thing before. */
  before?: (calling: Calling) => Promise<unknown>
  /** Problems of the room itself that are an answer to somebody who may ask. */
  fine?: string[]
  /** How a reply looks that is neither done nor a problem. */
  isDone?: (reply: LightMyRequestResponse) => boolean
}

const empty: Fixture = { body: () => ({}) }
const read: Fixture = {}
/** A socket's own handler has nothing to say to a plain call. */
const socket: Fixture = { isDone: ({ statusCode, body }) => statusCode === 404 && body === '' }
const say = (body: object, fine: string[] = []): Fixture => ({ body: () => body, fine })
const passkey = {
  ...{ id: 'x', rawId: 'x', type: 'public-key', clientExtensionResults: {} },
  response: { clientDataJSON: 'x', attestationObject: 'x', authenticatorData: 'x', signature: 'x' },
}
let visitors = 0

export const calls: Record<string, Fixture> = {
  'POST /sign-in-codes': say({ contact: 'jo@example.org' }),
  'GET /sign-in-codes/waiting': { fine: ['not-found'] },
  'POST /session': say({ contact: 'jo@example.org', code: '000000' }, ['bad-code']),
  'DELETE /session': empty,
  'DELETE /sessions': empty,
  'GET /me': read,
  'PATCH /me': say({ name: 'Jo' }),
  'DELETE /me': empty,
  'GET /me/export': read,
  'GET /me/reveals': read,
  'GET /me/blocks': read,
  'PUT /me/blocks/:personId': { ...empty, fine: ['not-found'] },
  'DELETE /me/blocks/:personId': empty,
  'POST /cards': say({ name: 'Grandma' }),
  'DELETE /cards/:cardId': empty,
  'GET /printed-cards/:code': read,
  'POST /passkeys/options': empty,
  'POST /passkeys': say({ passkey }, ['bad-passkey']),
  'POST /passkeys/session-options': empty,
  'POST /passkeys/session': say({ passkey }, ['bad-passkey']),
  'DELETE /passkeys/:passkeyId': empty,
  'GET /mine': read,
  'GET /notices': read,
  'PUT /notices/seen': empty,

  'GET /me/second-lock': read,
  'POST /me/lock-codes': empty,
  'GET /me/lock-codes': { fine: ['not-found'] },
  'PUT /session/second-lock': say({ code: 'ABCD EFGH JKMN PQRS' }, ['bad-lock-code']),
  'GET /me/news': read,
  'GET /me/live': socket,

  'GET /places/:postcode': read,
  'GET /boards': { query: 'mine=true' },
  'POST /boards': say({ name: 'Fir Close', place: { lat: 54.9, lng: -1.38 } }),
  'GET /boards/:boardId': read,
  'PATCH /boards/:boardId': say({ version: 999, name: 'Elm Street' }, ['stale-edit']),
  'GET /boards/:boardId/figures': read,
  'GET /boards/:boardId/live': socket,
  'GET /boards/:boardId/members': read,
  'POST /boards/:boardId/members': {
    body: () => ({ name: 'Jo', contact: `jo.${++visitors}@example.org` }),
    fine: ['already-here'],
  },
  'PUT /boards/:boardId/members/:personId': say({ role: 'neighbour' }),
  'DELETE /boards/:boardId/members/:personId': { ...empty, fine: ['not-found'] },
  'GET /boards/:boardId/vouches': read,
  'GET /boards/:boardId/members/:personId/vouches': read,
  'POST /boards/:boardId/members/:personId/vouches': { ...empty, fine: ['own-word'] },
  'DELETE /boards/:boardId/members/:personId/vouches': { ...empty, fine: ['not-found'] },
  'GET /privacy': read,
  'GET /boards/:boardId/rules': read,
  'POST /boards/:boardId/rules': say({ words: 'Be kind' }),
  'PUT /boards/:boardId/rules/acceptance': say({ version: 0 }, ['rules-changed']),
  'GET /boards/:boardId/papers': read,
  'GET /boards/:boardId/records': read,
  'POST /boards/:boardId/disclosures': say({ body: 'Police', power: 'A court order', given: 'One name' }),
  'GET /boards/:boardId/keeping': read,
  'PATCH /boards/:boardId/keeping': empty,
  'GET /boards/:boardId/safety': read,
  'PATCH /boards/:boardId/safety': say({ moneyCapPounds: 20 }),
  'GET /boards/:boardId/by-name': read,
  'PUT /boards/:boardId/by-name/:personId': empty,
  'DELETE /boards/:boardId/by-name/:personId': empty,
  'PUT /boards/:boardId/leads/:personId': { ...empty, fine: ['ask-them-first'] },
  'DELETE /boards/:boardId/leads/:personId': { ...empty, fine: ['not-found'] },
  'GET /boards/:boardId/invitations': read,
  'POST /boards/:boardId/invitations': empty,
  'GET /boards/:boardId/invitations/:invitationId': read,
  'DELETE /boards/:boardId/invitations/:invitationId': empty,
  'GET /invitations/:token': read,
  'POST /boards/:boardId/concerns': {
    body: async ({ scene, where }) => ({
      about: { kind: 'person', id: await scene.another(where) },
      seen: secret,
    }),
    fine: ['nobody-to-tell'],
  },
  'GET /boards/:boardId/concerns': read,
  'GET /concerns/:concernId': read,
  'POST /concerns/:concernId/steps': say({ kind: 'noted', words: 'Rang her' }),
  'PUT /concerns/:concernId/principles': say({ principles: ['protection'] }),
  'GET /boards/:boardId/posts': read,
  'POST /boards/:boardId/posts': say({ kind: 'request', title: 'Milk' }),
  'GET /posts/:postId': read,
  'PATCH /posts/:postId': say({ version: 1, title: 'Bread' }),
  'DELETE /posts/:postId': empty,
  'PUT /posts/:postId/ending': say({ as: 'signposted' }, ['cannot-move']),
  'GET /posts/:postId/wording': read,
  'POST /posts/:postId/private-words': say({ version: 1, field: 'title', start: 0, end: 1 }, ['stale-edit']),
  'GET /posts/:postId/history': read,
  'GET /posts/:postId/receipts': read,
  'POST /posts/:postId/looks': say({ reason: 'They do not agree about the change' }),
  'GET /posts/:postId/claims': read,
  'POST /posts/:postId/claims': { ...empty, fine: ['own-post', 'already-on-it', 'not-open'] },
  'DELETE /claims/:claimId': empty,
  'PUT /claims/:claimId/acceptance': empty,
  'PUT /claims/:claimId/completion': empty,
  'PUT /claims/:claimId/receipt': say({ total: '0' }, ['nothing-to-mend']),
  'PUT /claims/:claimId/thanks': say({ words: 'Thank you' }),
  'PUT /claims/:claimId/nearness': empty,
  'PUT /claims/:claimId/lateness': say({ words: 'In a minute' }),
  'PUT /claims/:claimId/handover': {
    body: async ({ scene, where }) => ({ personId: await scene.another(where) }),
  },
  'POST /claims/:claimId/messages': say({ text: 'On my way' }),
  'GET /claims/:claimId/messages': read,
  'GET /posts/:postId/messages': read,

  'GET /boards/:boardId/cases': read,
  'GET /cases/:caseId': read,
  'GET /cases/:caseId/evidence': read,
  'PUT /cases/:caseId/lease': empty,
  'DELETE /cases/:caseId/lease': empty,
  'PUT /cases/:caseId/tie': empty,
  'POST /cases/:caseId/actions': say({ deed: 'dismiss', reason: 'fine' }),
  'GET /boards/:boardId/actions': read,
  'DELETE /actions/:actionId': { ...empty, fine: ['another-steward'] },
  'PUT /actions/:actionId/second': say({ agree: true }),
  'POST /actions/:actionId/appeal': say({ words: 'It is no advert' }),
  'POST /boards/:boardId/decisions': {
    body: async ({ scene, where }) => {
      const { caseId } = await scene.making.caseId!('nobody', where, 'none')
      return { caseIds: [caseId], deed: 'dismiss' }
    },
  },
  'DELETE /boards/:boardId/decisions/:batchId': empty,
  'GET /boards/:boardId/appeals': read,
  'GET /boards/:boardId/quarters': read,
  'GET /boards/:boardId/shift': read,
  'POST /boards/:boardId/shift-notes': say({ kind: 'hand-over', words: 'Ring her' }),
  'PUT /appeals/:appealId/decision': say({ overturn: true, words: 'You are right' }),
  'GET /me/decisions': read,
  'GET /boards/:boardId/ledger': read,
  'GET /boards/:boardId/ledger/check': read,
  'GET /me/reports': read,
  'POST /boards/:boardId/reports': {
    body: async ({ scene, where }) => ({
      about: { kind: 'post', id: await scene.post(await scene.another(where), where) },
      reason: 'spam',
    }),
  },
  'POST /boards/:boardId/members/:personId/looks': say({ reason: 'Nobody has heard of them' }, [
    'own-contact',
    'not-found',
  ]),
  'GET /boards/:boardId/members/:personId/looks': read,
  'POST /boards/:boardId/imports': say({ text: sheet }),
  'GET /boards/:boardId/imports': read,
  'GET /imports/:importId': read,
  'PATCH /imports/:importId': say({ order: 'day-first' }),
  'PUT /imports/:importId/completion': empty,
  'DELETE /imports/:importId': empty,
  'GET /imports/:importId/rows': {
    before: ({ scene, where, ids }) =>
      scene.as(scene.founders[where])('PUT', `/api/imports/${ids.importId}/completion`),
  },
  'GET /boards/:boardId/export.csv': read,
  'GET /demo': read,
  'POST /demo': { ...empty, fine: ['not-your-demo'] },
  'DELETE /demo': { ...empty, fine: ['not-your-demo'] },
  'POST /demo/session': say({ as: 'demo-nobody' }, ['not-found']),
  'GET /health': read,
  'GET /ready': read,
  'GET /metrics': read,
  'GET /boards/:boardId/status': read,
  'GET /openapi.json': read,
  'GET /asyncapi.json': read,
  'GET /docs': read,
  'GET /docs/permissions': read,
}
