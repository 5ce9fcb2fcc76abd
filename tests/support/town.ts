/** A whole house that listens on a port, with its built pages, for a real browser. */
import { resolve } from 'node:path'
import { type Engine, openHouse } from './house.ts'

/** `npm test` builds `dist/` before it starts. The caller closes it. */
export async function openTown(engine: Engine = 'sqlite') {
  const house = await openHouse(engine, true, { dist: resolve('dist') })
  const url = await house.app.listen({ host: '127.0.0.1', port: 0 })
  return { ...house, url }
}
