import type { FastifyInstance, FastifyRequest, LightMyRequestResponse } from 'fastify'
import { Broken, type ProblemDetails } from '#contract/http'
import type { FormCall } from '#contract/pages'

export type Api = Pick<FastifyInstance, 'inject'>

type Answer = { status: number; value: unknown; problem: ProblemDetails | null; cookies: string[] }

const carried = [
  'cookie',
  'authorization',
  'host',
  'origin',
  'sec-fetch-site',
  'user-agent',
  'accept-language',
]

/** Asks our own API in this process, as the person who asked for the page. */
export function asking(api: Api, request: FastifyRequest) {
  const given = Object.fromEntries(carried.map((name) => [name, request.headers[name]]).filter(isGiven))
  const headers = { ...given, 'x-request-id': request.id }
  const from = { headers, remoteAddress: request.ip }
  return {
    read: async (url: string) => answerOf(await api.inject({ ...from, method: 'GET', url })),
    call: async (call: FormCall) => answerOf(await api.inject({ ...from, ...injected(call, headers) })),
  }
}

function injected({ method, path, body, key }: FormCall, carriedHeaders: Record<string, string>) {
  const headers = key ? { ...carriedHeaders, 'idempotency-key': key } : carriedHeaders
  const payload = method === 'DELETE' && Object.keys(body).length === 0 ? {} : { payload: body }
  return { method: method as 'POST', url: path, headers, ...payload }
}

function answerOf(response: LightMyRequestResponse): Answer {
  const value = jsonOf(response)
  const isGood = response.statusCode < 400
  return {
    status: response.statusCode,
    value: isGood ? value : null,
    problem: isGood ? null : ((value as ProblemDetails | null) ?? Broken.with().details),
    cookies: [response.headers['set-cookie'] ?? []].flat(),
  }
}

function jsonOf({ headers, payload }: LightMyRequestResponse): unknown {
  return payload !== '' && /json/.test(String(headers['content-type'])) ? JSON.parse(payload) : null
}

const isGiven = (entry: (string | string[] | undefined)[]): entry is [string, string] =>
  typeof entry[1] === 'string'
