/** What swindlers write, as rules a steward can read. Local rules only: no text leaves the house. */
import {
  type Found,
  findPhrases,
  lessThose,
  type Phrases,
  phrases,
  type Reading,
  reading,
} from '#contract/phrases'

export const scamRules = {
  'pay-first': 'Asks for money before anything is done',
  'gift-card': 'Asks for gift cards or vouchers',
  'bank-details': 'Asks for somebody’s bank details',
  'card-asked': 'Asks for a card, a PIN or a code',
  'off-board': 'Wants to go on talking somewhere else',
  links: 'Sends many links, or one that hides where it leads',
  'too-good': 'Promises money or prizes',
  'in-disguise': 'Says to come from a bank, the police or an office',
} as const
export type ScamRule = keyof typeof scamRules
export type Scam = { rule: ScamRule; why: string }

const strong: Record<Exclude<ScamRule, 'links'>, Phrases> = {
  'pay-first': phrases(`
    pay|paid|payment|paying|money|cash|deposit|fee|transfer|fund|funds|send|half|pounds|quid ..6 first|upfront|advance !aid|class|time|thing|day|week|date|rate|name|of
    pay|send|transfer ..5 before i|we|anything|the|he|she|you ..2 come|start|begin|do|deliver|can|will|go|collect|release|leave|post|book|see|view|viewing
    refundable|holding|security|small|booking|admin ..1 deposit|fee ..4 to|needed|required|secure|hold|before|is|of|by
    deposit|fee|payment|fees ..4 to|will secure|release|hold|reserve|unlock|process|clear|confirm|activate
    release|clearance|customs|processing|courier|handling|insurance|activation|unlock|admin|administration|registration|vetting fee|fees|charge|charges|payment
    pay|send|cover|transfer ..4 the courier|shipping|delivery|carrier|driver|mover|movers|agent
    bank|wire|instant|paypal|money transfer ..4 first|now|today|only|before|upfront|friends|to
    friends and|& family
    pay|transfer|send|need|want half|deposit|some|something ..4 now|today|first|before|upfront
    secure|hold|reserve|guarantee ..5 deposit|fee|payment
    deposit before|upfront|now|today|and|first
    send|forward|transfer|wire ..3 difference|remainder|extra|excess|rest ..4 to|on|back|mover|agent
    western union
    send|transfer|paypal|revolut|monzo|cashapp|lend|wire ..3 £|money|cash|me|funds ..5 urgent|urgently|now|today|tonight|quick|quickly|asap|stuck|stranded|first|before|friday|emergency
    lend|borrow|loan|send ..4 £|pounds|money|cash|hundred|quid|thousand ..6 pay|paying|give|return|refund|back ..3 back|double|interest|extra|friday|tomorrow|monday|week
    stuck|stranded|robbed|mugged|wallet ..8 money|cash|send|transfer|wire|£|lend|pay
    overpaid|overpay|overpayment|extra|difference|excess|surplus ..6 refund|return|send|transfer|back|give|pay
    cheque|check ..6 cash|deposit|bank|clear|clears|keep|more|extra|over
    pay|charge|asking|just|only ..3 £|pounds ..3 now|today|upfront|first|deposit and|then|to|i
    bitcoin|crypto|usdt|ethereum|btc|cryptocurrency
  `),
  'gift-card': phrases(`
    gift|itunes|steam|amazon|google|apple|xbox|playstation|paysafe|vanilla|argos|store|razer|ebay card|cards|voucher|vouchers|giftcard|giftcards ..8 code|codes|send|scratch|back|photo|picture|number|numbers|text|message|pin|pay|now|urgent|today|surprise|quick|discreet|secret
    buy|get|pick|purchase|grab|send|need|pay|via|with|in|by ..6 gift|itunes|steam|amazon|google|apple|xbox|playstation|paysafe|razer|ukash play? card|cards|voucher|vouchers|giftcard|giftcards ..9 me|code|codes|send|pay|urgent|scratch|photo|back|pin|reimburse|repay|today|now|asap|first|it|.
    giftcard|giftcards ..6 code|codes|send|me|photo|scratch
    scratch ..4 card|cards|back|code|codes|panel|strip
    steam|itunes|razer|paysafe card|cards|voucher|vouchers|code|codes
  `),
  'bank-details': phrases(`
    send|give|need|tell|share|text|whats|confirm|provide|enter|message|want|verify|get|have|forward|check|with|using ..4 your|yr|ur|her|his|their|mums|dads|grans|nans ..3 bank|banking|account|sort|iban|login|online
    your|ur|yr bank|banking|account|sort details|login|number|code|password|username|statement|info|information|and|card|app
    use|borrow|into|through|via|open|rent|lend ..2 your|ur|someones bank? account !for|at|with
    log|login|logged|sign ..3 your|online bank|banking
    receive|receives|hold|pass|forward|move|moving ..4 money|funds|payment|payments ..4 account|keep|forward|behalf
    remote access
    anydesk|teamviewer|quicksupport
    screen share|sharing
    safe|secure|new|holding account ..6 move|money|funds|transfer|protect|opened|set|your
    move|transfer|moved ..4 money|savings|funds|balance ..4 safe|secure|new|holding|another account
  `),
  'card-asked': phrases(`
    your|ur|yr|her|his|mums|dads|grans|nans|neighbours|the ..3 pin !board|cushion|badge|number?s
    pin number|code|and|for
    card number|details|pin|numbers|and ..3 pin|expiry|cvv|security|three|code|your|long|number|.|back|so|to|or
    your|ur|yr|her|his|the ..2 debit|credit|bank ..1 card ..4 and|pin|details|number|to|with|numbers|for|so|at
    give|lend|hand|leave|borrow|need|send|take|photo|picture ..4 your|ur|her|his|bank|debit|credit card !s|table|game|board|maker|shop|birthday|christmas
    long number
    three|3|last|security digits|numbers|code ..3 back|card|strip|on|from
    cvv|cvc|cvv2
    code ..5 sent|text|texted|got|just|get|come|arrive|arrives|receive|received ..4 you|your|to|phone|by|text|me
    you ..4 get|receive|got|sent|gets ..3 code|passcode|otp|pin
    read|tell|send|give|text|forward|share|need|what ..4 the|that|me|your|ur|six|6|4|four ..2 code|digit|digits|passcode|otp|password !for|to|of
    one time passcode|password|code|pin
    otp
    send|text|read|give|message me|us|over the|all|your ..2 codes|code|digits !for|to|of
    your|ur|yr online? password|passwords|passcode
    contactless ..4 card|your
  `),
  'off-board': phrases(`
    whatsapp|telegram|signal|kik|snapchat|snap|wechat|viber|hangouts ..2 me|us|only|instead|number|at|on|number|+
    message|msg|text|contact|dm|chat|talk|reach|write|add|move|continue|find|reply|speak|get|hit|hmu|ping|inbox|join|go|join ..5 on|via|at|through|to|over|by|using|my|our ..2 whatsapp|telegram|signal|kik|snapchat|wechat|viber|hangouts|private|insta|messenger|skype
    message|msg|email|text|reply|contact|write|talk|chat ..4 off|outside|not|away|leave|instead ..4 here|board|site|doorstep|app|page|this
    dont|not|never ..4 reply|tell|use|message|answer|write|mention|talk|post ..3 here|board|stewards|anyone|steward|anybody|family|bank|police|them
    keep|stays ..4 between us|you|ourselves
    our little secret
    telegram|whatsapp group|channel ..6 profit|signals|trade|earn|invest|join|link|money
  `),
  'too-good': phrases(`
    guaranteed|guarantee|risk|instant ..2 return|returns|profit|profits|income|loan|loans|money|free|approval|cash|win
    earn|earning|make|making|made|earned|makes ..4 £|pounds|k|hundreds|thousands|$|grand|money|quid ..7 a|per|each|every|weekly|daily|home|from|day|week|month|hour|easily|fast|without|clicking|liking|hours
    £ ..2 a|per|an day|hour|week ..3 just|only|from|liking|clicking|watching|easy|easily
    earn|earning from home|anywhere|phone|bed
    double|triple|doubled ..2 your|ur money|investment|cash|savings|deposit
    invest|investment|investing|invested|investor ..8 £|return|returns|profit|platform|trader|broker|daily|crypto|forex|double|opportunity|guaranteed|account|manager
    work from home ..8 £|earn|easy|no|weekly|daily|hours|per|paid
    you|youve|have|been ..4 won|selected|chosen|awarded|shortlisted ..6 £|prize|cash|holiday|voucher|iphone|award|draw|lottery|grant|winner|car|reward|gift
    claim ..3 your|ur|the ..2 prize|reward|winnings|refund|rebate|grant|gift|award|voucher|compensation
    lottery ..5 won|winner|winnings|win|inheritance|claim
    inheritance ..6 million|£|transfer|fund|funds|claim|share|lawyer|fee
    next of kin
    loan|loans ..5 no|without|bad|instant|approved|guaranteed|interest ..3 credit|checks|check|needed|same|collateral|approval|fees|rate
    no experience ..6 £|weekly|earn|needed|paid|daily
    forex|binary trading|trader|options|signals
    passive income
    financial freedom
    sugar daddy|mummy|baby
    free iphone|ipad|ps5|macbook|laptop|laptops|money|cash
    government|council|energy|winter|covid|hmrc ..2 grant|rebate|refund|payment ..6 click|claim|link|apply|register|details|fee|bank|eligible|expires|today
    mystery|secret shopper|shoppers|shopping
  `),
  'in-disguise': phrases(`
    im|i|am|this|is|calling|message|writing|were|here ..5 from|with|behalf ..3 your|the|her|his ..1 bank|barclays|hsbc|natwest|lloyds|halifax|santander|hmrc|police|fraud|amazon|royal|microsoft|bt|dwp|energy|tv|meter
    fraud|security|compliance department|team|dept|unit|officer|squad
    hmrc|dvla|dwp|parcel|royal|evri|dpd|tv ..5 refund|rebate|owe|owed|redelivery|reschedule|penalty|expired|expire|arrest|suspended|missed|fee|unpaid|licence|license ..9 link|click|pay|card|details|www|https|http|today|fee|here
    your ..2 account|card|parcel|package|computer|number|sim|licence|payment ..5 suspended|compromised|blocked|hacked|virus|locked|held|frozen|expired|limited|restricted|used
    suspicious|unusual|fraudulent ..2 activity|payment|payments|transaction|transactions|login ..8 account|card|your|confirm|verify
    hi|hello|hey|its|its ..1 mum|dad|nan|gran|grandad|mam ..10 new|lost|broke|broken|dropped|smashed|changed ..4 phone|number|mobile|screen
    courier|officer|driver|policeman|colleague ..8 collect|pick|picks|fetch|bag|take ..4 card|cash|pin|money|bank|cards|envelope
    undercover
    warrant ..4 arrest|your|out
  `),
}

/** Honest words that look like one of these. */
const honest = phrases(`
    never|dont|nobody|not|no|wont|shouldnt|must|please ..3 give|share|tell|ask|send|hand|lend|need|write|post|asks|asked|take ..4 your|anyone|a|us|me|the|any|their|bank|out ..3 pin|card|bank|code|password|account|details|deposit|money|gift|cash
    never|nobody|noone|not|one ..6 ask|asks|asked|need|needs ..6 card|bank|account|money ..3 pin|code|password|details|number
    never|nobody|noone|not|one ..6 ask|asks|asked|need|needs ..8 pin|card|bank|details|code|password|deposit|money
    no|without|dont|not|never|nothing ..4 deposit|fee|upfront|advance|fees|payment|money|pay|pays
    beware|careful|warning|watch|scam|scams|scammer|scammers|scammed|fraudster|fraudsters|con ..20 .
    drawing|noticeboard|safety|lapel pin
    pin board|cushion
    gift|argos|book|garden|amazon ..1 card|cards|voucher|vouchers ..6 raffle|birthday|leaving|teacher|thank|present|thankyou|christmas|collection|whip|as|for
    raffle|birthday|leaving|teacher|collection|whip|prize|present|clubbed|chip|chipped ..8 gift|book|argos|garden|amazon|store ..1 card|cards|voucher|vouchers|token|tokens
    door|gate|key|safe|keysafe|entry|wifi|wi|locker|alarm|lock|broadband|router ..4 code|codes|pin|password
    code|pin|password ..4 for|to|of|on ..2 door|gate|key|keysafe|wifi|shed|alarm|hall|lock|safe|bike
    pay|give|settle|repay|reimburse|transfer ..6 after|afterwards|when|once|back|later
    receipt|receipts ..12 pay|paid|cash|transfer|back|owe|bank|give
    highway code
    dress code
    library|bus|loyalty|clubcard|membership|points|donor|birthday|christmas|business|memory|sd|playing ..1 card
`)

const shorteners =
  'bit.ly tinyurl.com t.co goo.gl is.gd cutt.ly rb.gy ow.ly shorturl.at t.me wa.me tiny.cc'.split(' ')
const oddEndings = new Set('ly xyz top click icu gq tk vip club win loan work'.split(' '))

/** Two links are a recommendation; a third makes it a flood. */
const manyLinks = 3

/** `host` of `https://host/path`, `www.host` or `host.tld/path`. */
function hostOf(word: string): string | undefined {
  const bare = word.replace(/^https?:\/\//, '')
  const host = bare.split(/[/?#,;)]/)[0]!.replace(/^\W|\W$/g, '')
  return /^[a-z\d.-]+\.[a-z]{2,}$/.test(host) ? host : undefined
}

const isLink = (word: string, host: string) => /^(?:https?:|www\.)/.test(word) || word.includes(`${host}/`)
const isHidden = (host: string) => shorteners.includes(host) || oddEndings.has(host.split('.').at(-1)!)

function linksIn(text: string): boolean {
  if (!text.includes('.')) return false
  const words = [...new Set(text.toLowerCase().split(/\s+/))]
  const hosts = words.map((word) => ({ word, host: hostOf(word) })).filter(({ host }) => host !== undefined)
  if (hosts.some(({ host }) => isHidden(host!))) return true
  return hosts.filter(({ word, host }) => isLink(word, host!)).length >= manyLinks
}

/** The rules this text runs into, each once; none for most of what neighbours write. */
export function scamIn(text: string): Scam[] {
  const read = reading(text)
  const excused = findPhrases(read, honest)
  const isHit = (rule: ScamRule) => (rule === 'links' ? linksIn(text) : isSaid(read, strong[rule], excused))
  return (Object.keys(scamRules) as ScamRule[]).filter(isHit).map((rule) => ({ rule, why: scamRules[rule] }))
}

const isSaid = (read: Reading, known: Phrases, excused: Found[]) =>
  lessThose(findPhrases(read, known), excused).length > 0
