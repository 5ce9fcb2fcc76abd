/**
 * How near the words of a post bring somebody: inside a home, alone in a car, to somebody's body, a child, or money.
 * A hint, never a verdict: whoever writes says it themselves. Without schemas, so that a page which asks carries none.
 */
import { findPhrases, lessThose, type Phrases, phrases, reading } from '#contract/phrases'

export const nearKinds = ['care', 'child', 'money', 'car', 'home'] as const
export type NearKind = (typeof nearKinds)[number]
/** The words that say so, and how near that is. */
export type Near = { kind: NearKind; tier: 2 | 3; text: string }

/** The furthest first: of several, the one that is said is the one that matters most. */
const tiers: Record<NearKind, Near['tier']> = { care: 3, child: 3, money: 3, car: 2, home: 2 }

const kin =
  'child|children|kid|kids|baby|babies|toddler|toddlers|son|daughter|grandson|granddaughter|grandchild|grandchildren|twins|boy|boys|girl|girls|newborn|infant|nephew|niece|little'
const who =
  'me|him|her|them|mum|mam|dad|nan|gran|grandad|grandma|grandpa|granddad|husband|wife|mother|father|son|daughter|aunt|uncle|sister|brother|neighbour|partner'
const room =
  'kitchen|bathroom|bedroom|hall|hallway|stairs|landing|loft|attic|cellar|lounge|sofa|wardrobe|bed|cooker|oven|fridge|freezer|washing|boiler|radiator|radiators|fusebox|meter|toilet|loo|sink|shower|bath|curtains|curtain|blinds|carpet|ceiling|telly|tv|television|mattress|bookcase|shelf|shelves|wallpaper|skirting|bulb|lightbulb|smoke|alarm|thermostat|router|dishwasher|cupboard|cupboards|drawers|picture|pictures|mirror|furniture'

const known: Record<NearKind, Phrases> = {
  care: phrases(`
    wash|washing|bath|bathe|bathing|shower|showering|shave|shaving|dress|dressing|undress|undressing|toilet|toileting|feed|feeding !the ..1 ${who} !car|dishes|up|dog|windows|floor
    help|helping|need|needs|assist|someone|somebody ..4 wash|washed|bathe|bathed|shower|showered|shave|shaved|dressed|undressed ..1 myself|himself|herself|in|every|each|before|.|and|as|now|twice|on|at|after|this
    help|helping|assist|lift|lifting|get|getting|hoist ${who} ..2 in|into|out|on|onto|off ..2 bath|shower|toilet|loo|bed|commode
    help|need|needs|getting|get ..3 in|into|out|on|onto|off ..2 the? bath|shower|toilet|loo|commode
    to|with the toilet|loo|commode
    wash|washing|cut|brush|comb|plait ..1 my|his|her hair|feet|back|face
    give|giving|help ..3 his|her|their|with ..2 insulin|injection|injections|medicine|tablets|pills|inhaler|nebuliser
    catheter|stoma|colostomy ..4 emptying|changing|changed|emptied|bag|needs
    change|changing|empty|emptying ..2 nappy|nappies|catheter|stoma|pad|pads|dressing|dressings|bandage|bandages|colostomy|commode
    personal|intimate care
    give|giving|administer|inject|injecting ..3 insulin|injection|injections|medicine|medication|tablets|pills|eye|ear ..1 ${who}|drops|to|twice|every|injection
    cut|cutting|trim|trimming|file|clip ..2 toenails|toe|fingernails|nails ..1 !dog
    brush|brushing|clean|cleaning ..1 ${who}|his|her|my|their teeth|dentures
    put|putting|get|getting ..3 to bed|pyjamas ..2 at|each|every|tonight|nights|evening|night|myself|.
    compression stockings|socks
    sit|sitting|stay|staying ..1 up? with ..3 mum|mam|dad|nan|gran|grandad|husband|wife|mother|father|him|her ..4 night|overnight|dementia|alone
    respite|carer|caring|care ..3 for|of|to|while ..2 mum|mam|dad|nan|gran|grandad|husband|wife|mother|father|him|her
  `),
  child: phrases(`
    babysit|babysits|babysitter|babysitters|babysitting
    baby sit|sits|sitter|sitting
    childmind|childminder|childminding|childcare|nanny|creche
    child minding|minder|care
    mind|minding|watch|watching|sit|sitting|look|looking|looks|entertain|amuse|supervise|keep|care|caring ..3 ${kin} !bench|s|chair|library|free|alarm|monitor
    ${kin} ..2 need|needs|needing|want|wants|wanted ..2 minding|watching|babysitter|sitter|looking|picking|collecting|fetching|walking
    pick|picking|collect|collecting|fetch|fetching|get|drop|dropping|walk|walking|take|taking|bring|bringing ..4 ${kin} ..4 school|nursery|playgroup|home|home|swimming|football|dance|brownies|cubs|club|breakfast|reception|park|party
    pick|picking|collect|collecting|fetch|fetching|drop|dropping|walk|walking ..3 ${kin} ..1 up|off
    ${kin} ..5 picked|collected|fetched|walked|dropped|taken ..2 school|nursery|up|from|to
    school|nursery run|runs
    school pickup|pickups
    tutor|tutoring|homework ..5 ${kin}
    someone|somebody|anyone|anybody|who ..3 have|has|keep ..2 ${kin} ..3 for|while|overnight|hour|afternoon|morning
    have|has|having|keep ..2 the|my|our ${kin} ..2 for an|a|the|two|one|half|while
  `),
  money: phrases(`
    cash|pension|money|pounds ..4 out|from|at ..3 cashpoint|machine|atm|bank|post
    draw|drawing|take|taking|get|getting|withdraw|withdrawing|fetch|collect ..4 cash|pension|money|benefits ..3 out|for|from|at|with|.
    withdraw|withdrawing|withdrawal
    draw|drawing ..3 pounds|quid|£|money|cash
    card ..6 draw|drawing|take|get ..4 pounds|out|cash|money
    my|her|his|their|mums|mams|dads|nans|grans|mothers|fathers ..1 bank|debit|credit|cash card|account|cards|book|accounts|pin !statement|game|details
    to the bank|cashpoint ..3 for|with|and
    pay|paying|settle|settling ..2 my|her|his|their|mums|dads|nans ..2 bill|bills|rent|mortgage|council
    pay|paying|put|putting|bank|banking ..2 cheque|cheques|takings|cash ..3 in|into|at|bank|for
    manage|managing|sort|sorting|handle|handling|look|looking|do|doing|take|help ..4 my|her|his|their|mums|dads|nans|the ..1 money|finances|banking|accounts|pension|bank|savings
    online|internet|telephone|phone|mobile banking
    log|logging|sign ..2 into|in|to ..2 my|her|his|their ..2 bank|account|banking
    lend|loan|borrow|lending|borrowing ..3 £|pounds|money|cash|quid|tenner|fiver
    power of attorney
    buy|buying|get|getting ..3 gift cards|card|voucher|vouchers
    count|counting|look|keep|keeping|hold|holding ..3 my|her|his|their ..1 money|cash|savings
  `),
  car: phrases(`
    lift|lifts ..5 to|from|home|back|into|there|up|as !heavy|box|boxes|sofa
    lift|ride|run|runs|spin needed|wanted|please
    need|needs|wants|want|give|get|offer|looking|after|could|have ..4 a lift|ride
    drive|driving|drives|drop|dropping|run|running|take|taking|bring|ferry|collect|collecting|fetch|pick ..2 ${who} ..7 to|from|home|at|into|back|up !shop|phone|call
    drive|driving|driver|drop|dropping|take|taking|run ..2 me|us|him|her|them|you|someone|somebody|anyone|people|mum|dad|nan|gran ..5 hospital|clinic|surgery|dentist|doctor|doctors|airport|station|vaccination|chemo|dialysis|appointment|church|mosque|temple|town|optician|funeral|crematorium|a|supermarket|bus
    somebody|someone|anyone|anybody|who|could|can|would|i|we ..3 drive|drives|driving ..3 me|us|him|her|them|you|mum|dad|nan|someone|people|to
    driver ..4 needed|wanted|for|to
    in|into|by|share|sharing|with ..2 car ..3 to|with|share|sharing|journey|journeys|ride
    car share|sharing
    carshare|carsharing|carpool
    drop|dropped|dropping ..2 me|him|her|us ..1 off
    picked|collected|dropped|driven ..2 up|from|off|to|home ..5 hospital|clinic|station|airport|surgery|home|appointment|dialysis|day
  `),
  home: phrases(`
    come|coming|comes|pop|popping|let|letting|invite|step|stepping ..2 in|inside|into !touch|handy|time|useful|the|force|play|season|sight|to|.
    come|coming|comes|pop|popping|let|letting|go|going|getting|get ..2 in|inside|into|round|over ..1 to? ..2 my|our|the|her|his|their|mums|dads|nans|a ..1 home|house|flat|place|bungalow|kitchen|living|sitting|front|bedroom|bathroom|hall|loft
    come|coming|pop|popping|call|sit|sitting|visit|visiting ..2 in? round|over ..3 for|and ..5 chat|tea|cuppa|company|sit|natter|cards|coffee
    sit|sitting|stay|staying ..1 with|in ..3 me|him|her|mum|mam|dad|nan|gran|grandad|husband|wife|while|for ..9 hour|afternoon|morning|evening|while|out|company|shop|rest
    keep|keeping ..3 company
    need|needs|want|wants|love|like|loves|likes|after|welcome|welcomes ..3 company|visit|visitor|visitors|visits
    toilet|loo|tap|sink|shower|boiler|cooker|oven|fridge|freezer|heating|radiator|radiators|telly|door|window ..2 wont|doesnt|isnt|stopped|broken|drips|dripping|leaking|leaks|blocked|stuck|jammed|out|off|cold ..1 !order
    wait|waiting|be|stay ..3 in|at|inside ..4 for ..3 gas|engineer|plumber|boiler|electrician|delivery|man|meter|parcel|repair|repairman|washing|sofa|broadband
    inside|indoors ..4 my|our|her|his|the|their ..1 home|house|flat|bungalow|kitchen
    in|inside my|our|her|his|mums|dads|nans|grans home|house|flat|bungalow|kitchen|bedroom|bathroom|loft|hall|living|room|lounge|cellar|attic
    feed|feeding|visit|visiting|see|check ..3 cat|cats|fish|hamster|rabbit|rabbits|parrot|budgie|goldfish ..6 away|while|holiday|twice|morning|daily|weekend
    water|watering ..3 houseplants|indoor|plants ..2 while|indoors|inside|when ..5 away|holiday|out
    change|changing|replace|fit|fitting|fix|fixing|mend|mending|repair|repairing|hang|hanging|put|putting|move|moving|shift|shifting|assemble|assembling|build|building|install|installing|unblock|unblocking|paint|painting|decorate|decorating|bleed|bleeding|plumb|turn|carry|carrying|reset|look|tune|set|drill|clean|cleaning|hoover|hoovering|vacuum|dust|dusting|clear|clearing|take ..5 ${room} !for|paper|window|frames
    clean|cleaning|hoover|hoovering|dust|dusting|tidy|tidying|decorate|decorating|paint|painting|declutter|decluttering ..3 my|our|her|his|the|mums|dads|a|round|through|inside ..2 house|flat|home|rooms|room|bungalow|kitchen|bathroom|stairs
    ironing|housework|hoovering|cleaner|decluttering
    cook|cooking|make|making ..3 meal|dinner|tea|lunch|breakfast|supper ..3 at|in|round ..2 mine|my|her|his|home|house|kitchen
    help|need|show|teach|set ..4 with|up|my|the|me ..3 computer|laptop|printer|wifi|broadband|internet|tablet|ipad ..5 at|in|round|here|home|mine|my|house
    flat pack|packed
    flatpack
    smoke alarm|alarms|detector|detectors ..4 battery|batteries|fitted|beeping|beep|checking|tested|test
    have|has|got ..2 key|keys ..5 let|check|look|go|in
    keyholder
    stay|staying|sleep|sleeping over|overnight|night
    house sit|sitting|sitter
    housesit|housesitter|housesitting
  `),
}

/** What sounds like it and is not. */
const sayings = phrases(`
  come|comes|coming|came ..2 in|into handy|useful|time|bloom|flower|season|touch|sight|leaf|force
  come|comes|coming ..2 in by|from|with|packs
  come|comes|coming ..2 in ..2 blue|red|green|sizes|boxes|packs|pairs|threes|twos|all|any
  lift|lifts ..3 heavy|box|boxes|sofa|wardrobe|bag|bags|spirits|mood|morale|stone|slab|lid|weights|shopping|table|piano|crate
  fork|ski|chair|face lift|lifts
  lift ..4 broken|stuck|order|repaired|working|engineer|doors
  the lift is|was|has|in|will|stopped
  drive|driving ..1 way|mad|crazy|up|bananas|nuts
  on|in|across|from|blocking|clear|sweep|the|my|our drive ..1 !me|him|her|us|them|you
  food|book|charity|toy|clothes|coat|blood|collection|donation|usb|flash|hard|pen|test drive|drives|bank|banks
  run|running a|the|an ..2 stall|club|group|errand|raffle|race|shop|tombola
  run|running out|club|group|errands
  bottle|food|time|toy|seed|river|blood|clothing|nappy|tool|book|baby|power|sand bank|banks
  bank holiday|holidays
  gift|birthday|christmas|thank|library|sim|memory|post|loyalty|playing|score|business|bus card|cards
  baby clothes|clothing|gate|monitor|seat|chair|bath|things|grow|toys|bottles|food|bank|shower|blanket|wipes|plants|spinach|carrots|potatoes|tomatoes|pram|buggy|cot|sling|shoes|boots
  child|childs|childrens|kids|kid|boys|girls|toddler|toddlers ..2 seat|bike|bicycle|books|book|clothes|shoes|toys|toy|bed|coat|coats|wellies|car|scooter|party|table|desk|puzzles|stories|films|playground|trike|helmet|skates|wetsuit|uniform|jigsaw|jigsaws|games|easel|slide|swing|paddling
  children welcome
  children|kids ..3 pets|dogs ..1 welcome
  mind ..1 the|that|your step|gap|branch|head|business|bollard|kerb|wire|ice|puddle|paint
  mind if|you|where|doing|sharing|lending
  watch|watching ..3 out|telly|tv|football|match|birds|step|film|game|stars
  look|looking ..2 for|forward ..2 !me|somebody|someone
  wash|washing|clean|cleaning ..3 windows|window|car|cars|gutters|gutter|bins|bin|van|machine|line|powder|outside|caravan|patio|path|bike|dishes|up|basket
  washing line|machine|basket|powder|up|liquid
  dog|dogs|cat|puppy|horse ..3 wash|bath|nails|claws|groomed|grooming|feed|fed|walk|walked
  bath|bathroom|kitchen|bedroom|hall ..2 tiles|scales|mat|mats|towel|towels|chairs|table|stool|free|going|spare|roll|cabinet
  fancy|evening|wedding|party|school|summer dress|dresses
  dress|dressing up|gown|table|rehearsal|for|as|mirror
  salad|window|french dressing
  going|free|away|spare|unwanted|surplus|giving|selling|swap|donate|collect ..5 ${room}
  ${room} ..3 free|going|spare|unwanted|surplus|to give|away|swap|collect|collection
  good ..1 home
  home made|grown|baked|work|office|schooling|match|game
  house|home plant|plants|number|warming|martins|sparrows
  front|outside|garden|shed|garage|gate|fence|porch ..3 bulb|light|lock|shelf|shelves|door|mirror|alarm|tap|sink
  spring|daffodil|tulip|flower|plant|planting|crocus|snowdrop|hyacinth|allium bulb|bulbs
  bulb|bulbs ..3 garden|verge|plant|planting|green|park
  leave|left|drop|dropped ..4 doorstep|door|step|porch|gate|outside
  at|to|by|on|outside the|my|our ..1 door|doorstep|gate|step
  borrow|borrowing|lend|lending ..3 ladder|drill|book|chairs|table|tent|van|pump|tools|saw|spade|wheelbarrow
  school|primary|nursery ..1 fair|fete|gate|gates|play|hall|governors|kitchen|uniform|library|choir|concert
  street|block|garden|road|community party|library|kitchen|hall|room
  pay|paid ..3 back|attention|visit
  library|community|village|church|club|scout|mosque|centre ..2 kitchen|hall|room|meeting|computer|piano|floor|toilet
  keep|keeping|kept ..3 company ..1 !me|him|her|mum|dad|nan
  picture|pictures ..2 of|from|quiz|taken|house|book
  no need ..2 to|for ..2 come
  carpet|rug ..3 offcut|offcuts|roll|remnant|free
`)

/** What the words sound most like, the furthest first; undefined where they sound like none of it. */
export function nearIn(text: string): Near | undefined {
  const read = reading(text)
  const meant = findPhrases(read, sayings)
  for (const kind of nearKinds) {
    const [first] = lessThose(findPhrases(read, known[kind]), meant)
    if (first) return { kind, tier: tiers[kind], text: first.text }
  }
  return undefined
}
