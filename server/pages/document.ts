import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Drawing, Visit } from '#contract/pages'

type Chunk = { file: string; css?: string[]; imports?: string[] }
type Manifest = Record<string, Chunk>

/** The whole HTML document of a drawing, naming the built files that vite's manifest in `dist` knows. */
export function documents(dist: string) {
  const manifest: Manifest = JSON.parse(readFileSync(join(dist, 'web/.vite/manifest.json'), 'utf8'))
  const entry = manifest['main.ts']?.file
  return (drawing: Drawing, visit: Visit) => {
    const { css, scripts } = filesOf(manifest, drawing.sources)
    const { lang, dir, title, head, body } = drawing
    return `<!doctype html>
<html lang="${escaped(lang)}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<link rel="icon" href="/mark.svg" type="image/svg+xml">
${css.map((file) => `<link rel="stylesheet" href="/${file}">`).join('\n')}
${scripts.map((file) => `<link rel="modulepreload" href="/${file}">`).join('\n')}
<link rel="prefetch" href="/boiled-eggs.html">
<script type="module" src="/${entry}"></script>
${head}
</head>
<body>
<div id="doorstep">${body}</div>
<script type="application/json" id="page-data">${embedded(visit)}</script>
</body>
</html>
`
  }
}

/** Every file that these sources need before they can run, once each. */
export function filesOf(manifest: Manifest, sources: string[]) {
  const css = new Set<string>()
  const scripts = new Set<string>()
  const waiting = [...sources]
  for (const name of waiting) {
    const chunk = manifest[name]
    if (!chunk || scripts.has(chunk.file)) continue
    scripts.add(chunk.file)
    for (const file of chunk.css ?? []) css.add(file)
    waiting.push(...(chunk.imports ?? []))
  }
  return { css: [...css], scripts: [...scripts] }
}

/** JSON that cannot end its script element, nor open a comment, whatever neighbours write. */
function embedded(visit: Visit) {
  return JSON.stringify(visit)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
}

function escaped(text: string) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

const varying = { vary: 'Cookie, Accept-Language, Accept-Encoding' }

const brotli = promisify(brotliCompress)
// Level 4 of 11: a page of 100 kB in about a millisecond.
const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }

type Asked = { request: FastifyRequest; reply: FastifyReply; policy: string }

/** Sends a whole document, compressed where the browser can read that. */
export async function sendDocument(asked: Asked, html: string) {
  const said = { ...varying, 'content-security-policy': asked.policy }
  const reply = asked.reply.headers(said).type('text/html; charset=utf-8')
  if (!/\bbr\b/.test(String(asked.request.headers['accept-encoding'] ?? ''))) return reply.send(html)
  return reply.header('content-encoding', 'br').send(await brotli(html, quick))
}
