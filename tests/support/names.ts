/** The words of which columns and fields are named. A new one is added here by hand, and so thought about. */
const list = `
  about accept acceptances accepted accounts action actions address adopted after again agree agreed
  agreements alarmed alike anew answer answered answers any appeal appeals area areas as ask asked
  asking asks at attestation authenticator author away back batch before behalf blocks board boards body
  break browsers by bytes calls cap card cards care case cases categories category cell cells chains
  challenge challenges checked checking claim claims cleared client close closed code codes column
  columns complaints completed concern concerns confirmed contact contacts cookies copies council count
  counter counts created crisis cursor data database date day days decided deed demo deputy detail
  details digest disclosures disk do done door draft due duplicates edited email encrypted end ended
  ends erased errors event events examples exhibits expires exported extension fault field file finished
  first for forgets free from given good grace has hash head header held helper helpers helping
  helplines here hidden holds home hours how id ids import imports in index invitation invitations is
  items joining joinings json keeping keepings kept key kind label lane language languages last lat late
  lead leads lease ledger left letters level likeness limit lines link lists lng lock logs longest
  looked looking looks made mail make mapping may me median members mend message messages mine minutes
  missing mobile money ms name named namings near needed needs neighbours next note notes notices notify
  nth number object of offer offers oldest on open opened order other outcome over overdue overturn
  overturned parts passkey passkeys pauses pay payload pence people percent person place plan pointer
  post postcode postcodes posts pounds power prev preview principles privacy private public q qr raised
  raw reach reader readings ready reason receipt receipts received recoveries recovery ref refs released
  reminded removals remove removed replies reports response results reveals revoked risks role row rows
  rulebooks rules safety said same scope sealed second seen send sender sent seq server session sessions
  sha shelf shift sign signature since slot slow sort standing standings start started state status
  steps stewards still strong subject subjects taken terminated text texts thanks them this thought tier
  ties time times title to token told total transports tries trusted trusts type undo undone unmet
  unread unseen until unused up updated urgent url used uses usual value version visible visit vouches
  wait waiting waits walk wanted warned week welcome what when why with withdrawn word wording words
  written yes you yours zone
`
export const knownWords = new Set(list.split(/\s+/).filter(Boolean))

/** What no board ever holds in a field of its own (S6, P1, S3). */
export const never = new Set(
  `dbs crb certificate certificates vetting conviction convictions criminal passport licence birth birthday birthdate born
  dob age gender sex pronouns ethnic ethnicity race nationality religion faith diagnosis diagnoses illness disability disabled
  condition conditions nhs pin cvv iban cash salary income`.split(/\s+/),
)
/** Harmless apart, and not together. */
const together = [
  ['card', 'number'],
  ['account', 'number'],
  ['sort', 'code'],
  ['check', 'number'],
  ['checked', 'number'],
  ['checked', 'ref'],
]

/** `posts.privateNote`, `private_note` → posts, private, note */
export const wordsIn = (name: string) =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean)

export function isNamedBadly(name: string): boolean {
  const words = wordsIn(name)
  const has = (word: string) => words.includes(word)
  return words.some((word) => !knownWords.has(word)) || together.some((pair) => pair.every(has))
}
