import { type Demo, NotYourDemo, OnlyPretend } from '#contract/demo'

/** One demo street to an install: two that are made at once are one, because this is its key. */
export const demoBoardId = 'demo'
export const idPrefix = 'demo-'

/** Ids of real people are UUIDs, so nobody real is ever taken for one of these, or the other way round. */
export const isPretend = (personId: string) => personId.startsWith(idPrefix)
export const idOf = (name: string) => `${idPrefix}${name.toLowerCase()}`

type Asking = { anyStreet: boolean; isSteward: boolean }

/** On an install where nobody has started a street anybody may make and remove it; afterwards the stewards here. */
export const mayTend = ({ anyStreet, isSteward }: Asking) => !anyStreet || isSteward

/** @throws NotYourDemo (403) */
export function tend(asking: Asking) {
  if (!mayTend(asking)) throw NotYourDemo.with()
}

type About = { isThere: boolean; asking: Asking; you: Demo['you'] }

export function describe(people: Demo['people'], { isThere, asking, you }: About): Demo {
  const may = mayTend(asking)
  return {
    boardId: isThere ? demoBoardId : null,
    people: isThere ? people : [],
    mayMake: may && !isThere,
    mayRemove: may && isThere,
    you: you && isPretend(you.id) ? { id: you.id, name: you.name } : null,
  }
}

/** What a pretend neighbour may change: posts and claims (where they belong), and being one at all. */
const open = /^\/api\/(boards\/[\w-]+\/posts|posts\/|claims\/|demo(\/|$)|session$|notices\/)/

/** Of whoever is pretend. @throws OnlyPretend (403) */
export function keepToDemo({ method, path }: { method: string; path: string }) {
  const isRead = method === 'GET' || method === 'HEAD'
  if (!isRead && !open.test(path)) throw OnlyPretend.with()
}
