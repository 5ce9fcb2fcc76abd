import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { BadJson } from '#contract/http'
import { atOnce } from './at-once.ts'

// Not imported: that would load all there is under a name of it, sockets and fetch too, which takes 30 ms of a start.
const { STATUS_CODES } = process.getBuiltinModule('node:http')

/** Two years: a browser that has been here over https never comes back without. */
const httpsOnly = 'max-age=63072000; includeSubDomains'

/** What our own pages use of a browser; a script from anywhere else gets nothing, and neither does one of ours. */
const features = [
  'geolocation=(self)',
  'publickey-credentials-create=(self)',
  'publickey-credentials-get=(self)',
  ...['accelerometer', 'autoplay', 'camera', 'display-capture', 'encrypted-media', 'fullscreen', 'gyroscope'],
  ...[
    'magnetometer',
    'microphone',
    'midi',
    'payment',
    'screen-wake-lock',
    'serial',
    'usb',
    'xr-spatial-tracking',
  ],
].map((feature) => (feature.includes('=') ? feature : `${feature}=()`))

/** An answer for programs is no document: nothing in it may load, run, be framed or send a form. */
const noDocument = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** What a document may do, and what may be done with it: docs/decisions/0033. */
const documents = {
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': features.join(', '),
  // Not `no-referrer`: browsers would then send our own forms with `Origin: null`.
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
}

/** On every answer of the API, which is for programs. */
function programHeaders(publicUrl: string): Record<string, string> {
  const secure = publicUrl.startsWith('https:')
  return {
    'content-security-policy': noDocument,
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    ...(secure ? { 'strict-transport-security': httpsOnly } : {}),
  }
}

/** On every other answer there is: pages, files, and errors that no room ever saw. */
export const headersFor = (publicUrl: string) => ({ ...programHeaders(publicUrl), ...documents })

/** A page of ours: our own files only, and nothing inline. Some browsers need the socket's address spelled out. */
export function pagePolicy(publicUrl: string): string {
  const socket = publicUrl.startsWith('https:') ? ` ${publicUrl.replace(/^https:/, 'wss:')}` : ''
  return [
    "default-src 'self'",
    `connect-src 'self'${socket}`,
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ].join('; ')
}

/**
 * First of all hooks, so that a call refused by any other has them too; a room may say more for its own answers. What the API says is
 * for the one who asked, until a room knows better.
 */
export function giveHeaders(app: FastifyInstance, publicUrl: string) {
  const forPrograms = { ...programHeaders(publicUrl), 'cache-control': 'no-store' }
  const forAll = headersFor(publicUrl)
  const headersOf = (url: string) => (url.startsWith('/api/') ? forPrograms : forAll)
  const give = atOnce(({ id, url }, reply) => reply.headers(headersOf(url)).header('x-request-id', id))
  app.addHook('onRequest', give)
}

const statusFor: Record<string, number> = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 }

/** What comes in and is no HTTP at all never reaches a hook: it is answered here, and hung up on. */
export function refuseNonsense(publicUrl: string) {
  const headers = Object.entries(headersFor(publicUrl)).map(([name, value]) => `${name}: ${value}`)
  return ({ code = '' }: NodeJS.ErrnoException, socket: Socket) => {
    if (code === 'ECONNRESET' || socket.destroyed) return
    const status = statusFor[code] ?? 400
    const body = JSON.stringify({ ...BadJson.with().details, status })
    const start = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, 'connection: close']
    const kind = ['content-type: application/problem+json', `content-length: ${Buffer.byteLength(body)}`]
    if (socket.writable) socket.write(`${[...start, ...kind, ...headers].join('\r\n')}\r\n\r\n${body}`)
    socket.destroy()
  }
}
