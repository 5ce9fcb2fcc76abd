/** The pages of the stewards, and those on which everybody reads what they did: as everybody can read and use them. */
import type { Browser } from 'playwright-core'
import { expect, test } from 'vitest'
import { openAs } from '../support/at-the-door.ts'
import type { Cast } from '../support/cast.ts'
import { expectReadableAsIs, screens } from '../support/looks.ts'
import { type StewardedStreet, stewardedTown } from '../support/stewards.ts'
import { type Town, withTown } from '../support/with-town.ts'

let town: Town
let street: StewardedStreet
let browser: Browser
let pages: [name: string, path: string, who: Cast][]
withTown(async (opened) => {
  ;({ town, browser } = opened)
  street = await stewardedTown(town)
  pages = await busy(street)
})

/** A street where everything has happened once. */
async function busy({
  ann,
  bernard,
  chandra,
  dell,
  esther,
  ...street
}: StewardedStreet): Promise<typeof pages> {
  const { heldPost, decide, tell, post, as, boardId } = street
  const hidden = await heldPost(dell, { title: 'Dell sells again' })
  const { id: actionId } = (
    await decide(ann, hidden.caseId, {
      deed: 'hide',
      reason: 'spam',
      words: 'This is an advert',
      mend: 'Give it away',
    })
  ).json()
  await heldPost(dell, { title: 'Cheap watches for all friends', details: 'Only today' }, 'spam')
  await heldPost(dell, { title: 'Cheap watches for all friends', details: 'Only today' }, 'spam')
  await heldPost(esther, { title: 'A ladder for Saturday' })
  await heldPost(esther, { title: 'Pay me first, then I go', details: 'Send the money by transfer' }, 'scam')
  const crisis = await heldPost(
    chandra,
    { title: 'Bread and milk', details: 'I cannot go on like this' },
    'crisis',
  )
  const { id } = await post(esther, { title: 'You are all lazy' })
  await tell(chandra, { kind: 'post', id }, { words: 'This hurt my neighbour' })
  await as(dell)('POST', `/api/actions/${actionId}/appeal`, { words: 'It was my own bicycle' })
  return [
    ['report', `/boards/${boardId}/report?kind=post&id=${id}`, chandra],
    ['queue', `/boards/${boardId}/cases`, bernard],
    ['machine', `/boards/${boardId}/status`, bernard],
    ['case', `/cases/${crisis.caseId}?deed=ask`, bernard],
    ['decisions', '/decisions', dell],
    ['my reports', '/decisions', chandra],
    ['ledger', `/boards/${boardId}/ledger`, esther],
  ]
}

test.each(screens)(
  'look right at $width in $colorScheme',
  async ({ width, colorScheme }) => {
    for (const [name, path, who] of pages) {
      const { page, close, complaints } = await openAs(browser, town.url + path, { who, width })
      await page.emulateMedia({ colorScheme })
      await expectReadableAsIs(page, `${name} ${width} ${colorScheme}`)
      expect(complaints, name).toEqual([])
      await close()
    }
  },
  240_000,
)
