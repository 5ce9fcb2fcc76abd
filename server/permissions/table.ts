/**
 * Who may do what, whole: one row for each route. The guard asks nothing else, `docs/permissions.md` is drawn from it, and a
 * route without a row does not start. What each word means stands in `contract.ts`.
 */
import { type Cell, type Permissions, type Row, roles } from '#contract/permissions'

type Standing = { visitor: Cell; outside: Cell; neighbour: Cell; steward?: Cell; lead?: Cell }

const never = { operator: 404, partner: 404, linkWorker: 404, funder: 404, coach: 404 } as const

/** `outside`: signed in, but not, or not yet, of this street. Trusted neighbours may what neighbours may, if not said otherwise. */
const row = ({ visitor, outside, neighbour, steward = neighbour, lead = neighbour }: Standing): Row => ({
  visitor,
  ...{ person: outside, asking: outside, neighbour, trusted: neighbour, steward, lead, ...never },
})
const all = (cell: Cell) => Object.fromEntries(roles.map((role) => [role, cell])) as Row

const everybody = all('yes')
const signedIn: Row = { ...all('yes'), visitor: 401, operator: 401 }
/** Nobody else learns that it exists. */
const ownThing: Row = { ...all(['own', 404]), visitor: 401, operator: 401 }
const machine: Row = { ...all(404), operator: 'yes' }
const readers = row({ visitor: ['visible', 403], outside: ['visible', 403], neighbour: 'yes' })
const neighbours = row({ visitor: 401, outside: 403, neighbour: 'yes' })
const stewards = row({ visitor: 401, outside: 403, neighbour: 403, steward: 'yes' })
/** Where others are not to know that there is anything. */
const stewardsAlone = row({ visitor: 401, outside: 404, neighbour: 404, steward: 'yes' })
const stewardsOrOwn = row({ visitor: 401, outside: ['own', 403], neighbour: ['own', 403], steward: 'yes' })
const stewardsOrMaker = row({ visitor: 401, outside: 403, neighbour: ['own', 404], steward: 'yes' })
/** Who is a steward reads no worry for that: only whoever looks after them does. */
const leadsAlone = row({ visitor: 401, outside: 404, neighbour: 404, lead: 'yes' })
/** A steward asks somebody to look after worries; they say yes or no for themselves. */
const asked = row({ visitor: 401, outside: 403, neighbour: ['own', 403], steward: 'yes' })
const ownPost = row({ visitor: 401, outside: 403, neighbour: ['own', 403] })
const claimer = row({ visitor: 401, outside: 404, neighbour: ['own', 404] })
const author = row({ visitor: 401, outside: 404, neighbour: ['author', 404] })
const parties = row({ visitor: 401, outside: 404, neighbour: ['party', 404] })

export const permissions: Permissions = {
  'POST /sign-in-codes': everybody,
  'GET /sign-in-codes/waiting': everybody,
  'POST /session': everybody,
  'DELETE /session': signedIn,
  'DELETE /sessions': signedIn,
  'GET /me': signedIn,
  'PATCH /me': signedIn,
  'DELETE /me': signedIn,
  'GET /me/export': signedIn,
  'GET /me/reveals': signedIn,
  'GET /me/blocks': signedIn,
  'PUT /me/blocks/:personId': signedIn,
  'DELETE /me/blocks/:personId': signedIn,
  'POST /cards': signedIn,
  'DELETE /cards/:cardId': ownThing,
  'GET /printed-cards/:code': signedIn,
  'POST /passkeys/options': signedIn,
  'POST /passkeys': signedIn,
  'POST /passkeys/session-options': everybody,
  'POST /passkeys/session': everybody,
  'DELETE /passkeys/:passkeyId': ownThing,
  'GET /me/second-lock': signedIn,
  'GET /me/lock-codes': signedIn,
  'POST /me/lock-codes': signedIn,
  'PUT /session/second-lock': signedIn,
  'GET /mine': signedIn,
  'GET /notices': signedIn,
  'PUT /notices/seen': signedIn,

  'GET /places/:postcode': everybody,
  'GET /boards': everybody,
  'POST /boards': signedIn,
  'GET /boards/:boardId': everybody,
  'PATCH /boards/:boardId': stewards,
  'GET /privacy': everybody,
  'GET /boards/:boardId/rules': everybody,
  'POST /boards/:boardId/rules': stewards,
  'PUT /boards/:boardId/rules/acceptance': neighbours,
  'GET /boards/:boardId/papers': everybody,
  'GET /boards/:boardId/records': stewards,
  'POST /boards/:boardId/disclosures': stewards,
  'GET /boards/:boardId/keeping': neighbours,
  'PATCH /boards/:boardId/keeping': stewards,
  'GET /boards/:boardId/figures': readers,
  'GET /boards/:boardId/live': neighbours,
  'GET /boards/:boardId/members': neighbours,
  'POST /boards/:boardId/members': everybody,
  'PUT /boards/:boardId/members/:personId': stewards,
  'DELETE /boards/:boardId/members/:personId': stewardsOrOwn,
  'GET /boards/:boardId/vouches': neighbours,
  'GET /boards/:boardId/members/:personId/vouches': neighbours,
  'POST /boards/:boardId/members/:personId/vouches': { ...neighbours, neighbour: 403 },
  'DELETE /boards/:boardId/members/:personId/vouches': neighbours,
  'POST /boards/:boardId/members/:personId/looks': stewards,
  'GET /boards/:boardId/members/:personId/looks': stewards,
  'GET /boards/:boardId/invitations': neighbours,
  'POST /boards/:boardId/invitations': {
    ...neighbours,
    neighbour: ['open', 403],
    trusted: ['open', 403],
    lead: ['open', 403],
  },
  'GET /boards/:boardId/invitations/:invitationId': stewardsOrMaker,
  'DELETE /boards/:boardId/invitations/:invitationId': stewardsOrMaker,
  'GET /invitations/:token': everybody,

  'GET /boards/:boardId/safety': neighbours,
  'PATCH /boards/:boardId/safety': stewards,
  'GET /boards/:boardId/by-name': neighbours,
  'PUT /boards/:boardId/by-name/:personId': ownPost,
  'DELETE /boards/:boardId/by-name/:personId': ownPost,
  'PUT /boards/:boardId/leads/:personId': asked,
  'DELETE /boards/:boardId/leads/:personId': asked,
  'POST /boards/:boardId/concerns': neighbours,
  'GET /boards/:boardId/concerns': leadsAlone,
  'GET /concerns/:concernId': ownThing,
  'POST /concerns/:concernId/steps': ownThing,
  'PUT /concerns/:concernId/principles': ownThing,

  'GET /boards/:boardId/posts': { ...readers, partner: ['shared', 403] },
  'POST /boards/:boardId/posts': neighbours,
  'GET /posts/:postId': {
    ...row({ visitor: ['visible', 401], outside: ['visible', 404], neighbour: 'yes' }),
    partner: ['shared', 404],
  },
  'PATCH /posts/:postId': ownPost,
  'DELETE /posts/:postId': ownPost,
  'PUT /posts/:postId/ending': ownPost,
  'GET /posts/:postId/wording': ownPost,
  'POST /posts/:postId/private-words': ownPost,
  'GET /posts/:postId/history': {
    ...row({ visitor: 401, outside: 404, neighbour: ['party', 403], steward: 'yes' }),
  },

  'GET /posts/:postId/receipts': neighbours,
  'POST /posts/:postId/looks': stewardsAlone,
  'GET /posts/:postId/claims': neighbours,
  'POST /posts/:postId/claims': { ...neighbours, partner: ['shared', 404] },
  'DELETE /claims/:claimId': parties,
  'PUT /claims/:claimId/acceptance': author,
  'PUT /claims/:claimId/completion': parties,
  'PUT /claims/:claimId/thanks': author,
  'PUT /claims/:claimId/lateness': claimer,
  'PUT /claims/:claimId/nearness': claimer,
  'PUT /claims/:claimId/handover': claimer,
  'PUT /claims/:claimId/receipt': parties,

  'POST /claims/:claimId/messages': parties,
  'GET /claims/:claimId/messages': parties,
  'GET /posts/:postId/messages': row({ visitor: 401, outside: 404, neighbour: ['party', 404] }),
  'GET /me/news': everybody,
  'GET /me/live': signedIn,
  'POST /boards/:boardId/reports': {
    ...row({ visitor: ['visible', 401], outside: ['visible', 403], neighbour: 'yes' }),
  },
  'GET /me/reports': signedIn,
  'GET /boards/:boardId/cases': stewards,
  'PUT /cases/:caseId/lease': stewardsAlone,
  'DELETE /cases/:caseId/lease': stewardsAlone,
  'PUT /cases/:caseId/tie': stewardsAlone,
  'GET /cases/:caseId': stewardsAlone,
  'GET /cases/:caseId/evidence': stewardsAlone,
  'POST /cases/:caseId/actions': stewardsAlone,
  'GET /boards/:boardId/actions': stewards,
  'DELETE /actions/:actionId': stewardsAlone,
  'PUT /actions/:actionId/second': stewardsAlone,
  'POST /boards/:boardId/decisions': stewards,
  'DELETE /boards/:boardId/decisions/:batchId': stewards,
  'GET /me/decisions': signedIn,
  'POST /actions/:actionId/appeal': ownThing,
  'GET /boards/:boardId/appeals': stewards,
  'PUT /appeals/:appealId/decision': stewardsAlone,
  'GET /boards/:boardId/quarters': neighbours,
  'GET /boards/:boardId/shift': stewards,
  'POST /boards/:boardId/shift-notes': stewards,
  'GET /boards/:boardId/ledger': neighbours,
  'GET /boards/:boardId/ledger/check': neighbours,

  'POST /boards/:boardId/imports': stewards,
  'GET /boards/:boardId/imports': stewards,
  'GET /imports/:importId': stewardsAlone,
  'PATCH /imports/:importId': stewardsAlone,
  'PUT /imports/:importId/completion': stewardsAlone,
  'DELETE /imports/:importId': stewardsAlone,
  'GET /imports/:importId/rows': stewardsAlone,
  'GET /boards/:boardId/export.csv': neighbours,

  'GET /demo': everybody,
  'POST /demo': everybody,
  'DELETE /demo': everybody,
  'POST /demo/session': everybody,

  'GET /health': everybody,
  'GET /ready': everybody,
  'GET /metrics': machine,
  'GET /boards/:boardId/status': stewardsAlone,
  'GET /openapi.json': everybody,
  'GET /asyncapi.json': everybody,
  'GET /docs': everybody,
  'GET /docs/permissions': everybody,
}
