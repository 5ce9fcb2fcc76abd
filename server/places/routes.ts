import * as z from 'zod/mini'
import { PostcodeAnswer } from '#contract/places'
import type { Room } from '../http/room.ts'
import { findPostcode } from './queries.ts'
import { answer } from './rules.ts'

const Asked = z.object({ postcode: z.string().check(z.maxLength(20)) })

export const places: Room = async (app, { store }) => {
  app.get(
    '/places/:postcode',
    { schema: { params: Asked, response: { 200: PostcodeAnswer } } },
    async ({ params }) => answer(params.postcode, await findPostcode(store.read, params.postcode)),
  )
}
