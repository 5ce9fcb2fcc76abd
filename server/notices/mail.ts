import { randomBytes } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type * as Mailer from 'nodemailer'
import type { Mail } from '../http/room.ts'
import type { ReadContact } from '../people/contact.ts'
import type { Letter } from './letters.ts'

type TakeBack = () => Promise<void>

/** What carries letters away, or leaves them in the outbox where nothing else is set up. */
export type Carrier = {
  /**
   * @param aboutId whom it speaks of: a letter in the outbox is found by it when they leave for good
   * @returns what takes it back, unless it is out of our hands
   * @throws when it could not be handed over; `isRefused` tells whether trying again is of any use
   */
  carry(to: ReadContact, letter: Letter, aboutId?: string | null): Promise<TakeBack | undefined>
  close(): void
}

export function openCarrier(mail: Mail): Carrier {
  const post = openPost(mail)
  return {
    carry: (to, letter, aboutId) =>
      to.kind === 'email'
        ? post.send(to.value, letter, endOf(aboutId, 'eml'))
        : leave(mail.outbox, endOf(aboutId, 'txt'), note(to.value, letter)),
    close: () => post.close(),
  }
}

/** When it is said of the letter or whom it is for, and not of us: a password that is wrong today is put right tomorrow. */
const ofTheLetter = ['RCPT TO', 'DATA']

/** The other side heard us and said no for good. */
export function isRefused(error: unknown) {
  const { responseCode = 0, command = '' } = error as { responseCode?: number; command?: string }
  return responseCode >= 500 && ofTheLetter.includes(command)
}

const waits = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }

function openPost({ smtpUrl, outbox, from }: Mail) {
  const headers = { 'auto-submitted': 'auto-generated' }
  const message = (to: string, letter: Letter) => ({
    from,
    to: { name: '', address: to },
    headers,
    ...letter,
  })
  if (smtpUrl) {
    const smtp = withFirstLetter(({ createTransport }) =>
      createTransport({ url: smtpUrl, pool: true, maxConnections: 5, ...waits }),
    )
    return {
      send: async (to: string, letter: Letter) => {
        await (await smtp.opened()).sendMail(message(to, letter))
        return undefined
      },
      close: smtp.close,
    }
  }
  const writer = withFirstLetter(({ createTransport }) =>
    createTransport({ streamTransport: true, buffer: true, newline: 'windows' }),
  )
  return {
    send: async (to: string, letter: Letter, end: string) => {
      const made = await (await writer.opened()).sendMail(message(to, letter))
      return await leave(outbox, end, made.message as Buffer)
    },
    close: writer.close,
  }
}

/** What reads and writes mail takes 60 ms to load, which no start waits for. */
function withFirstLetter<T extends { close(): void }>(open: (mailer: typeof Mailer) => T) {
  let opening: Promise<T> | undefined
  return {
    opened: () => {
      opening ??= import('nodemailer').then(open)
      return opening
    },
    close: () => void opening?.then((transport) => transport.close()),
  }
}

/** Nobody can send a text from here, so whoever looks after the board passes it on. */
const note = (number: string, { text }: Letter) =>
  `For ${number}\n\nThis board cannot send text messages. Please pass this on by hand:\n\n${text}`

const endOf = (aboutId: string | null | undefined, kind: 'eml' | 'txt') =>
  aboutId ? `about-${aboutId}.${kind}` : kind

/** Written aside and moved into place: whoever watches the folder never reads half a letter. */
async function leave(outbox: string, end: string, content: Buffer | string) {
  await mkdir(outbox, { recursive: true, mode: 0o700 })
  const name = `${new Date().toISOString().replaceAll(':', '-')}-${randomBytes(4).toString('hex')}.${end}`
  const aside = join(outbox, `.${name}`)
  const place = join(outbox, name)
  await writeFile(aside, content, { mode: 0o600 })
  await rename(aside, place)
  return () => rm(place, { force: true })
}
