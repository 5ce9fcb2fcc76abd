import * as z from 'zod/mini'
import { PostcodeAnswer } from '#contract/places'
import type { Room } from '../http/room.ts'
import { answerFor } from './queries.ts'

const Asked = z.object({ postcode: z.string().check(z.maxLength(40)) })

export const places: Room = async (app, { store }) => {
  app.get(
    '/places/:postcode',
    { schema: { params: Asked, response: { 200: PostcodeAnswer } } },
    async ({ params }) => (await answerFor(store.read, params.postcode)).said,
  )
}
