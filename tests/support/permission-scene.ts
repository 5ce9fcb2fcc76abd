/** Three streets, and people of every role with things of their own, made afresh for each call of the matrix. */
import type { Relation, Role } from '#contract/permissions'
import { findBoard, saveMember } from '../../server/boards/queries.ts'
import { saveClaim, takeParts } from '../../server/claims/queries.ts'
import { newClaim } from '../../server/claims/steps.ts'
import { saveConcern } from '../../server/concerns/queries.ts'
import { seal } from '../../server/concerns/sealing.ts'
import { digestOf, keyedDigest, newToken } from '../../server/http/digest.ts'
import { newId } from '../../server/http/ids.ts'
import type { House } from '../../server/http/room.ts'
import { saveInvitation } from '../../server/invitations/queries.ts'
import { tokenDigest, tokenOf } from '../../server/invitations/tokens.ts'
import { announce } from '../../server/live/queries.ts'
import { savePasskey } from '../../server/passkeys/queries.ts'
import { savePerson, saveSession } from '../../server/people/queries.ts'
import { publishPost } from '../../server/posts/queries.ts'
import * as posts from '../../server/posts/rules.ts'
import { saveLead } from '../../server/safeguarding/queries.ts'
import { newCard } from '../../server/sign-in/codes.ts'
import { saveCard } from '../../server/sign-in/queries.ts'
import { sheet } from './bringing.ts'
import { type Cast, neighbours } from './cast.ts'
import { callsAs } from './elm-row.ts'
import { days, type Engine, openHouse, testKey } from './house.ts'
import { judging } from './permission-cases.ts'
import { safely } from './safety.ts'

/** Elm Row is closed, Oak Way may be read and joined by anybody, Ash Lane is another street. */
export type Where = 'elm' | 'oak' | 'ash'
export type Asker = { id: string; role: Role; headers: Record<string, string>; remoteAddress: string }
export type Ids = Record<string, string>
export type Scene = Awaited<ReturnType<typeof openScene>>

const onBoard: Partial<Record<Role, { role: 'neighbour' | 'steward'; state: 'active' | 'asking' }>> = {
  asking: { role: 'neighbour', state: 'asking' },
  neighbour: { role: 'neighbour', state: 'active' },
  trusted: { role: 'neighbour', state: 'active' },
  lead: { role: 'neighbour', state: 'active' },
  steward: { role: 'steward', state: 'active' },
}
const besides = ['trusted', 'lead', 'partner', 'linkWorker', 'funder', 'coach'] as const

/** In every private field of every thing: to be found where it has no business to be. */
export const secret = 'Key under the blue pot'

let network = 0
const elsewhere = () => `10.${100 + (++network >> 16)}.${(network >> 8) & 255}.${network & 255}`

export async function openScene(engine: Engine, more: Parameters<typeof openHouse>[2] = {}) {
  const house = await openHouse(engine, true, more)
  const { store, clock } = house
  const as = callsAs(house)
  const cast = await neighbours(house, ['Elma', 'Oakley', 'Ashley'])
  const founders = { elm: cast[0], oak: cast[1], ash: cast[2] }
  const place = { lat: 54.9069, lng: -1.3838 }
  const found = async (by: Cast, name: string, joining: string) =>
    (await as(by)('POST', '/api/boards', { name, place, joining, vouchesWanted: 0, ...safely })).json()
      .id as string
  const boards = {
    elm: await found(founders.elm, 'Elm Row', 'approved'),
    oak: await found(founders.oak, 'Oak Way', 'open'),
    ash: await found(founders.ash, 'Ash Lane', 'approved'),
  }
  // What trust opens is the table's to say here, and the rooms' to say in their own tests.
  const easy = { version: 1, vouchesWanted: 0, checking: 'nobody' }
  for (const where of ['elm', 'oak', 'ash'] as const)
    await as(founders[where])('PATCH', `/api/boards/${boards[where]}`, { ...easy, visible: where === 'oak' })

  const held = new Map<string, string>()
  /** A server on the same data knows who holds what besides, as this one does. */
  function tellRoles({ holds }: House) {
    for (const role of besides)
      holds[role] = async (_db, { boardId, personId }) => held.get(personId) === `${role} ${boardId}`
  }
  tellRoles(house.house)

  /** Somebody new, who has this role on that street. */
  async function person(role: Role, where: Where): Promise<Asker> {
    const nobody = { id: 'nobody', role, headers: {} }
    if (role === 'operator') return { ...nobody, remoteAddress: '127.0.0.1' }
    if (role === 'visitor') return { ...nobody, remoteAddress: elsewhere() }
    const id = newId()
    const token = newToken(24)
    const [now, boardId, member] = [clock.now(), boards[where], onBoard[role]]
    await store.write(async (tx) => {
      await savePerson(tx, { id, name: `A ${role}`, now })
      // Stewards have opened their second lock: what it guards is told in its own tests.
      const lasts = { createdAt: now, expiresAt: now + days(1), strongUntil: now + days(1) }
      await saveSession(tx, { id: digestOf(token), personId: id, kind: 'token', label: null, ...lasts })
      if (member) await saveMember(tx, { boardId, personId: id, since: now, ...member })
    })
    held.set(id, `${role} ${boardId}`)
    return { id, role, headers: { authorization: `Bearer ${token}` }, remoteAddress: elsewhere() }
  }

  async function post(authorId: string, where: Where): Promise<string> {
    const asked = {
      ...{ kind: 'request' as const, title: 'Walk the dog', details: 'The brown one', privateNote: secret },
      onBehalf: { name: secret, agreedHow: 'By phone', agreedOn: '2026-03-01' },
      firstAskId: founders[where].id,
    }
    const id = newId()
    const birth = { id, boardId: boards[where], authorId, now: clock.now(), unmetAt: null }
    const told = { type: 'post.edited', postId: id, personId: authorId, note: 'Bring a lead' } as const
    await store.write(async (tx) => {
      await publishPost(tx, posts.publish(asked, birth), clock.now())
      await announce(tx, boards[where], { ...told, at: clock.now() })
    })
    return id
  }

  async function claim(postId: string, personId: string, where: Where): Promise<string> {
    return store.write(async (tx) => {
      const board = (await findBoard(tx, boards[where]))!
      const taken = (await takeParts(tx, { id: postId, parts: 1 }))!
      const scene = { post: taken, board, now: clock.now() }
      const made = {
        ...newClaim(scene, { personId, parts: 1, state: 'held' }),
        lateWords: 'Late',
        thanks: secret,
      }
      await saveClaim(tx, made)
      return made.id
    })
  }

  const another = async (where: Where) => (await person('neighbour', where)).id
  type Make = (owner: string, where: Where, relation: Relation) => Promise<Ids>

  /** What each part of an address can name, and how one comes about that is, or is not, the asker's. */
  const making: Record<string, Make> = {
    boardId: async (_owner, where) => ({ boardId: boards[where] }),
    personId: async (owner, where, relation) => ({
      personId: relation === 'own' ? owner : await another(where),
    }),
    postId: async (owner, where, relation) => {
      const postId = await post(relation === 'own' ? owner : await another(where), where)
      if (relation === 'party') await claim(postId, owner, where)
      return { postId }
    },
    claimId: async (owner, where, relation) => {
      const postId = await post(relation === 'author' ? owner : await another(where), where)
      return { claimId: await claim(postId, relation === 'own' ? owner : await another(where), where) }
    },
    importId: async (_owner, where) => {
      const made = await as(founders[where])('POST', `/api/boards/${boards[where]}/imports`, { text: sheet })
      return { importId: made.json().id }
    },
    invitationId: async (owner, where, relation) => {
      const [id, now] = [newId(), clock.now()]
      const digest = tokenDigest(tokenOf(testKey, id))
      const madeById = relation === 'own' ? owner : founders[where].id
      const lasts = { usesLeft: 5, createdAt: now, expiresAt: now + days(1) }
      await store.write((tx) =>
        saveInvitation(tx, { id, boardId: boards[where], digest, madeById, ...lasts }),
      )
      return { invitationId: id, token: tokenOf(testKey, id) }
    },
    ...judging({ house, boards, founders, person, post }),
    cardId: async (owner, where, relation) => {
      const personId = relation === 'own' ? owner : await another(where)
      const [id, code] = [newId(), newCard()]
      const card = { id, digest: keyedDigest(testKey, 'card', code), personId, createdAt: clock.now() }
      await store.write((tx) => saveCard(tx, { ...card, madeById: founders[where].id }))
      return { cardId: id, code }
    },
    passkeyId: async (owner, where, relation) => {
      const personId = relation === 'own' ? owner : await another(where)
      const passkey = { id: newId(), personId, publicKey: 'key', counter: 0, transports: [], label: null }
      await store.write((tx) => savePasskey(tx, { ...passkey, createdAt: clock.now(), usedAt: null }))
      return { passkeyId: passkey.id }
    },
    concernId: async (owner, where, relation) => {
      const place = { id: newId(), boardId: boards[where] }
      const now = clock.now()
      const untold = { subjects: [], thought: secret, toldThem: null, steps: [], principles: [] }
      const about = { kind: 'person' as const, id: founders[where].id }
      const sealed = seal(testKey, place, { about, byId: founders[where].id, seen: secret, ...untold })
      const times = { raisedAt: now, dueAt: now, alarmedAt: null, lookedAt: null, closedAt: null }
      await store.write(async (tx) => {
        await saveConcern(tx, { ...place, ...times, isUrgent: false, sealed, version: 1 })
        const asked = { boardId: boards[where], personId: owner, askedById: owner, askedAt: now }
        if (relation === 'own') await saveLead(tx, { ...asked, role: 'lead', acceptedAt: now })
      })
      return { concernId: place.id }
    },
    token: (owner, where, relation) => making.invitationId!(owner, where, relation),
    code: async () => ({ code: newCard() }),
    postcode: async () => ({ postcode: 'SR2 7XX' }),
  }

  return { house, app: house.app, tellRoles, as, boards, founders, person, post, claim, another, making }
}
