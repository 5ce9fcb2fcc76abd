import type { FastifyRequest } from 'fastify'

/** Whether a page at this origin is ours: at the address people type, or at the one this call came to. */
export function isOurSite(origin: string, host: string | undefined, publicUrl: string): boolean {
  if (!URL.canParse(origin)) return false
  const { protocol, host: from, origin: whole } = new URL(origin)
  if (whole === new URL(publicUrl).origin) return true
  // Whoever can write pages at our name without https could otherwise act with its sessions.
  if (publicUrl.startsWith('https:') && protocol !== 'https:') return false
  return from === host
}

/**
 * A browser always says where a socket comes from, and sends our cookie along from anywhere. A program that says who
 * it is by itself (`Authorization`) has no origin to name.
 */
export const isUnnamedSocket = ({ headers }: Pick<FastifyRequest, 'headers'>) =>
  Boolean(headers.upgrade && headers.cookie) && headers.origin === undefined && !headers.authorization
