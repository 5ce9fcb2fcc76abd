import type { Kit } from '../kit.ts'

type HelplineRow = { id: string; name: string; number: string; words: string; isText?: boolean | undefined }
export type CategoryRow = { id: string; name: string; words: string[] }

export function boardsTables(k: Kit) {
  const boards = k.table(
    'boards',
    {
      number: k.number('number'),
      id: k.text('id').notNull().unique(),
      name: k.text('name').notNull(),
      welcome: k.text('welcome').notNull(),
      languages: k.json<string[]>('languages').notNull(),
      joining: k.choice('joining', ['open', 'approved', 'invited']).notNull(),
      categories: k.json<CategoryRow[]>('categories').notNull(),
      /** The exact spot is private; neighbours and visitors see the cell and the area's name. */
      lat: k.real('lat').notNull(),
      lng: k.real('lng').notNull(),
      cell: k.text('cell').notNull(),
      /** The middle of the cell: what a search by place compares, so that no answer depends on the spot. */
      cellLat: k.real('cell_lat').notNull(),
      cellLng: k.real('cell_lng').notNull(),
      area: k.text('area'),
      timeZone: k.text('time_zone').notNull(),
      acceptHours: k.int('accept_hours').notNull(),
      doneHours: k.int('done_hours').notNull(),
      visible: k.bool('visible').notNull(),
      /** How many have to know somebody before they are trusted; null: by the size of the street. */
      vouchesWanted: k.int('vouches_wanted'),
      /** Whose posts a steward looks at first. */
      checking: k.choice('checking', ['nobody', 'new', 'everyone']).notNull(),
      demo: k.bool('demo').notNull(),
      /** The numbers everybody begins with, until the street has changed them. */
      helplines: k.json<HelplineRow[]>('helplines'),
      helplinesCheckedAt: k.timeMs('helplines_checked_at'),
      version: k.int('version').notNull(),
      createdAt: k.timeMs('created_at').notNull(),
    },
    (t) => [k.index('boards_place').on(t.cellLat, t.cellLng)],
  )
  const members = k.table(
    'members',
    {
      boardId: k
        .text('board_id')
        .notNull()
        .references(() => boards.id, { onDelete: 'cascade' }),
      personId: k.text('person_id').notNull(),
      role: k.choice('role', ['neighbour', 'steward']).notNull(),
      state: k.choice('state', ['active', 'asking']).notNull(),
      since: k.timeMs('since').notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.boardId, t.personId] }),
      k.index('members_person').on(t.personId, t.state),
      k.index('members_since').on(t.boardId, t.since, t.personId),
    ],
  )
  const invitations = k.table(
    'invitations',
    {
      id: k.text('id').primaryKey(),
      boardId: k
        .text('board_id')
        .notNull()
        .references(() => boards.id, { onDelete: 'cascade' }),
      digest: k.text('digest').notNull(),
      madeById: k.text('made_by_id').notNull(),
      usesLeft: k.int('uses_left').notNull(),
      createdAt: k.timeMs('created_at').notNull(),
      expiresAt: k.timeMs('expires_at').notNull(),
    },
    (t) => [
      k.uniqueIndex('invitations_digest').on(t.digest),
      k.index('invitations_board').on(t.boardId),
      k.index('invitations_maker').on(t.madeById),
    ],
  )
  /** Somebody who has joined in one step and not yet entered their code; gone after seven days. */
  const joinings = k.table(
    'joinings',
    {
      id: k.text('id').primaryKey(),
      boardId: k.text('board_id').notNull(),
      name: k.text('name').notNull(),
      contact: k.text('contact').notNull(),
      offer: k.text('offer'),
      invitationId: k.text('invitation_id'),
      createdAt: k.timeMs('created_at').notNull(),
    },
    (t) => [k.index('joinings_contact').on(t.contact), k.index('joinings_created').on(t.createdAt)],
  )
  /** What somebody would offer, until a steward has said yes to them. */
  const heldOffers = k.table(
    'held_offers',
    {
      boardId: k
        .text('board_id')
        .notNull()
        .references(() => boards.id, { onDelete: 'cascade' }),
      personId: k.text('person_id').notNull(),
      title: k.text('title').notNull(),
      at: k.timeMs('at').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.boardId, t.personId] })],
  )
  return { boards, members, invitations, joinings, heldOffers }
}
