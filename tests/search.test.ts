import { describe, expect, test } from 'vitest'
import type { PostsPage } from '#contract/posts'
import { openStreet } from './support/elm-row.ts'
import { engines } from './support/house.ts'

describe.each(engines)('finding posts on %s', (engine) => {
  test('who waits longest stands first, and pages go on where the last one stopped', async () => {
    const { house, boardId, cast, as, post } = await openStreet(engine, ['Ann'])
    const [ann] = cast
    for (let n = 1; n <= 7; n++) {
      await post(ann, { title: `Errand ${n}` })
      if (n % 2 === 0) house.clock.pass(1000)
    }
    const seen: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const url: string = `/api/boards/${boardId}/posts?limit=3${next && `&cursor=${next}`}`
      const page: PostsPage = (await as(ann)('GET', url)).json()
      seen.push(...page.items.map(({ title }) => title))
      next = page.next
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `Errand ${n}`))
  })

  test.each([
    ['cafe', 'Coffee at the Café on Friday'],
    ['CAFÉ frid', 'Coffee at the Café on Friday'],
    ['manje', 'Nou bezwen manjé ak dlo'],
    ['grosse', 'Einkauf für die große Straße'],
    ['薬', '薬を取りに行ってほしい'],
    ['ยา', 'ช่วยไปรับยาที่ร้านขายยา'],
    ['صيدلية', 'أحتاج من يذهب إلى الصَّيدليّة صيدلية'],
    ['☎', 'Ring me ☎ please'],
    [`!${'🎂'.repeat(40)}`, `Cake !${'🎂'.repeat(40)}`],
  ])('a search for %s finds "%s"', async (q, title) => {
    const { boardId, cast, as, post } = await openStreet(engine, ['Ann'])
    const [ann] = cast
    await post(ann, { title })
    await post(ann, { title: 'Something else' })
    const { items } = (
      await as(ann)('GET', `/api/boards/${boardId}/posts?q=${encodeURIComponent(q)}`)
    ).json<PostsPage>()
    expect(items.map((item) => item.title)).toEqual([title])
  })

  test('filters by kind, by category, by state and by whose it is', async () => {
    const { boardId, cast, as, post } = await openStreet(engine, ['Ann', 'Bernard'])
    const [ann, bernard] = cast
    const { categories } = (await as(ann)('GET', `/api/boards/${boardId}`)).json()
    await post(ann, { title: 'A lift', category: categories[0].id })
    await post(bernard, { kind: 'offer', title: 'Jam' })
    await post(ann, { title: 'Half an idea', draft: true })
    const titles = async (query: string) =>
      (await as(ann)('GET', `/api/boards/${boardId}/posts?${query}`))
        .json<PostsPage>()
        .items.map((p) => p.title)
    expect(await titles('kind=offer')).toEqual(['Jam'])
    expect(await titles(`category=${categories[0].id}`)).toEqual(['A lift'])
    expect(await titles('state=draft')).toEqual(['Half an idea'])
    expect(await titles('mine=true')).toEqual(['A lift', 'Half an idea'])
    expect(await titles('')).toEqual(['A lift', 'Jam'])
  })

  test('words that were edited away are no longer found', async () => {
    const { boardId, cast, as, post } = await openStreet(engine, ['Ann'])
    const [ann] = cast
    const { id } = await post(ann, { title: 'A ladder' })
    await as(ann)('PATCH', `/api/posts/${id}`, { version: 1, title: 'A drill' })
    const found = async (q: string) =>
      (await as(ann)('GET', `/api/boards/${boardId}/posts?q=${q}`)).json<PostsPage>().items.length
    expect([await found('ladder'), await found('drill')]).toEqual([0, 1])
  })
})
