/** What follows from words: a steward is called, or a sentence moves to where fewer read it. */
import { healthWordsVersion, type PrivateWords } from '#contract/wording'
import type { Db } from '#db'
import type { BoardRow } from '../boards/queries.ts'
import { newId } from '../http/ids.ts'
import type { BeforePosting, House, WhenReworded, Worry } from '../http/room.ts'
import type { Named } from '../posts/queries.ts'
import { save } from '../posts/steps.ts'
import { saveAgreement } from './queries.ts'
import * as rule from './rules.ts'
import { scamIn } from './scams.ts'
import { spamFrom, spamScore } from './spam.ts'

type Seen = Pick<Worry, 'kind' | 'why'>

function worriesIn(post: rule.Worded): Seen[] {
  const text = rule.allOf(post)
  const scams = scamIn(text)
  const crisis: Seen = { kind: 'crisis', why: 'The words sound like somebody in danger' }
  const scam: Seen = { kind: 'scam', why: scams.map(({ why }) => why).join('. ') }
  const spam: Seen = { kind: 'spam', why: 'It sounds like an advertisement' }
  return [
    ...(rule.isInCrisis(post) ? [crisis] : []),
    ...(scams.length > 0 ? [scam] : []),
    ...(spamScore(text) >= spamFrom ? [spam] : []),
  ]
}

/** Never refused and never hidden from its author: it waits until a steward has looked. */
export const beforePosting =
  (house: House): BeforePosting =>
  async (tx, { post, stored, board, authorId, now }) => {
    const seen = worriesIn(post)
    if (seen.length === 0 || rule.isKnown(stored, post)) return undefined
    await callStewards(house, tx, { seen, post: { ...post, boardId: board.id, authorId }, now })
    return 'check'
  }

/** What cannot wait for a look, because neighbours are on it or it is not open, is looked at where it stands. */
export const whenReworded =
  (house: House): WhenReworded =>
  async (tx, { before, after, now }) => {
    const seen = rule.isSame(before, after) ? [] : worriesIn(after)
    await callStewards(house, tx, { seen, post: after, now })
  }

type Calling = { seen: Seen[]; post: { id: string; boardId: string; authorId: string }; now: number }

async function callStewards({ worries }: House, tx: Db, { seen, post, now }: Calling) {
  const { id, boardId, authorId: personId } = post
  const about = { kind: 'post', id } as const
  for (const one of seen)
    for (const hook of worries) await hook(tx, { ...one, boardId, about, personId, now })
}

type Moving = {
  post: Named
  board: BoardRow
  words: PrivateWords
  now: number
  before: readonly BeforePosting[]
}

/** Moves what was noticed into the private note, and keeps the yes where it was about health. */
export async function moveToNote(tx: Db, { post, board, words, now, before }: Moving) {
  const { notice, edit } = rule.moving(post, words)
  const saved = await save(tx, {
    post,
    board,
    edit: { ...edit, version: words.version },
    now,
    before,
  })
  if (notice.kind === 'health') {
    const yes = {
      personId: post.authorId,
      postId: post.id,
      words: healthWordsVersion,
      how: 'tick',
      at: now,
    } as const
    await saveAgreement(tx, { id: newId(), ...yes })
  }
  return saved
}
