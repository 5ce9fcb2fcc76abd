import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { BadEncoding, BadMediaType, OtherSite, TooLarge } from '#contract/http'

export type Entries = [string, string][]

const bodyLimit = 64 * 1024
const fileSize = 5 * 1024 * 1024
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Teaches a scope to read plain HTML forms; the API beside it goes on taking JSON only. */
export async function acceptForms(scope: FastifyInstance) {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer', bodyLimit },
    async (_: FastifyRequest, body: Buffer) => [...new URLSearchParams(decode(body))],
  )
  await scope.register(multipart, { limits: { files: 1, fileSize, fields: 200, fieldSize: bodyLimit } })
}

/** A form's fields in order, with an uploaded file as its text. @throws TooLarge, BadEncoding, BadMediaType */
export async function entriesOf(request: FastifyRequest): Promise<Entries> {
  if (!request.isMultipart()) return Array.isArray(request.body) ? request.body : BadMediaType.raise()
  const entries: Entries = []
  for await (const part of request.parts()) {
    if (part.type === 'field') entries.push([part.fieldname, String(part.value)])
    else entries.push(...(await fileEntry(part.fieldname, () => part.toBuffer())))
  }
  return entries
}

async function fileEntry(name: string, read: () => Promise<Buffer>): Promise<Entries> {
  const file = await read().catch(() => TooLarge.raise())
  return file.length === 0 ? [] : [[name, decode(file)]]
}

function decode(bytes: Buffer) {
  try {
    return utf8.decode(bytes)
  } catch {
    return BadEncoding.raise()
  }
}

/**
 * Another site may show a form that posts here, and the browser would send our cookie along. A browser always says
 * where a form comes from; without `Sec-Fetch-Site` (plain http) by its `Origin`.
 */
export function refuseOtherSites({ headers }: FastifyRequest) {
  const { origin, host, 'sec-fetch-site': site } = headers
  if (site !== undefined ? site !== 'same-origin' : !isOurs(origin, host)) throw OtherSite.with()
}

function isOurs(origin: string | undefined, host: string | undefined) {
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host
}
