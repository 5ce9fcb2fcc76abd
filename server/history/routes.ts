import * as z from 'zod/mini'
import { Id } from '#contract/http'
import { PostHistory } from '#contract/posts'
import { blockedWith } from '../blocks/queries.ts'
import { askerOf, type Room } from '../http/room.ts'
import { askedOf } from '../permissions/asked.ts'
import { findSeenPost } from '../posts/finding.ts'
import { stepsOf } from './queries.ts'

const onPost = z.object({ postId: Id })

/** The whole story of a post, for its parties and the street's stewards. */
export const history: Room = async (app, { store }) => {
  app.get(
    '/posts/:postId/history',
    { schema: { params: onPost, response: { 200: PostHistory } } },
    async (request) => {
      const { id } = askerOf(request)
      const post = await findSeenPost(store.read, request.params.postId, id)
      const whole = post.authorId === id || askedOf(request).standing === 'steward'
      const hidden = await blockedWith(store.read, id)
      const steps = (await stepsOf(store.read, post.id)).filter((row) => !isOf(row, hidden))
      return { items: steps.map((row) => toStep(row, whole || isAbout(row, id))) }
    },
  )
}

type Row = Awaited<ReturnType<typeof stepsOf>>[number]

/** What is said of a post is for all its parties; what passed over one claim is for the two of it. */
const isAbout = ({ event }: Row, id: string) =>
  event.type.startsWith('post.') || event.personId === id || event.otherId === id

const isOf = ({ event: { personId, otherId } }: Row, hidden: readonly string[]) =>
  [personId, otherId].some((id) => id !== null && hidden.includes(id))

function toStep({ event, by, to }: Row, withWords: boolean) {
  const someone = (id: string | null, name: string | null) => (id ? { id, name: name ?? '' } : null)
  const { seq, type, at, note, personId, otherId } = event
  return {
    seq,
    type,
    at: new Date(at).toISOString(),
    by: someone(personId, by),
    to: someone(otherId, to),
    words: withWords ? note : null,
  }
}
