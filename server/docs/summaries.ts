/** What each call does, in plain words, under the noun it belongs to. A test fails for a route that is not here. */
export const groups = {
  People: {
    'POST /sign-in-codes': 'Ask for a sign-in code',
    'POST /session': 'Sign in with a code, a link or a printed card',
    'DELETE /session': 'Sign out here',
    'DELETE /sessions': 'Sign out everywhere',
    'GET /me': 'See what we know about you',
    'PATCH /me': 'Change your name',
    'DELETE /me': 'Leave for good',
    'GET /me/export': 'Take a copy of everything we know about you',
    'GET /me/reveals': 'See who was shown how to reach you',
    'POST /cards': 'Make a printed card for somebody without email or mobile',
    'DELETE /cards/:cardId': 'Stop a printed card from working',
    'GET /printed-cards/:code': 'Draw a card that was just made, to be printed',
    'GET /sign-in-codes/waiting': "Where this browser's code is on its way to",
    'POST /passkeys/options': 'Begin to add a passkey',
    'POST /passkeys': 'Add a passkey',
    'POST /passkeys/session-options': 'Begin to sign in with a passkey',
    'POST /passkeys/session': 'Sign in with a passkey',
    'DELETE /passkeys/:passkeyId': 'Take a passkey away',
  },
  Boards: {
    'GET /boards': 'Find streets near a place, or your own',
    'POST /boards': 'Start a street',
    'GET /boards/:boardId': 'See a street',
    'PATCH /boards/:boardId': 'Change a street',
    'GET /boards/:boardId/figures': 'See how a street is doing, in numbers',
    'GET /boards/:boardId/live': 'Hear what happens on a street, as it happens (a websocket)',
    'GET /boards/:boardId/members': 'See who belongs to a street',
    'POST /boards/:boardId/members': 'Join a street',
    'PUT /boards/:boardId/members/:personId': 'Let somebody in, or make them a steward',
    'DELETE /boards/:boardId/members/:personId': 'Leave a street, or ask somebody to leave',
    'GET /boards/:boardId/invitations': 'See the invitations of a street',
    'POST /boards/:boardId/invitations': 'Make an invitation',
    'GET /boards/:boardId/invitations/:invitationId': 'See one invitation',
    'DELETE /boards/:boardId/invitations/:invitationId': 'Stop an invitation from working',
    'GET /invitations/:token': 'See where an invitation leads',
    'GET /places/:postcode': 'Find where a postcode is',
  },
  Posts: {
    'GET /boards/:boardId/posts': 'See what is asked and offered, longest waiting first',
    'POST /boards/:boardId/posts': 'Ask for something, or offer it',
    'GET /posts/:postId': 'See one post',
    'PATCH /posts/:postId': 'Edit, pause, resume or reopen a post',
    'DELETE /posts/:postId': 'Withdraw a post',
    'PUT /posts/:postId/ending': 'Say how a post ended',
    'GET /posts/:postId/history': 'Read everything that happened to a post',
    'GET /mine': 'See your own things',
  },
  Claims: {
    'GET /posts/:postId/claims': 'See who is on it',
    'POST /posts/:postId/claims': 'Say "I can do this"',
    'DELETE /claims/:claimId': 'Hand it back, or say "not this time"',
    'PUT /claims/:claimId/acceptance': 'Say yes to a neighbour',
    'PUT /claims/:claimId/completion': 'Say it is done, or what is still to do',
    'PUT /claims/:claimId/thanks': 'Thank somebody',
    'PUT /claims/:claimId/lateness': 'Say you are running late',
    'PUT /claims/:claimId/handover': 'Hand it to another neighbour',
  },
  Sheets: {
    'POST /boards/:boardId/imports': 'Bring a sheet',
    'GET /boards/:boardId/imports': 'See the sheets that were brought',
    'GET /imports/:importId': 'See one sheet, before or after it comes in',
    'PATCH /imports/:importId': 'Say what the columns of a sheet mean',
    'PUT /imports/:importId/completion': 'Put a sheet on the board',
    'DELETE /imports/:importId': 'Take a sheet back',
    'GET /imports/:importId/rows': 'See the rows of a sheet, with what is wrong in them',
    'GET /boards/:boardId/export.csv': 'Take a street away as a sheet',
  },
  Notices: {
    'GET /notices': 'See what happened while you were away',
    'PUT /notices/seen': 'Say that you have seen it',
  },
  'Demo street': {
    'GET /demo': 'See whether there is a demo street, and who lives on it',
    'POST /demo': 'Make the demo street, if there is none',
    'DELETE /demo': 'Remove every trace of the demo street',
    'POST /demo/session': 'Be one of its pretend neighbours for two hours',
  },
  Server: {
    'GET /health': 'Ask whether the server runs',
    'GET /ready': 'Ask whether the server can answer',
    'GET /metrics': 'Read the counts of the server, from this machine only',
    'GET /openapi.json': 'Read this description as OpenAPI 3.1',
    'GET /asyncapi.json': 'Read the description of the websocket as AsyncAPI 3.0',
    'GET /docs': 'Read this description as a page',
  },
} as const satisfies Record<string, Record<string, string>>

const known = new Map(
  Object.entries(groups).flatMap(([group, calls]) =>
    Object.entries(calls).map(([call, summary]) => [call, { group, summary }] as const),
  ),
)

/** `call` as `POST /boards/:boardId/posts`, without `/api`. */
export const summaryOf = (call: string) => known.get(call)
export const summarised = () => [...known.keys()]
