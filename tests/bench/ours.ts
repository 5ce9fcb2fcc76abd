/** The house as it is, whole, and what the bench asks of it besides. */
import { openStore } from '#db'
import { buildApp } from '../../server/app.ts'
import { announce } from '../../server/live/queries.ts'
import { ticks } from './ticks.ts'

/** Whole, and asked without a socket. `file` may be the address of a PostgreSQL. */
export async function openOurs(file: string) {
  const store = await openStore(file.includes(':') ? file : `file:${file}`)
  const mail = { smtpUrl: undefined, outbox: `${file}-outbox`, from: 'doorstep@localhost' }
  const key = Buffer.alloc(32, 1)
  const { app, house } = await buildApp({ store, clock: Date, key, publicUrl: 'http://127.0.0.1', mail })
  const close = async () => {
    await app.close()
    await store.close()
  }
  return { app, house, store, close }
}

export async function ourServer(file: string) {
  const { app, house, store } = await openOurs(file)
  let committedAt = 0
  store.onCommit(() => {
    committedAt = ticks()
  })
  /** One event on the board of each post there is, in one commit. */
  const tellEach = async () => {
    const { posts } = store.read.t
    const all = await store.read.select({ postId: posts.id, boardId: posts.boardId }).from(posts)
    await store.write(async (tx) => {
      for (const { boardId, postId } of all)
        await announce(tx, boardId, { type: 'post.edited', postId, at: Date.now() })
    })
  }
  return { app, beat: () => house.live.beat(), committedAt: () => committedAt, tellEach }
}
