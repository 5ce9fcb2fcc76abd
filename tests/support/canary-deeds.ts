/** What stewards do, well or badly: cases, second yeses, second looks, notes for the next, and sheets brought and taken back. */
import type { Act } from './canary-acts.ts'
import { idOf, known } from './canary-known.ts'
import type { Person, World } from './canary-world.ts'

/** Mostly a steward of that street, and anybody now and then. */
async function aSteward(world: World, by: Person | null, boardId: string) {
  const { house, people, pick, chance } = world
  const rows = await house.store.read.select().from(house.store.read.t.members)
  const here = rows.filter((row) => row.boardId === boardId && row.role === 'steward')
  const stewards = people.filter(({ id }) => here.some(({ personId }) => personId === id))
  return stewards.length > 0 && chance(0.85) ? pick(stewards) : by
}

async function aCase({ house, pick, chance }: World) {
  const rows = await house.store.read.select().from(house.store.read.t.cases)
  const open = rows.filter(({ state }) => state !== 'closed')
  return pick(open.length > 0 && chance(0.8) ? open : rows)
}

const judge: Act = async (world, by) => {
  const { canaries, call, pick, chance } = world
  const row = await aCase(world)
  if (!row) return
  const { id, boardId, personId } = row
  // What is said of somebody who has left already is said to nobody.
  const aboutId = world.erased.has(personId ?? '') ? null : personId
  const who = await aSteward(world, by, boardId)
  if (chance(0.3)) await call(who, `PUT /cases/${id}/lease`)
  const words = canaries.hatch({ kind: 'deed', ofId: null, boardId, aboutId })
  const deed = pick(['release', 'release', 'hide', 'hide', 'ask', 'pause', 'freeze', 'remove', 'dismiss'])
  const asked = { deed, reason: pick(['unkind', 'scam', 'rules']), words, mend: words }
  await call(who, `POST /cases/${id}/actions`, asked)
}

const letMany: Act = async (world, by) => {
  const boardId = world.pick(world.ids.boards)
  const row = await aCase(world)
  const who = await aSteward(world, by, boardId)
  if (row) await world.call(who, `POST /boards/${boardId}/decisions`, { deed: 'release', caseIds: [row.id] })
}

const anAction = async ({ house, pick }: World) =>
  pick((await house.store.read.select().from(house.store.read.t.actions)).slice(-12))

const agree: Act = async (world, by) => {
  const row = await anAction(world)
  const who = row && (await aSteward(world, by, row.boardId))
  if (row) await world.call(who ?? null, `PUT /actions/${row.id}/second`, { agree: world.chance(0.7) })
}

const takeBack: Act = async (world, by) => {
  const row = await anAction(world)
  const actor = world.people.find(({ id }) => id === row?.byId)
  if (row) await world.call(world.chance(0.8) && actor ? actor : by, `DELETE /actions/${row.id}`)
}

const appeal: Act = async (world, by) => {
  const row = await anAction(world)
  if (!row) return
  const about = world.people.find(({ id }) => id === row.personId)
  const who = about ?? by
  const words = world.canaries.hatch({ kind: 'appeal', ofId: idOf(who), boardId: row.boardId })
  await world.call(who, `POST /actions/${row.id}/appeal`, { words })
}

const answer: Act = async (world, by) => {
  const { house, canaries, pick, chance, call } = world
  const row = pick(await house.store.read.select().from(house.store.read.t.appeals))
  if (!row) return
  const { boardId, personId: aboutId } = row
  const who = await aSteward(world, by, boardId)
  const words = canaries.hatch({ kind: 'deed', ofId: null, boardId, aboutId })
  await call(who, `PUT /appeals/${row.id}/decision`, { overturn: chance(0.5), words })
}

const note: Act = async (world, by) => {
  const boardId = world.pick(world.ids.boards)
  const who = await aSteward(world, by, boardId)
  const words = world.canaries.hatch({ kind: 'shift', ofId: idOf(who), boardId })
  await world.call(who, `POST /boards/${boardId}/shift-notes`, { kind: 'hand-over', words })
}

const lookUp: Act = async (world, by) => {
  const boardId = world.pick(world.ids.boards)
  const aboutId = world.pick(world.people).id
  const who = await aSteward(world, by, boardId)
  const reason = world.canaries.hatch({ kind: 'deed', ofId: null, boardId, aboutId })
  await world.call(who, `POST /boards/${boardId}/members/${aboutId}/looks`, { reason })
}

/** A sheet of one or two rows, with all that is in it kept apart. */
const bring: Act = async (world, by) => {
  const { canaries, call, ids, pick } = world
  const boardId = pick(ids.boards)
  const who = await aSteward(world, by, boardId)
  const hatched = (kind: 'sheet' | 'sheet title' | 'sheet note') =>
    canaries.hatch({ kind, ofId: null, boardId })
  const row = () => ({
    name: hatched('sheet note'),
    email: hatched('sheet note'),
    title: hatched('sheet title'),
    more: hatched('sheet title'),
    shoe: hatched('sheet'),
  })
  const rows = [row(), row()]
  const lines = rows.map((one) => `${one.name},${one.email}@example.org,${one.title},${one.more},${one.shoe}`)
  const text = ['Name,Email,What do you need?,Details,Shoe size', ...lines].join('\n')
  const { id } = known(await call(who, `POST /boards/${boardId}/imports`, { text }))
  if (!id) return
  ids.sheets.push(id)
  await call(who, `PUT /imports/${id}/completion`)
  for (const { postId, title } of await broughtBy(world, id)) {
    ids.posts.push(postId)
    const its = rows.find((one) => one.title === title.toLowerCase())
    for (const word of its ? [its.name, its.email, its.title, its.more] : [])
      canaries.settle(word, { postId })
  }
}

async function broughtBy({ house }: World, importId: string) {
  const rows = await house.store.read.select().from(house.store.read.t.posts)
  return rows.filter((row) => row.importId === importId).map(({ id: postId, title }) => ({ postId, title }))
}

const takeSheetBack: Act = async (world, by) => {
  const { house, ids, pick, call } = world
  const id = pick(ids.sheets)
  const rows = await house.store.read.select().from(house.store.read.t.imports)
  const row = rows.find((one) => one.id === id)
  if (row) await call(await aSteward(world, by, row.boardId), `DELETE /imports/${id}`)
}

export const deeds: [number, string, Act][] = [
  [7, 'judge', judge],
  [1, 'let many go up', letMany],
  [2, 'agree', agree],
  [0.5, 'take a decision back', takeBack],
  [1, 'ask for a second look', appeal],
  [1, 'answer it', answer],
  [0.5, 'leave a note', note],
  [0.7, 'look somebody up', lookUp],
  [0.7, 'bring a sheet', bring],
  [0.3, 'take a sheet back', takeSheetBack],
]
