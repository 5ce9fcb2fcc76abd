import { isUtf8 } from 'node:buffer'
import multipart, { type Multipart, type MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { BadEncoding, BadMediaType, OtherSite, type ProblemDetails, TooLarge } from '#contract/http'
import type { FormState } from '#contract/pages'
import { isOurSite } from '../http/sites.ts'

export interface ReadForm {
  entries: [string, string][]
  /** A file that could not be taken; the rest of the form was read. */
  problem: ProblemDetails | null
}

export const bodyLimit = 64 * 1024
/** A form writes each byte that is not plain English with three: what is said has the same room in every script. */
const asWritten = 3
/** A sheet of a street. */
export const largest = 5 * 1024 * 1024
const utf8 = new TextDecoder()

/** Teaches a scope to read plain HTML forms; the API beside it goes on taking JSON only. */
export async function acceptForms(scope: FastifyInstance) {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer', bodyLimit: asWritten * bodyLimit },
    async (_: FastifyRequest, body: Buffer) => [...new URLSearchParams(decode(body))],
  )
  const limits = { files: 1, fields: 200 }
  await scope.register(multipart, { limits, throwFileSizeLimit: false })
}

/**
 * A form's fields in order, with an uploaded file as its text.
 *
 * @param most how many bytes a file, or all fields together, may have
 * @throws TooLarge, BadMediaType
 */
export async function entriesOf(request: FastifyRequest, most: number): Promise<ReadForm> {
  const { body } = request
  if (!request.isMultipart())
    return { entries: Array.isArray(body) ? body : BadMediaType.raise(), problem: null }
  const read: ReadForm = { entries: [], problem: null }
  const limits = { files: 1, fileSize: most, fields: 200, fieldSize: most }
  for await (const part of request.parts({ limits })) {
    await readPart(read, part)
    if (lettersIn(read) > most + bodyLimit) TooLarge.raise()
  }
  return read
}

/** A form whose page cannot be read any more is kept all the same, with what became of it. */
export function cameBack(form: FormState | null, missing: ProblemDetails | null) {
  if (missing) return { form, problem: form?.problem ?? missing }
  const { again: _, ...rest } = form ?? { again: [] }
  return { form: form && (rest as FormState), problem: null }
}

const lettersIn = ({ entries }: ReadForm) =>
  entries.reduce((sum, [name, value]) => sum + name.length + value.length, 0)

async function readPart(read: ReadForm, part: Multipart) {
  if (part.type === 'file') return readFile(read, part)
  if (part.valueTruncated) TooLarge.raise()
  read.entries.push([part.fieldname, String(part.value)])
}

/** A file that is refused points at its field, so that the rest of the form can come back as it was typed. */
async function readFile(read: ReadForm, part: MultipartFile) {
  const { fieldname } = part
  const bytes = await part.toBuffer()
  if (part.file.truncated) {
    read.problem = TooLarge.at(fieldname, TooLarge.title).details
  } else if (!isUtf8(bytes)) {
    read.problem = BadEncoding.at(fieldname, BadEncoding.title).details
  } else if (bytes.length > 0) {
    read.entries.push([fieldname, utf8.decode(bytes)])
  }
}

const decode = (bytes: Buffer) => (isUtf8(bytes) ? utf8.decode(bytes) : BadEncoding.raise())

/**
 * Another site may show a form that posts here, and the browser would send our cookie along. A browser always says
 * where a form comes from; without `Sec-Fetch-Site` (plain http) by its `Origin`.
 */
export function refuseOtherSites({ headers }: FastifyRequest, publicUrl: string) {
  const { origin, host, 'sec-fetch-site': site } = headers
  if (site !== undefined ? site !== 'same-origin' : !isNamedOurs({ origin, host }, publicUrl))
    throw OtherSite.with()
}

const isNamedOurs = ({ origin, host }: FastifyRequest['headers'], publicUrl: string) =>
  origin !== undefined && isOurSite(origin, host, publicUrl)
