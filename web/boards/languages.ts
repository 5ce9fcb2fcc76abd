/** Each by its own name, as its readers look for it; written down, because not every browser knows them all. */
const names = new Map([
  ['en', 'English'],
  ['cy', 'Cymraeg'],
  ['gd', 'Gàidhlig'],
  ['ar', 'العربية'],
  ['bn', 'বাংলা'],
  ['fa', 'فارسی'],
  ['fr', 'Français'],
  ['gu', 'ગુજરાતી'],
  ['pa', 'ਪੰਜਾਬੀ'],
  ['pl', 'Polski'],
  ['pt', 'Português'],
  ['ro', 'Română'],
  ['so', 'Soomaali'],
  ['ta', 'தமிழ்'],
  ['tr', 'Türkçe'],
  ['uk', 'Українська'],
  ['ur', 'اردو'],
  ['zh', '中文'],
])

/** What many streets speak, and what this one says it speaks besides. */
export function languageOptions(spoken: readonly string[]) {
  const codes = new Set([...names.keys(), ...spoken])
  return [...codes].map((value) => ({ value, label: names.get(value) ?? value }))
}
