/** What the parties of a claim read of it. To be shown what is another's is written down first, for that other to see. */
import type { ClaimInFull } from '#contract/claims'
import { NotFound } from '#contract/http'
import { tierOf } from '#contract/safeguarding'
import type { Db } from '#db'
import { blockedPair, blockedWith } from '../blocks/queries.ts'
import type { Asker, House } from '../http/room.ts'
import { findPost } from '../posts/queries.ts'
import { type NewLook, noteLook, reachOf } from '../reveals/queries.ts'
import { doorWord } from '../safeguarding/door-word.ts'
import type { PostRow } from '../views/queries.ts'
import { type ClaimRow, claimsOn, type NamedClaim, toClaim } from './queries.ts'
import * as rule from './rules.ts'

/** The claims of one post that this person is a party of: all of them for its author. */
export async function readClaims({ store, clock, key }: House, postId: string, asker: Asker) {
  const now = clock.now()
  const { post, mine, waiting } = await findMine(store.read, postId, asker.id)
  const items = await Promise.all(
    mine.map((claim) => {
      const place = waiting.indexOf(claim.id) + 1 || null
      return inFull(store.read, { claim, post, place, readerId: asker.id, now, key })
    }),
  )
  const looks = items
    .filter(({ reach }) => reach !== null)
    .map((item) => lookOf(item, post, { ...asker, now }))
  if (looks.length === 0) return items
  await store.write(async (tx) => {
    for (const look of looks) await noteLook(tx, look)
  })
  return items
}

async function findMine(db: Db, postId: string, personId: string) {
  const post = (await findPost(db, postId)) ?? NotFound.raise()
  if (await blockedPair(db, post.authorId, personId)) throw NotFound.with()
  const all = await claimsOn(db, postId)
  const waiting = all.filter(({ state }) => state === 'waiting').map(({ id }) => id)
  const hidden = await blockedWith(db, personId)
  const isMine = (claim: ClaimRow) => post.authorId === personId || claim.personId === personId
  return { post, waiting, mine: all.filter((claim) => isMine(claim) && !hidden.includes(claim.personId)) }
}

type Reading = {
  claim: NamedClaim
  post: PostRow
  place: number | null
  readerId: string
  now: number
  key: Buffer
}

async function inFull(db: Db, { claim, post, place, readerId, now, key }: Reading): Promise<ClaimInFull> {
  const you = rule.partyTo(claim, post, readerId)
  const open = rule.isReachOpen(claim, now)
  const reach = open ? await reachOf(db, you === 'author' ? claim.personId : post.authorId) : null
  const isAtDoor = claim.state === 'accepted' && tierOf(post) > 0
  const word = isAtDoor ? doorWord(key, claim.id) : null
  return {
    ...toClaim(claim, claim.name),
    ...rule.inFull({ claim, post, place }, reach, you),
    doorWord: word,
    askedNear: rule.askedNear(claim, post),
  }
}

function lookOf(
  item: ClaimInFull,
  post: PostRow,
  { id: toId, sessionId, now }: Asker & { now: number },
): NewLook {
  const ofId = item.you === 'author' ? item.person.id : post.authorId
  const { boardId, id: aboutId } = item
  return { ofId, toId, boardId, aboutId, sessionId, at: now, what: rule.shownIn(item), reason: null }
}
