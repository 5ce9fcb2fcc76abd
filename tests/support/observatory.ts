/**
 * The scoring of MDN's HTTP Observatory as published in its repository (August 2026), for a site that answers by
 * https only: from 100, what is wrong takes away; what is better than usual counts once 90 are reached.
 */
export type Answer = { headers: Record<string, string | string[] | number | undefined>; body: string }

type Score = (answer: Answer) => number

const text = ({ headers }: Answer, name: string) =>
  String(headers[name] ?? '')
    .trim()
    .toLowerCase()
const broad = ['ftp:', 'http:', 'https:', '*', 'http://*', 'http://*.*', 'https://*', 'https://*.*']
const inline = ["'unsafe-inline'", 'data:']

/** The policy by directive; undefined when there is none. */
function policyOf(answer: Answer): Map<string, string[]> | undefined {
  const said = text(answer, 'content-security-policy')
  if (!said) return undefined
  const directives = said.split(';').map((directive) => directive.trim().split(/\s+/))
  return new Map(directives.filter(([name]) => name).map(([name, ...sources]) => [name!, sources]))
}

const contentPolicy: Score = (answer) => {
  const policy = policyOf(answer)
  if (!policy) return -25
  const of = (name: string) => policy.get(name) ?? policy.get('default-src') ?? ['*']
  const [scripts, styles, objects] = [of('script-src'), of('style-src'), of('object-src')]
  const hasAny = (sources: string[], some: string[]) => sources.some((source) => some.includes(source))
  const plain = (sources: string[]) => sources.some((source) => /^(?:http|ftp):/.test(source))
  if (hasAny(scripts, [...broad, ...inline]) || hasAny(objects, broad)) return -20
  const passive = [...of('img-src'), ...of('media-src')]
  const active = [...policy]
    .filter(([name]) => !['img-src', 'media-src'].includes(name))
    .flatMap(([, all]) => all)
  if (plain(active)) return -20
  if (hasAny([...scripts, ...styles], ["'unsafe-eval'"]) || plain(passive)) return -10
  if (hasAny(styles, [...broad, ...inline])) return 0
  return policy.get('default-src')?.join() === "'none'" ? 10 : 5
}

const cookies: Score = (answer) => {
  const set = [answer.headers['set-cookie'] ?? []].flat().map((cookie) => String(cookie).toLowerCase())
  if (set.length === 0) return 0
  const isSession = (cookie: string) => /^[^=]*(?:login|sess)/.test(cookie)
  const lacks = (flag: string) => set.filter((cookie) => !cookie.includes(`; ${flag}`))
  if (lacks('httponly').some(isSession)) return -30
  if (lacks('secure').some(isSession)) return -10
  if (lacks('secure').length > 0) return -5
  return lacks('samesite=').length === 0 ? 5 : 0
}

const strictTransport: Score = (answer) => {
  const age = /(?:^|;)\s*max-age=(\d+)/.exec(text(answer, 'strict-transport-security'))
  if (!age) return -20
  return Number(age[1]) < 15_552_000 ? -10 : 0
}

const framing: Score = (answer) => {
  if (policyOf(answer)?.has('frame-ancestors')) return 5
  const said = text(answer, 'x-frame-options')
  if (said.startsWith('allow-from')) return 0
  return ['deny', 'sameorigin'].includes(said) ? 5 : -20
}

const privateReferrers = ['no-referrer', 'same-origin', 'strict-origin', 'strict-origin-when-cross-origin']
const referrer: Score = (answer) => {
  const said = text(answer, 'referrer-policy')
  if (!said) return 0
  return privateReferrers.includes(said.split(',').at(-1)!.trim()) ? 5 : -5
}

/** A header that is good with some values, neutral with another, and worse than none when nobody knows its value. */
const oneOf =
  (name: string, { good, neutral }: { good: string[]; neutral: string }): Score =>
  (answer) => {
    const said = text(answer, name)
    if (!said || said === neutral) return 0
    return good.includes(said) ? 10 : -5
  }

const sharing: Score = (answer) =>
  answer.headers['access-control-allow-origin'] === 'https://elsewhere.example' &&
  text(answer, 'access-control-allow-credentials') === 'true'
    ? -50
    : 0

const foreignScripts: Score = ({ body }) => (/<script[^>]+src="(?:https?:)?\/\//.test(body) ? -5 : 0)

const scores: Record<string, Score> = {
  'content-security-policy': contentPolicy,
  cookies,
  'cross-origin-resource-sharing': sharing,
  'referrer-policy': referrer,
  'strict-transport-security': strictTransport,
  'subresource-integrity': foreignScripts,
  'x-content-type-options': (answer) => (text(answer, 'x-content-type-options') === 'nosniff' ? 0 : -5),
  'x-frame-options': framing,
  'cross-origin-resource-policy': oneOf('cross-origin-resource-policy', {
    good: ['same-site', 'same-origin'],
    neutral: 'cross-origin',
  }),
  'cross-origin-opener-policy': oneOf('cross-origin-opener-policy', {
    good: ['same-origin', 'same-origin-allow-popups', 'noopener-allow-popups'],
    neutral: 'unsafe-none',
  }),
  'cross-origin-embedder-policy': oneOf('cross-origin-embedder-policy', {
    good: ['require-corp', 'credentialless'],
    neutral: 'unsafe-none',
  }),
}

/** `score` is what the Observatory would say; 100 and more is A+. */
export function observed(answer: Answer) {
  const each = Object.fromEntries(Object.entries(scores).map(([name, score]) => [name, score(answer)]))
  const sum = (some: number[]) => some.reduce((all, one) => all + one, 0)
  const withoutBonus = 100 + sum(Object.values(each).filter((one) => one < 0))
  const bonus = withoutBonus >= 90 ? sum(Object.values(each).filter((one) => one > 0)) : 0
  return { score: Math.max(0, withoutBonus + bonus), each }
}
