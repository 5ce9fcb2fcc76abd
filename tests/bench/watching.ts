/** Open pages, in a process of their own: a socket for each street, and one list after another. `watching.ts PORT PAGES`. */
import { setTimeout as wait } from 'node:timers/promises'
import type WebSocket from 'ws'
import { openedAt } from './load.ts'
import { boardOf, tokenOf } from './seed.ts'

const [port, pages] = process.argv.slice(2).map(Number) as [number, number]
const betweenListsMs = 20
const as = (n: number) => ({ authorization: `Bearer ${tokenOf(n)}` })
const seen = { lists: [] as { at: number; ms: number }[], heard: 0, gaps: 0 }
let isEnough = false

const sockets = await Promise.all(Array.from({ length: pages }, (_, n) => listen(n)))
process.once('message', () => {
  isEnough = true
})
process.send?.('open')
for (let n = 0; !isEnough; n = (n + 1) % pages) {
  const before = performance.now()
  const url = `http://127.0.0.1:${port}/api/boards/${boardOf(n)}/posts`
  await (await fetch(url, { headers: as(n) })).text()
  seen.lists.push({ at: Date.now(), ms: performance.now() - before })
  await wait(betweenListsMs)
}
await wait(1000)
// Only once all of it has gone: what is said by somebody who hangs up may be lost.
process.send?.(seen, undefined, undefined, () => process.disconnect())
for (const socket of sockets) socket.terminate()

async function listen(n: number): Promise<WebSocket> {
  const url = `ws://127.0.0.1:${port}/api/boards/${boardOf(n)}/live?since=0`
  const socket = await openedAt(url, as(n))
  let last = 0
  socket.on('message', (data) => {
    const { seq } = JSON.parse(String(data)) as { seq: number }
    seen.heard += 1
    if (last > 0 && seq !== last + 1) seen.gaps += 1
    last = seq
  })
  return socket
}
