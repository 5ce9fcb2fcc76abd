/** What has left the house: read from the outbox folder, or caught by a real mail server. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { onTestFinished } from 'vitest'

export type Caught = { to: string; from: string; subject: string; text: string; html: string; raw: string }

export async function lettersIn(outbox: string): Promise<Caught[]> {
  const files = readdirSync(outbox).filter((name) => /^[^.].*\.eml$/.test(name))
  return Promise.all(files.sort().map((name) => read(readFileSync(join(outbox, name)))))
}

export function notesIn(outbox: string): string[] {
  const files = readdirSync(outbox).filter((name) => /^[^.].*\.txt$/.test(name))
  return files.sort().map((name) => readFileSync(join(outbox, name), 'utf8'))
}

async function read(raw: Buffer): Promise<Caught> {
  const mail = await simpleParser(raw)
  return {
    to: addresses(mail.to),
    from: addresses(mail.from),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html || '',
    raw: raw.toString(),
  }
}

const addresses = (field: ParsedMail['to']) =>
  [field]
    .flat()
    .flatMap((one) => one?.text ?? [])
    .join(', ')

/** A real mail server on this machine. `refuse` decides what it says no to, with which code. */
export async function openMailServer(port = 0, options: SMTPServerOptions = {}) {
  const caught: Caught[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 100,
    onData(stream, _session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk) => chunks.push(chunk))
      stream.on('end', async () => {
        caught.push(await read(Buffer.concat(chunks)))
        done()
      })
    },
    ...options,
  })
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
  const close = () => new Promise<void>((gone) => server.close(gone))
  onTestFinished(close)
  const at = (server.server.address() as { port: number }).port
  return { caught, close, port: at, url: `smtp://127.0.0.1:${at}` }
}
