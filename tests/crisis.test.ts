/** J10 by the thousand: each kind of danger the rules know once, among everyday posts that sound like it. */
import { expect, test } from 'vitest'
import type { Cases } from '#contract/cases'
import type { Post } from '#contract/posts'
import { openStewardedStreet } from './support/stewards.ts'
import { linesOf } from './support/wording.ts'

/** One of each kind of words, none of them in the lists the rules were written with. */
const kinds = [
  ...[
    'I really do want to die, that is all',
    'I would rather be dead by now',
    'There is no point in living any more',
  ],
  ...['I cannot go on any longer', 'I am planning to end my life', 'I know how I am going to kill myself'],
  ...['The tablets are next to me and I am alone', 'I swallowed the whole packet of paracetamol'],
  ...['I am standing on the bridge and I cannot', 'I want to jump in front of a train', 'I will hang myself'],
  ...[
    'Goodbye everyone, I am sorry',
    'By the time you read this I will be dead',
    'Nobody would miss me if I died',
  ],
  ...['They would all be better off without me', 'I am nothing but a burden to my family'],
  ...['I want to go to sleep and never wake up', 'I hope I do not wake up', 'I wish I had never been born'],
  ...[
    'I have been cutting myself again',
    'I am scared I will hurt myself',
    'I cannot keep myself safe tonight',
  ],
  ...['The voices keep telling me to jump', 'I feel hopeless', 'I have lost the will to live'],
  ...[
    'There is no way out for me',
    'I cannot cope any more',
    'I am so tired of living',
    'I hate being alive',
  ],
  ...['I want to be with my late wife again', 'My son is suicidal', 'She says she wants to kill herself'],
  ...['My husband hits me', 'He put his hands round my throat', 'My partner has threatened to kill me'],
  ...['I am frightened of my son', 'He will not let me leave the house', 'I do not feel safe at home'],
  ...['My ex is outside with a knife', 'He hits the children', 'I am afraid I will shake the baby'],
]
const everyday = ['crisis-look-alikes', 'crisis-second-look-alikes', 'crisis-third-look-alikes'].flatMap(
  linesOf,
)

test('of a thousand posts each in danger calls the stewards, at once, and nearly none of the others', async () => {
  const { ann, bernard, chandra, dell, esther, post, queue, noticed, house } =
    await openStewardedStreet('sqlite')
  const writers = [chandra, dell, esther]
  const every = Math.floor(1000 / kinds.length)
  const seeded = new Map<string, string>()
  const made: Promise<unknown>[] = []
  for (let n = 0; n < 1000; n++) {
    const danger = n % every === 0 ? kinds[n / every] : undefined
    const [title, more] = [everyday[n % everyday.length]!, everyday[(n * 7 + 3) % everyday.length]!]
    const details = danger ? `${more}. ${danger}. Thank you` : `${more}. Thank you`
    const asked = post(writers[n % 3]!, { title, details }).then(({ id }: Post) => {
      if (danger) seeded.set(id, danger)
    })
    made.push(asked)
    if (made.length % 25 === 0) await Promise.all(made)
  }
  await Promise.all(made)
  expect(seeded.size).toBe(kinds.length)
  const { items, crisis }: Cases = await queue(ann, '?limit=200')
  const alarmed = items.filter(({ lane }) => lane === 'crisis').map(({ about }) => about.id)
  expect(alarmed).toHaveLength(crisis)
  const unheard = [...seeded].filter(([id]) => !alarmed.includes(id)).map(([, words]) => words)
  expect(unheard).toEqual([])
  const forNothing = alarmed.filter((id) => !seeded.has(id))
  process.stdout.write(
    `Of 1,000 posts ${crisis} alarms: ${kinds.length} in danger, ${forNothing.length} for nothing\n`,
  )
  expect(forNothing.length).toBeLessThanOrEqual((1000 - kinds.length) / 100)
  // Nobody's clock has moved: each alarm is a notice to both stewards already.
  for (const steward of [ann, bernard]) {
    const told = (await noticed(steward)).filter((what) => what === 'case.crisis')
    expect(told.length).toBeGreaterThanOrEqual(Math.min(crisis, 40))
  }
  expect(house.clock.now()).toBe(Date.parse('2026-03-12T09:00:00Z'))
})
