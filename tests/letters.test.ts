// S10: a letter may be read over a shoulder, or by whoever has the phone.
import { expect, test } from 'vitest'
import { NoticeKind } from '#contract/notices'
import { codeLetter, noticeLetter } from '../server/notices/letters.ts'

const place = 'https://street.example'
const telling =
  /crisis|suicid|hurt|abus|violen|danger|food|address|postcode|@|\b(?:[A-Z]{1,2}\d{1,2} ?\d[A-Z]{2})\b/i

test.each(NoticeKind.options)(
  'a letter about %s says nothing that the street or a shoulder should not read',
  (what) => {
    const name = `Ann ${'of the long name '.repeat(9)}\n14 Elm Row`
    for (const postId of [null, 'post-1']) {
      const { subject, text, html } = noticeLetter({ what, name, boardId: 'board-1', postId }, place)
      expect(subject).toBe('News from your street')
      expect(html).toContain(`<title>${subject}</title>`)
      const [first = '', link = '', ...rest] = text.split('\n\n')
      expect(first).not.toMatch(telling)
      expect(first).not.toContain('14 Elm Row')
      expect(link).toMatch(
        new RegExp(`^${place}/(?:posts/post-1|boards/board-1(?:/cases)?|decisions|me|sign-in)$`),
      )
      expect(rest).toEqual(['You get this because you belong to a street on Doorstep.\n'])
    }
  },
)

test('a code says what it is for, and names the street only by a plain name', () => {
  const asked = { code: '123456', linkUrl: `${place}/sign-in/link/x`, minutes: 15 }
  for (const street of ['Elm Row', 'Ring 07700 900123 now!', undefined]) {
    const { subject, text } = codeLetter({ ...asked, street })
    expect(subject).toBe('Your sign-in code')
    expect(text).not.toMatch(telling)
    expect(text).not.toContain('07700')
  }
})
