import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock, Copies } from './http/room.ts'

const lookEveryMs = 10 * 60_000
const dayMs = 24 * 3_600_000
/** What we made ourselves, or began and were ended in; and nothing else that somebody keeps there. */
const isOurs = /^(doorstep-\d{4}-\d\d-\d\d[\w-]*|before-schema-\d+)\.db(\.unproven)?$/

export type CopySetting = {
  databaseUrl: string
  /** None when the street copies by other means. */
  folder: string | undefined
  keepDays: number
  /** A proven copy of one file in another. */
  copy: (file: string, to: string) => Promise<void>
  clock: Clock
  onTrouble: (error: unknown) => void
}

/**
 * A proven copy of the database each day, kept for so many days: whoever was erased must be gone from the copies too. On PostgreSQL that is
 * for `pg_dump`.
 */
export class DailyCopy {
  readonly #setting: CopySetting
  #failed = false
  #running: Promise<void> | undefined

  constructor(setting: CopySetting) {
    this.#setting = setting
  }

  /** Looks at once, and then every few minutes. @returns how to stop it */
  keep(): () => Promise<void> {
    const timer = setInterval(() => void this.look(), lookEveryMs).unref()
    void this.look()
    return async () => {
      clearInterval(timer)
      await this.#running
    }
  }

  /** Makes today's copy when the last is a day old. */
  look(): Promise<void> {
    this.#running ??= this.#copy()
      .then(() => {
        this.#failed = false
      })
      .catch((error) => {
        this.#failed = true
        this.#setting.onTrouble(error)
      })
      .finally(() => {
        this.#running = undefined
      })
    return this.#running
  }

  state(): Copies {
    const { databaseUrl, folder } = this.#setting
    if (!databaseUrl.startsWith('file:')) return { kind: 'elsewhere', lastAt: null }
    if (!folder) return { kind: 'off', lastAt: null }
    return { kind: this.#failed ? 'failing' : 'daily', lastAt: this.#ours().at(-1)?.at ?? null }
  }

  async #copy() {
    const { databaseUrl, folder, keepDays, clock } = this.#setting
    if (!databaseUrl.startsWith('file:') || !folder) return
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const now = clock.now()
    const last = this.#ours().at(-1)
    if (!last || now - last.at >= dayMs) {
      const name = `doorstep-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')}.db`
      await this.#setting.copy(databaseUrl.slice('file:'.length), join(folder, name))
    }
    for (const { name, at } of this.#everything())
      if (now - at >= keepDays * dayMs) rmSync(join(folder, name), { force: true })
  }

  /** Daily copies, the oldest first. One has its name only once it is proven. */
  #ours() {
    return this.#everything().filter(({ name }) => /^doorstep-.*\.db$/.test(name))
  }

  #everything() {
    const folder = this.#setting.folder!
    const names = readNames(folder).filter((name) => isOurs.test(name))
    return names.map((name) => ({ name, at: madeAt(folder, name) })).sort((a, b) => a.at - b.at)
  }
}

function readNames(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** As the name says, so that a copy that was moved or touched is as old as it was. */
function madeAt(folder: string, name: string): number {
  const [, day, hour, minute, second] = /^doorstep-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)/.exec(name) ?? []
  return day ? Date.parse(`${day}T${hour}:${minute}:${second}Z`) : statSync(join(folder, name)).mtimeMs
}
