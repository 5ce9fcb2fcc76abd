import type { Act } from './canary-acts.ts'
import type { World } from './canary-world.ts'

/** Anything that can be read, filled in with anything there is. */
const reads = [
  ...[
    '/me',
    '/me/export',
    '/me/export?as=html',
    '/me/reveals',
    '/me/blocks',
    '/me/contact',
    '/me/reports',
    '/me/news',
    '/mine',
  ],
  ...['/notices', '/boards?mine=true', '/privacy', '/boards/B', '/boards/B/figures', '/boards/B/members'],
  ...[
    '/boards/B/members?state=asking',
    '/boards/B/invitations',
    '/boards/B/invitations/O',
    '/boards/B/posts',
  ],
  ...[
    '/boards/B/posts?state=met',
    '/boards/B/posts?state=withdrawn',
    '/boards/B/posts?q=cnry',
    '/boards/B/export.csv',
  ],
  ...['/boards/B/safety', '/boards/B/concerns', '/concerns/C', '/boards/B/cases', '/boards/B/ledger'],
  ...['/boards/B/records', '/boards/B/papers', '/boards/B/rules', '/boards/B/keeping', '/boards/B/vouches'],
  ...[
    '/boards/B/members/P/vouches',
    '/boards/B/imports',
    '/posts/T',
    '/posts/T',
    '/posts/T/claims',
    '/posts/T/claims',
  ],
  ...[
    '/posts/T/history',
    '/posts/T/history',
    '/posts/T/messages',
    '/posts/T/receipts',
    '/claims/K/messages',
    '/claims/K/messages',
  ],
  ...['/cases/S', '/cases/S', '/cases/S/evidence', '/boards/B/actions', '/boards/B/appeals', '/me/decisions'],
  ...['/boards/B/shift', '/boards/B/quarters', '/imports/I', '/imports/I/rows', '/posts/T/wording'],
]

/** Pages are drawn from the same reads, and may still say too much. */
const pages = [
  ...['/', '/boards/B', '/boards/B?q=cnry', '/posts/T', '/posts/T', '/mine', '/me', '/me/blocks'],
  ...['/boards/B/neighbours', '/boards/B/neighbours/P', '/boards/B/cases', '/cases/S', '/decisions'],
  ...['/boards/B/sheet', '/boards/B/sheet/I', '/boards/B/settings', '/boards/B/records', '/boards/B/ledger'],
  ...['/boards/B/invitations/O', '/boards/B/join', '/boards/B/safety', '/boards/B/concerns', '/find'],
]

export const look: Act = async (world, by) => {
  await world.call(by, `GET ${await filled(world, world.pick(reads))}`)
}

export const visit: Act = async (world, by) => {
  await world.visit(by, await filled(world, world.pick(pages)))
}

/** `/boards/B/posts` → with some board in it. */
async function filled(world: World, path: string): Promise<string> {
  const { pick, chance, ids, people, house } = world
  const { concerns, cases } = house.store.read.t
  const idsOf = async (table: typeof concerns | typeof cases) =>
    (await house.store.read.select({ id: table.id }).from(table)).map(({ id }) => id)
  const worries = path.includes('/C') ? await idsOf(concerns) : []
  const looked = path.includes('/S') ? await idsOf(cases) : []
  const recent = (all: string[]) => (chance(0.6) ? all.slice(-15) : all)
  const fill: Record<string, () => string> = {
    B: () => pick(ids.boards),
    T: () => pick(recent(ids.posts)) ?? 'x',
    K: () => pick(recent(ids.claims)) ?? 'x',
    O: () => pick(ids.others) ?? 'x',
    P: () => pick(people).id,
    C: () => pick(worries) ?? 'x',
    S: () => pick(recent(looked)) ?? 'x',
    I: () => pick(recent(ids.sheets)) ?? 'x',
  }
  return path.replaceAll(/\/([BTKOPCSI])(?=\/|\?|$)/g, (_, name: string) => `/${fill[name]!()}`)
}
