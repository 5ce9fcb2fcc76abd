// Parts of a post's page that many visits have nothing to say in: fetched before it is drawn, by those that do.
import type { Component, ComponentProps } from 'svelte'
import type Noticed from '../wording/Noticed.svelte'
import type Helpers from './Helpers.svelte'
import type MyClaim from './MyClaim.svelte'
import type Receipts from './Receipts.svelte'

export const late: {
  Noticed: Component<ComponentProps<typeof Noticed>> | null
  Receipts: Component<ComponentProps<typeof Receipts>> | null
  MyClaim: Component<ComponentProps<typeof MyClaim>> | null
  Helpers: Component<ComponentProps<typeof Helpers>> | null
} = { Noticed: null, Receipts: null, MyClaim: null, Helpers: null }

type Data = {
  post?: { you?: string } | null
  claims?: { items: readonly unknown[] } | null
  wording?: unknown
  receipts?: { count: number } | null
}

/** Which of them a visit wants, each with the file it is in. */
function wantedBy(read: Record<string, unknown> = {}) {
  const { post, claims, wording, receipts }: Data = read
  const isOwn = post?.you === 'author'
  const hasClaims = (claims?.items.length ?? 0) > 0
  return {
    'wording/Noticed.svelte': Boolean(wording),
    'posts/Receipts.svelte': (receipts?.count ?? 0) > 0,
    'posts/Helpers.svelte': isOwn && hasClaims,
    'posts/MyClaim.svelte': !isOwn && hasClaims,
  }
}

export async function bringLate(data: Record<string, unknown> | undefined) {
  const wanted = wantedBy(data)
  if (wanted['wording/Noticed.svelte']) late.Noticed = (await import('../wording/Noticed.svelte')).default
  if (wanted['posts/Receipts.svelte']) late.Receipts = (await import('./Receipts.svelte')).default
  if (wanted['posts/Helpers.svelte']) late.Helpers = (await import('./Helpers.svelte')).default
  if (wanted['posts/MyClaim.svelte']) late.MyClaim = (await import('./MyClaim.svelte')).default
}

/** Their files, for the document to name. */
export const lateSources = (data: Record<string, unknown> | undefined) =>
  Object.entries(wantedBy(data)).flatMap(([file, isWanted]) => (isWanted ? [file] : []))
