/** A network as it is on a bus: connections that end before the answer comes, answers cut in half, and silence. */
import { connect, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** What becomes of a connection. `drop`: the call arrives and its answer does not. `half`: a part of the answer does. */
export type Fate = 'well' | 'drop' | 'half' | 'refuse' | 'silence'

/** Passes connections on to a port, each with the next fate. */
export async function openProxy(port: number, fates: () => Fate) {
  const lines = new Set<Socket>()
  const server = createServer((near) => pass(near, { port, fate: fates(), lines }))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  onTestFinished(() => {
    for (const line of lines) line.destroy()
    server.close()
  })
  return { port: (server.address() as { port: number }).port, lines }
}

type Passing = { port: number; fate: Fate; lines: Set<Socket> }

function pass(near: Socket, { port, fate, lines }: Passing) {
  if (fate === 'refuse') return void near.destroy()
  const far = connect(port, '127.0.0.1')
  for (const line of [near, far]) {
    lines.add(line)
    line.on('error', () => {})
    line.on('close', () => lines.delete(line))
  }
  near.pipe(far)
  far.on('data', (bytes) => answer(near, fate, bytes))
  // In silence neither end learns that the other has gone.
  if (fate === 'silence') return
  near.on('close', () => far.destroy())
  far.on('close', () => near.destroy())
}

function answer(near: Socket, fate: Fate, bytes: Buffer) {
  if (fate === 'well') near.write(bytes)
  if (fate === 'drop') near.destroy()
  if (fate === 'half') near.write(bytes.subarray(0, 40), () => near.destroy())
}
