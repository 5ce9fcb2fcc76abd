import { sql } from 'drizzle-orm'
import type { Kit } from '../kit.ts'

const postStates = [
  'draft',
  'checking',
  'open',
  'claimed',
  'paused',
  'hidden',
  'done',
  'met',
  'withdrawn',
  'signposted',
  'handed-over',
  'unmet',
] as const
const claimStates = ['waiting', 'held', 'accepted', 'done', 'declined', 'released', 'lapsed'] as const

/** Who agreed that this may be asked in their name, how and when. */
export type OnBehalfRow = { name: string; agreedHow: string; agreedOn: string }

export function postsTables(k: Kit) {
  const posts = k.table(
    'posts',
    {
      number: k.number('number'),
      id: k.text('id').notNull().unique(),
      boardId: k.text('board_id').notNull(),
      authorId: k.text('author_id').notNull(),
      kind: k.choice('kind', ['request', 'offer']).notNull(),
      title: k.text('title').notNull(),
      details: k.text('details'),
      category: k.text('category'),
      when: k.text('when_words'),
      neededBy: k.text('needed_by'),
      unmetAt: k.timeMs('unmet_at'),
      scope: k.choice('scope', ['me', 'household', 'street']).notNull(),
      parts: k.int('parts').notNull(),
      taken: k.int('taken').notNull(),
      finished: k.int('finished').notNull(),
      standing: k.bool('standing').notNull(),
      onBehalf: k.json<OnBehalfRow>('on_behalf'),
      privateNote: k.text('private_note'),
      address: k.text('address'),
      firstAskId: k.text('first_ask_id'),
      /** How near a neighbour comes; as its kind of help commonly is, when nobody said. */
      tier: k.int('tier'),
      /** The most that whoever helps may spend and is paid back, with the receipt; null where no money is needed. */
      payBackPounds: k.int('pay_back_pounds'),
      state: k.choice('state', postStates).notNull(),
      /** `board` while neighbours see it on the board, `aside` for drafts, pauses and what stewards look at, `ended` afterwards. */
      shelf: k.choice('shelf', ['board', 'aside', 'ended']).notNull(),
      endWords: k.text('end_words'),
      askAgainId: k.text('ask_again_id'),
      waitingSince: k.timeMs('waiting_since').notNull(),
      createdAt: k.timeMs('created_at').notNull(),
      editedAt: k.timeMs('edited_at'),
      endedAt: k.timeMs('ended_at'),
      closeAt: k.timeMs('close_at'),
      version: k.int('version').notNull(),
      importId: k.text('import_id'),
    },
    (t) => [
      k.index('posts_waiting').on(t.boardId, t.shelf, t.waitingSince, t.id),
      k.index('posts_waiting_kind').on(t.boardId, t.shelf, t.kind, t.waitingSince, t.id),
      k.index('posts_counted').on(t.boardId, t.state, t.kind, t.waitingSince),
      k.index('posts_author').on(t.authorId, t.shelf),
      k.index('posts_unmet').on(t.unmetAt).where(sql`unmet_at is not null`),
      k.index('posts_close').on(t.closeAt).where(sql`close_at is not null`),
      k.index('posts_import').on(t.importId).where(sql`import_id is not null`),
      k.index('posts_again').on(t.askAgainId).where(sql`ask_again_id is not null`),
      // Only what has ended and still has words: what the clock has been over is not looked at again.
      k
        .index('posts_worded')
        .on(t.endedAt)
        .where(sql`ended_at is not null and (title <> 'Words no longer kept' or details is not null)`),
      k
        .index('posts_noted')
        .on(t.endedAt)
        .where(sql`ended_at is not null and (private_note is not null or address is not null)`),
    ],
  )
  /** Each word of a post, folded, in its board: one ordinary index answers a search in any script. */
  const postWords = k.table(
    'post_words',
    {
      boardNumber: k.big('board_number').notNull(),
      word: k.word('word').notNull(),
      postNumber: k.big('post_number').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.boardNumber, t.word, t.postNumber] })],
  )
  /** Which words those are, so that they can be taken away again: a row for each post instead of a second key for each word. */
  const postWordLists = k.table('post_word_lists', {
    postNumber: k.big('post_number').primaryKey(),
    words: k.json<string[]>('words').notNull(),
  })
  const claims = k.table(
    'claims',
    {
      id: k.text('id').primaryKey(),
      postId: k
        .text('post_id')
        .notNull()
        .references(() => posts.id, { onDelete: 'cascade' }),
      boardId: k.text('board_id').notNull(),
      personId: k.text('person_id').notNull(),
      parts: k.int('parts').notNull(),
      state: k.choice('state', claimStates).notNull(),
      /** How near they come, as it was when they took it on, or as they have said yes to since. */
      tier: k.int('tier').notNull(),
      heldAt: k.timeMs('held_at').notNull(),
      /** When the present lease runs out: accept-by while held, done-by once accepted. */
      leaseEndsAt: k.timeMs('lease_ends_at'),
      acceptedAt: k.timeMs('accepted_at'),
      endedAt: k.timeMs('ended_at'),
      reason: k.text('reason'),
      lateWords: k.text('late_words'),
      thanks: k.text('thanks'),
    },
    (t) => [
      k.index('claims_post').on(t.postId, t.state),
      k.index('claims_ended').on(t.boardId, t.endedAt).where(sql`ended_at is not null`),
      k.index('claims_person').on(t.personId, t.boardId, t.state),
      k.index('claims_lease').on(t.leaseEndsAt),
      k.index('claims_done').on(t.endedAt).where(sql`state = 'done'`),
      k
        .index('claims_worded')
        .on(t.endedAt)
        .where(sql`reason is not null or late_words is not null or thanks is not null`),
    ],
  )
  /** Contact or private note shown to one claimer; its owner can read this. */
  const reveals = k.table(
    'reveals',
    {
      claimId: k.text('claim_id').notNull(),
      ofId: k.text('of_id').notNull(),
      toId: k.text('to_id').notNull(),
      at: k.timeMs('at').notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.claimId, t.ofId] }),
      k.index('reveals_of').on(t.ofId),
      k.index('reveals_to').on(t.toId),
      k.index('reveals_at').on(t.at),
    ],
  )
  return { posts, postWords, postWordLists, claims, reveals }
}
