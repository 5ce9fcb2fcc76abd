/**
 * Whose each text in the database is. A new column needs a line here, and so a thought about who may erase it:
 *
 * - `id`: random ids, digests, choices from a list; nothing that says who somebody is
 * - `theirs`: of or about one person; gone when they leave for good
 * - `concern`: sealed, for those who look after worries or, where somebody may have been swindled or harmed, for the
 *   stewards; kept by its own clock, also after somebody left
 * - `street`: the street's own, or the country's; stays
 */
export type Whose = 'id' | 'theirs' | 'street' | 'concern'

const ids = (text: string) => Object.fromEntries(text.split(' ').map((name) => [name, 'id' as const]))
const theirs = (text: string) => Object.fromEntries(text.split(' ').map((name) => [name, 'theirs' as const]))
const street = (text: string) => Object.fromEntries(text.split(' ').map((name) => [name, 'street' as const]))

export const whose: Record<string, Record<string, Whose>> = {
  replies: { ...ids('personId key payloadHash'), ...theirs('body') },
  logs: ids('boardId'),
  events: { ...ids('boardId type postId personId otherId aboutId'), ...theirs('note') },
  people: { ...ids('id'), ...theirs('name language') },
  contacts: { ...ids('id personId kind'), ...theirs('value') },
  waitingContacts: { ...ids('personId kind'), ...theirs('value') },
  contactLetters: { ...ids('id personId kind what'), ...theirs('value') },
  cards: ids('id digest personId madeById'),
  signInCodes: { ...ids('id contactKind'), ...theirs('contact language') },
  sessions: { ...ids('id personId kind cardId'), ...theirs('label') },
  recoveries: ids('personId'),
  recoveryWords: ids('personId byId'),
  browsers: ids('digest personId'),
  passkeys: { ...ids('id personId publicKey transports'), ...theirs('label') },
  challenges: ids('id personId'),
  postcodes: street('postcode terminatedOn'),
  cells: street('cell'),
  boards: {
    ...ids('id joining checking'),
    ...street('name welcome languages categories cell area timeZone helplines'),
  },
  vouches: ids('boardId byId ofId'),
  standings: ids('boardId personId'),
  blocks: { ...ids('byId ofId'), ...theirs('byName ofName') },
  pauses: ids('boardId personId actionId'),
  removals: ids('boardId personId actionId'),
  sentAway: ids('boardId digest by why'),
  members: ids('boardId personId role state'),
  invitations: ids('id boardId digest madeById'),
  lockCodes: ids('id personId digest'),
  joinings: { ...ids('id boardId invitationId'), ...theirs('name contact offer') },
  heldOffers: { ...ids('boardId personId'), ...theirs('title') },
  posts: {
    ...ids('id boardId authorId kind category scope state shelf firstAskId askAgainId importId'),
    ...theirs('title details when onBehalf privateNote address endWords'),
    ...street('neededBy'),
  },
  postWords: theirs('word'),
  postWordLists: theirs('words'),
  claims: { ...ids('id postId boardId personId state'), ...theirs('reason lateWords thanks') },
  receipts: { ...ids('claimId postId byId'), ...theirs('words') },
  reveals: ids('claimId ofId toId'),
  looks: { ...ids('ofId toId boardId aboutId sessionId what'), ...street('reason') },
  messages: { ...ids('id claimId postId boardId byId toId state why digest'), ...theirs('text') },
  notices: { ...ids('id personId boardId what postId otherId'), ...theirs('words') },
  imports: { ...ids('id boardId byId state mapping kind dateOrder'), ...street('fileName') },
  importTexts: { ...ids('importId'), ...theirs('text preview plan') },
  importRows: { ...ids('importId boardId postId'), ...theirs('sameAs kept') },
  cases: ids('id boardId aboutKind aboutId personId kind why state openKey likeness leaseById'),
  sealedCases: { ...ids('caseId boardId'), sealed: 'concern' },
  reports: { ...ids('id boardId caseId byId reason outcome'), ...theirs('words') },
  ties: ids('boardId byId ofId'),
  actions: {
    ...ids('id boardId caseId batchId deed state byId secondId personId aboutKind aboutId reason before'),
    ...theirs('words mend'),
  },
  appeals: { ...ids('id actionId boardId personId decidedById'), ...theirs('words answer') },
  shiftNotes: { ...ids('id boardId byId kind'), ...theirs('words') },
  chains: ids('boardId head'),
  ledger: ids('boardId type reason refs prev hash'),
  ledgerRefs: ids('ref boardId personId'),
  leads: ids('boardId personId role askedById'),
  safety: ids('boardId'),
  namings: ids('boardId personId'),
  visitCalls: ids('boardId helperId homeId'),
  concerns: { ...ids('id boardId'), sealed: 'concern' },
  concernReadings: ids('id concernId boardId readerId'),
  wordingAgreements: ids('id personId postId words how'),
  publicCells: street('cell areas'),
  keepings: { ...ids('boardId'), ...street('namedPerson complaintsTo') },
  rulebooks: { ...ids('boardId adoptedById'), ...street('words') },
  acceptances: ids('boardId personId'),
  disclosures: { ...ids('id boardId byId'), ...street('body power given') },
}
