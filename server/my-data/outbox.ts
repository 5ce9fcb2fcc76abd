import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Mail } from '../http/room.ts'

const headBytes = 4096

/** Takes letters out of the outbox that are for this person or speak of them; a mail server has long sent its own. */
export async function clearOutbox({ outbox }: Mail, personId: string, contacts: string[]) {
  const names = await readdir(outbox).catch(() => [])
  for (const name of names.filter((one) => /\.(eml|txt)$/.test(one))) {
    const theirs = name.includes(personId) || (await isFor(join(outbox, name), contacts))
    if (theirs) await rm(join(outbox, name), { force: true })
  }
}

/** By its first lines: a letter names there whom it is for, whole, and another's words or address are never matched. */
async function isFor(file: string, contacts: string[]) {
  const head = (await readFile(file).catch(() => Buffer.alloc(0))).subarray(0, headBytes).toString()
  const [first = ''] = head.split(/\r?\n\r?\n/)
  const named = new Set(first.toLowerCase().split(/[\s<>,]+/))
  return contacts.some((contact) => named.has(contact.toLowerCase()))
}
