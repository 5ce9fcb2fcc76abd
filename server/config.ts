import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

export type Config = {
  port: number
  host: string
  databaseUrl: string
  publicUrl: string
  smtpUrl: string | undefined
  /** Where mail goes as `.eml` files while no SMTP server is named. */
  outbox: string
  /** Who letters are from. */
  from: string
  keyFile: string
  /** Who was erased, as digests under the key: it must outlive the database, and be shared where several run. */
  erasureList: string
  /** Who may say for whom they ask (`X-Forwarded-For`): addresses, ranges, `loopback`, `uniquelocal`. */
  trustedProxies: string
  logLevel: string
  /** Where a copy of the database is put each day, and for how many days it is kept; nowhere when undefined. */
  backupFolder: string | undefined
  backupDays: number
}

/** The environment, parsed once. @throws a plain sentence when a value makes no sense */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const port = readPort(env.PORT ?? '3000')
  const host = env.HOST ?? '127.0.0.1'
  const databaseUrl = env.DATABASE_URL ?? 'file:./data/doorstep.db'
  const folder = databaseUrl.startsWith('file:') ? dirname(resolve(databaseUrl.slice(5))) : resolve('data')
  const publicUrl = (env.PUBLIC_URL ?? `http://${nameOf(host)}:${port}`).replace(/(?<!\/)\/+$/, '')
  return {
    port,
    host,
    databaseUrl,
    publicUrl,
    smtpUrl: env.SMTP_URL || undefined,
    outbox: join(folder, 'outbox'),
    from: env.MAIL_FROM ?? `Doorstep <doorstep@${new URL(publicUrl).hostname}>`,
    ...secretsIn(folder, env),
    trustedProxies: env.TRUSTED_PROXIES ?? 'loopback',
    logLevel: env.LOG_LEVEL ?? 'warn',
    ...copiesIn(folder, env),
  }
}

const mostDays = 30

/** Whoever was erased must be gone from the copies too, so none is kept for longer than 30 days. */
function copiesIn(folder: string, env: NodeJS.ProcessEnv) {
  const [named, said] = [env.BACKUP_FOLDER, env.BACKUP_DAYS ?? '14']
  const backupDays = Number(said)
  if (!Number.isInteger(backupDays) || backupDays < 1 || backupDays > mostDays)
    throw new Error(`BACKUP_DAYS is from 1 to ${mostDays}: ${said}`)
  return { backupFolder: named === 'none' ? undefined : (named ?? join(folder, 'backups')), backupDays }
}

/** What must outlive the database, and be the same for every front end. */
const secretsIn = (folder: string, env: NodeJS.ProcessEnv) => ({
  keyFile: env.KEY_FILE ?? join(folder, 'doorstep.key'),
  erasureList: env.ERASURE_LIST ?? join(folder, 'erased.list'),
})

function readPort(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`PORT is not a port: ${text}`)
  return port
}

/** A name where there is one: a browser makes passkeys for `localhost`, and never for a bare number. */
const nameOf = (host: string) => (/^(127\.0\.0\.1|0\.0\.0\.0|::1?)$/.test(host) ? 'localhost' : host)

/** The server's own key, outside the database; made on the first start, readable by its owner only. */
export function serverKey(file: string): Buffer {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  }
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex')
  if (key.length !== 32) throw new Error(`${file} does not hold a key of 32 bytes`)
  return key
}
