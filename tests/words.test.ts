// Every word on the screen stands in the catalogue, and every word of the catalogue is on some screen.
import { globSync, readFileSync } from 'node:fs'
import { parse } from 'svelte/compiler'
import { expect, test } from 'vitest'

const sources = globSync('web/**/*.{ts,svelte}').filter((file) => !file.startsWith('web/words/en'))
const components = sources.filter((file) => file.endsWith('.svelte'))
const files = globSync('web/words/en/*.json')
const keys = files.flatMap((file) => Object.keys(JSON.parse(readFileSync(file, 'utf8'))))

const spoken = new Set([
  'alt',
  'title',
  'placeholder',
  'label',
  'legend',
  'hint',
  'heading',
  'words',
  'action',
])
const isSpoken = (name: string) =>
  spoken.has(name) || /^aria-(label|description|roledescription|valuetext)$/.test(name)
const hasWords = (text: unknown) => typeof text === 'string' && /\p{L}/u.test(text)

type Node = { type: string; [field: string]: unknown }
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'

const children = (node: Node) => Object.values(node).flat().filter(isNode)

/** The literal strings that an expression may turn out to be: `{isOpen ? 'Open' : 'Taken'}`. */
function outcomes(node: Node): unknown[] {
  if (node.type === 'Literal') return [node.value]
  if (node.type === 'TemplateLiteral')
    return children(node).map(({ value }) => (value as { cooked?: string })?.cooked)
  const parts = { ConditionalExpression: ['consequent', 'alternate'], LogicalExpression: ['left', 'right'] }
  const names =
    parts[node.type as keyof typeof parts] ?? (node.type === 'ExpressionTag' ? ['expression'] : [])
  return names.flatMap((name) => outcomes(node[name] as Node))
}

/** Words written straight into a component's markup, and style attributes, which our policy blocks. */
function* literalsIn(node: Node): Generator<string> {
  if (node.type === 'Text' && hasWords(node.data)) yield String(node.data).trim()
  if (node.type === 'ExpressionTag') yield* outcomes(node).filter(hasWords).map(String)
  if (node.type === 'StyleDirective' || node.name === 'style') yield 'style='
  const isSilent = node.type === 'Attribute' && !isSpoken(String(node.name))
  for (const child of isSilent ? [] : children(node)) yield* literalsIn(child)
}

function literals(source: string) {
  return [...literalsIn(parse(source, { modern: true }).fragment as unknown as Node)]
}

test.each(components)('%s writes no words of its own', (file) => {
  expect(literals(readFileSync(file, 'utf8'))).toEqual([])
})

test.each([
  ['<p>Hello</p>', 'Hello'],
  ['<p>{isOpen ? "Open" : 1}</p>', 'Open'],
  ['<img alt="A ladder" src="x">', 'A ladder'],
  ['<button aria-label="Close">{x}</button>', 'Close'],
  [`<Field label={long ? \`Name of \${x}\` : y} />`, 'Name of '],
  ['{#each list as one}<li>by {one}</li>{/each}', 'by'],
  ['<p style="color: red">{x}</p>', 'style='],
  ['<p style:color={x}>{y}</p>', 'style='],
])('%s would be found', (source, words) => {
  expect(literals(source)).toEqual([words])
})

/** What the source may ask the catalogue for: whole keys, and patterns where a part is only known at run time. */
function askedFor(source: string) {
  const whole = [...source.matchAll(/'([a-z][\w-]*(?:\.[\w-]+)+)'/gi)].map(([, key = '']) => key)
  const saying = [...source.matchAll(/\bsaid=("[\w-]+"|\{[^}]*\})/g)].map(([, text = '']) => text)
  const said = saying.flatMap((text) =>
    [...text.matchAll(/["']([\w-]+)["']/g)].map(([, name]) => `said.${name}`),
  )
  const inParts = [...source.matchAll(/`([a-z][\w-]*\.[^`]*)`/gi)].map(([, text = '']) => text)
  const patterns = inParts.map(
    (text) => new RegExp(`^${text.replace(/\./g, '\\.').replace(/\$\{[^}]*\}/g, '[\\w-]+')}$`),
  )
  return { whole: [...whole, ...said], patterns, said }
}

const asked = sources.map((file) => askedFor(readFileSync(file, 'utf8')))

test('every key of the catalogue is used', () => {
  const whole = new Set(asked.flatMap((one) => one.whole))
  const patterns = asked
    .flatMap((one) => one.patterns)
    .filter((pattern) => !pattern.source.startsWith('^said'))
  const unused = keys.filter((key) => !whole.has(key) && !patterns.some((pattern) => pattern.test(key)))
  expect(unused).toEqual([])
})

test('every key that is asked for is in the catalogue', () => {
  const direct = sources.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\bt\(\s*'([^']+)'/g)])
  const wanted = [...direct.map(([, key]) => key ?? ''), ...asked.flatMap((one) => one.said)]
  expect(wanted.length).toBeGreaterThan(20)
  expect(wanted.filter((key) => !keys.includes(key))).toEqual([])
})

test('no key stands in two files, and each file is part of the catalogue', () => {
  expect(keys.filter((key, n) => keys.indexOf(key) !== n)).toEqual([])
  const catalogue = readFileSync('web/words/en.ts', 'utf8')
  expect(files.filter((file) => !catalogue.includes(`'./en/${file.split('/').at(-1)}'`))).toEqual([])
})
