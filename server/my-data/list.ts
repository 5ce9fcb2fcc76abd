import { mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { keyedDigest } from '../http/digest.ts'

const scrubbed = '= nothing of them is left on the disk'
/** A digest is 43 characters and may begin with a dash itself. */
const takenBack = /^-(.{43})$/

/**
 * Who was erased, in a file of its own beside the database, so that an older backup put back in its place is cleared
 * of them again before it serves. Digests under the server's key: the file says nothing about anybody.
 */
export class ErasureList {
  readonly #file: string | undefined
  readonly #key: Buffer

  constructor(file: string | undefined, key: Buffer) {
    this.#file = file
    this.#key = key
  }

  /** On the disk when this resolves, and before anything is erased. */
  async add(personId: string) {
    await this.#append(this.#digest(personId))
  }

  /** It could not be done after all, and they were told so. */
  async takeBack(personId: string) {
    await this.#append(`-${this.#digest(personId)}`)
  }

  async noteScrubbed() {
    await this.#append(scrubbed)
  }

  async read() {
    const digests = new Set<string>()
    const lines = await this.#lines()
    for (const line of lines) {
      const back = takenBack.exec(line)?.[1]
      if (back) digests.delete(back)
      else if (line !== scrubbed) digests.add(line)
    }
    const isScrubbed = lines.length === 0 || lines.at(-1) === scrubbed
    return { isScrubbed, has: (personId: string) => digests.has(this.#digest(personId)), size: digests.size }
  }

  #digest(personId: string) {
    return keyedDigest(this.#key, 'erased', personId)
  }

  async #lines() {
    if (!this.#file) return []
    const text = await readFile(this.#file, 'utf8').catch(ifMissing)
    return text.split('\n').filter(Boolean)
  }

  /** Begins a line of its own, whatever a crash left of the one before. */
  async #append(line: string) {
    if (!this.#file) return
    await mkdir(dirname(this.#file), { recursive: true, mode: 0o700 })
    const file = await open(this.#file, 'a', 0o600)
    try {
      await file.write(`\n${line}\n`)
      await file.sync()
    } finally {
      await file.close()
    }
  }
}

function ifMissing(error: NodeJS.ErrnoException) {
  if (error.code === 'ENOENT') return ''
  throw error
}
