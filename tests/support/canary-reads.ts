import type { Act } from './canary-acts.ts'

/** Anything that can be read, filled in with anything there is. */
const reads = [
  ...[
    '/me',
    '/me/export',
    '/me/export?as=html',
    '/me/reveals',
    '/me/blocks',
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
]

export const look: Act = async (world, by) => {
  const { pick, chance, ids, people, house } = world
  const { concerns } = house.store.read.t
  const worries = (await house.store.read.select({ id: concerns.id }).from(concerns)).map(({ id }) => id)
  const recent = (all: string[]) => (chance(0.6) ? all.slice(-15) : all)
  const fill: Record<string, () => string> = {
    B: () => pick(ids.boards),
    T: () => pick(recent(ids.posts)) ?? 'x',
    K: () => pick(recent(ids.claims)) ?? 'x',
    O: () => pick(ids.others) ?? 'x',
    P: () => pick(people).id,
    C: () => pick(worries) ?? 'x',
  }
  const path = pick(reads).replaceAll(/\/([BTKOPC])(?=\/|\?|$)/g, (_, name: string) => `/${fill[name]!()}`)
  await world.call(by, `GET ${path}`)
}
