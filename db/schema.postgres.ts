// For drizzle-kit, which reads exported tables to write the migrations.
import { pgKit } from './kit.postgres.ts'
import { defineTables } from './schema.ts'

export const {
  replies,
  logs,
  events,
  people,
  contacts,
  cards,
  signInCodes,
  sessions,
  passkeys,
  challenges,
  postcodes,
  cells,
  boards,
  members,
  invitations,
  joinings,
  heldOffers,
  posts,
  postWords,
  claims,
  reveals,
  notices,
  imports,
  importTexts,
  importRows,
} = defineTables(pgKit)
