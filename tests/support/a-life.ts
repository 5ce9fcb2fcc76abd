/** Wanda, who leaves her words in every place there is for them, so that a test can see them go. */
import { type Cast, neighbours, signIn } from './cast.ts'
import { callsAs, foundStreet } from './elm-row.ts'
import type { TestHouse } from './house.ts'

export const wanda = 'Wanda Wextrill'
const words = {
  title: 'Zephyrlift to the dialysis',
  details: 'Quillback stairs, second bell',
  when: 'Marrowtime, before noon',
  note: 'Keysafe Obsidian 4411',
  who: 'Grandma Tolliver',
  how: 'Brambletalk on the doorstep',
  reason: 'Feverfew took me to bed',
  late: 'Stuck behind the Gasworks Heron',
  thanks: 'Saffronhearted thanks',
  decline: 'Pumpernickel said no today',
  offer: 'Wickerwork lessons',
  withdrawn: 'Larkspur solved it',
  still: 'Tamarisk still to fetch',
  second: 'Hollyhock trimmed',
  address: 'Nightingale Steps 9',
  told: 'Mugwort was rude to me',
  toldOf: 'Wextrill shouted over the fence',
  written: 'Yarrowgate is the second door',
  bought: 'Zinniapaper and string',
}
/** Only of what is hers: no word of these stands anywhere but where she has put it. */
export const secrets = [
  ...Object.values(words).map((text) => text.split(' ')[0]!),
  'Wextrill',
  'wanda.wextrill',
  'Tolliver',
]

export async function aLife(house: TestHouse) {
  const street = await foundStreet(house, ['Ann', 'Bernard'])
  const [ann, bernard] = street.cast as unknown as [Cast, Cast]
  const [her] = await neighbours(house, [wanda])
  const { as, boardId } = street
  const { app } = house
  const join = { name: wanda, contact: her!.contact, offer: words.offer }
  await app.inject({ method: 'POST', url: `/api/boards/${boardId}/members`, payload: join })
  await signIn(house, { contact: her!.contact })
  const by = as(her!, { 'idempotency-key': 'w-1' })
  const ask = (more: object) => ({ kind: 'request', title: words.title, ...more })
  const claimOn = async (who: Cast, id: string) => {
    const key = { 'idempotency-key': `${who.id}-${id}` }
    return (await as(who, key)('POST', `/api/posts/${id}/claims`, {})).json().id as string
  }

  const mine = (
    await by(
      'POST',
      `/api/boards/${boardId}/posts`,
      ask({
        details: words.details,
        when: words.when,
        privateNote: words.note,
        address: words.address,
        onBehalf: { name: words.who, agreedHow: words.how, agreedOn: '2026-03-01' },
      }),
    )
  ).json()
  const held = await claimOn(bernard, mine.id)
  await as(her!)('PUT', `/api/claims/${held}/acceptance`)
  await as(her!)('POST', `/api/claims/${held}/messages`, { text: words.written })
  await as(her!)('PUT', `/api/claims/${held}/completion`, {})
  await as(her!)('PUT', `/api/claims/${held}/thanks`, { words: words.thanks })

  const other = (await as(her!)('POST', `/api/boards/${boardId}/posts`, ask({ title: words.second }))).json()
  const refused = await claimOn(bernard, other.id)
  await as(her!)('DELETE', `/api/claims/${refused}`, { reason: words.decline })
  await as(her!)('DELETE', `/api/posts/${other.id}`, { reason: words.withdrawn })

  const anns = await street.post(ann, { title: 'Walk the dog', payBackPounds: 10 })
  const hers = await claimOn(her!, anns.id)
  await as(ann)('PUT', `/api/claims/${hers}/acceptance`)
  await as(her!)('PUT', `/api/claims/${hers}/lateness`, { words: words.late })
  await as(her!)('PUT', `/api/claims/${hers}/completion`, {
    stillToDo: words.still,
    ...{ total: '3.20', hasReceipt: true, receipt: words.bought },
  })
  const again = await claimOn(her!, anns.id)
  await as(her!)('DELETE', `/api/claims/${again}`, { reason: words.reason })
  await app.inject({ method: 'POST', url: '/api/sign-in-codes', payload: { contact: her!.contact } })
  const report = (who: Cast, id: string, text: string) =>
    as(who)('POST', `/api/boards/${boardId}/reports`, {
      about: { kind: 'post', id },
      reason: 'unkind',
      words: text,
    })
  await report(her!, anns.id, words.told)
  await report(bernard, mine.id, words.toldOf)
  await elsewhere(house, bernard, her!)
  await onSheets(as(ann), boardId, her!)
  await apart(house, boardId, her!)
  await house.sweep()
  return { ...street, ann, bernard, wanda: her!, mine, anns }
}

/** She and somebody else want to see no more of each other. */
async function apart(house: TestHouse, boardId: string, her: Cast) {
  const [dell] = await neighbours(house, ['Dell'])
  const as = callsAs(house)
  await as(dell!)('POST', `/api/boards/${boardId}/members`, {})
  await as(dell!)('PUT', `/api/me/blocks/${her.id}`)
  await as(her)('PUT', `/api/me/blocks/${dell!.id}`)
}

/** Streets where she still waits: for a steward's yes in one, for her own code in the other. */
async function elsewhere(house: TestHouse, founder: Cast, her: Cast) {
  const join = { name: wanda, contact: her.contact, offer: words.offer }
  for (const name of ['Oak Row', 'Ash Row']) {
    const place = { lat: 54.9069, lng: -1.3838 }
    const board = { name, place, joining: 'approved' }
    const { id } = (await callsAs(house)(founder)('POST', '/api/boards', board)).json()
    await house.app.inject({ method: 'POST', url: `/api/boards/${id}/members`, payload: join })
    if (name === 'Oak Row') await signIn(house, { contact: her.contact })
  }
}

/** Sheets that a steward brought and that name her: one taken in, one only looked at. */
async function onSheets(call: ReturnType<ReturnType<typeof callsAs>>, boardId: string, her: Cast) {
  const row = `${wanda},${her.contact},Bread,Two loaves,Saffronhearted`
  const text = `Name,Email,What do you need?,Details,Shoe size\n${row}`
  const { id } = (await call('POST', `/api/boards/${boardId}/imports`, { text })).json()
  await call('PUT', `/api/imports/${id}/completion`)
  await call('POST', `/api/boards/${boardId}/imports`, { text: text.replace('Bread', 'Cake') })
}
