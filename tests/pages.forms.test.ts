import { describe, expect, test } from 'vitest'
import { fieldOf, isOwnPath, nextPath, readForm } from '#contract/pages'

const call = ['_call', 'POST /api/things'] as const
const body = (...entries: [string, string][]) => readForm([call, ...entries])?.body

describe('a field becomes', () => {
  test.each<[string, [string, string][], unknown]>([
    ['text, with the line ends people meant', [['details', 'a\r\nb']], { details: 'a\nb' }],
    [
      'nothing when it is left empty',
      [
        ['details', ''],
        ['title', '  '],
      ],
      {},
    ],
    ['null when it can be emptied', [['details:nullable', '']], { details: null }],
    [
      'null or a number',
      [
        ['some:number-or-null', ''],
        ['more:number-or-null', '3'],
      ],
      { some: null, more: 3 },
    ],
    ['a number', [['parts:number', '6']], { parts: 6 }],
    [
      'the words as typed when it is no number, so that they can be pointed at',
      [['parts:number', 'six']],
      { parts: 'six' },
    ],
    ['nothing when a number is left empty', [['parts:number', '']], {}],
    [
      'yes',
      [
        ['standing:boolean', 'false'],
        ['standing:boolean', 'true'],
      ],
      { standing: true },
    ],
    ['no', [['standing:boolean', 'false']], { standing: false }],
    [
      'a list, ticked or typed',
      [
        ['tags:list', ''],
        ['tags:list', 'a'],
        ['tags:list', 'b, c,'],
      ],
      { tags: ['a', 'b', 'c'] },
    ],
    ['an empty list when every tick is gone', [['tags:list', '']], { tags: [] }],
    [
      'a group',
      [
        ['onBehalf.name', 'Ann'],
        ['onBehalf.agreed:boolean', 'on'],
      ],
      { onBehalf: { name: 'Ann', agreed: true } },
    ],
    [
      'a list of groups',
      [
        ['days.0.from', '9'],
        ['days.1.from', '10'],
      ],
      { days: [{ from: '9' }, { from: '10' }] },
    ],
    [
      'its last value when it comes twice',
      [
        ['kind', 'offer'],
        ['kind', 'request'],
      ],
      { kind: 'request' },
    ],
  ])('%s', (_, entries, expected) => {
    expect(body(...entries)).toEqual(expected)
  })

  test('nothing when its name would reach for what every object has', () => {
    const read = body(
      ['__proto__.polluted', 'x'],
      ['constructor.prototype.polluted', 'x'],
      ['a.__proto__', 'x'],
    )
    expect(read).toEqual({ constructor: { prototype: { polluted: 'x' } } })
    expect(({} as { polluted?: string }).polluted).toBeUndefined()
  })
})

test('the button that was pressed overrules the form’s own call', () => {
  expect(readForm([call, ['_call', 'DELETE /api/things/1']])).toMatchObject({
    method: 'DELETE',
    path: '/api/things/1',
  })
})

test('what was typed is kept by field, but not a whole file', () => {
  const read = readForm([call, ['parts:number', 'six'], ['file', 'x'.repeat(70_000)]])
  expect(read?.values).toEqual({ parts: ['six'] })
  expect(read?.body).toMatchObject({ file: 'x'.repeat(70_000) })
})

test.each([
  ['#/title', 'title'],
  ['#/onBehalf/name', 'onBehalf.name'],
  ['#/days/0/from', 'days.0.from'],
  ['#/a~1b', 'a/b'],
  ['#', ''],
  ['', ''],
])('a problem at %s belongs to the field "%s"', (pointer, field) => {
  expect(fieldOf(pointer)).toBe(field)
})

test.each([
  [{ next: '/posts/{id}', said: 'asked' }, '/posts/7?said=asked'],
  [{ next: '/posts/{id}?a=1#end', said: '' }, '/posts/7?a=1#end'],
  [{ next: '/boards/{post.boardId}', said: '' }, '/boards/elm%2Frow'],
  [{ next: '/posts/{nothing}', said: '' }, '/posts/'],
  [{ next: '', said: 'saved' }, '/here?q=1&said=saved'],
  [{ next: '{id}', said: '' }, '/here?q=1'],
  [{ next: '/{evil}', said: '' }, '/%2Felsewhere.example'],
])('%j leads to %s', (form, path) => {
  const reply = { id: 7, evil: '/elsewhere.example', post: { boardId: 'elm/row' } }
  expect(nextPath(form, reply, '/here?q=1&said=before')).toBe(path)
})

test.each(['//x', '/\\x', '\\\\x', 'https://x', 'javascript:1', '/api', '/api/me', '/\t/x', '', 'x'])(
  '%j is not a page of ours',
  (path) => expect(isOwnPath(path)).toBe(false),
)
