/**
 * Words of somebody who may be in danger, from themselves or from another. They are a prompt to show help and to ask
 * a person to look, never a verdict.
 */
import { findPhrases, lessThose, phrases, wordsOf } from '#contract/phrases'

export type CrisisWords = { start: number; end: number; text: string }

const people =
  'he|she|hes|shes|they|husband|wife|partner|boyfriend|girlfriend|ex|dad|mum|stepdad|son|daughter|brother'
const oneself = 'myself|himself|herself|themselves|themself|yourself|meself|ourselves'
const theirLife = 'my|his|her|their|own'
const beingHere = 'alive|here|around'
const anyMore = 'anymore|any|no|longer'
const gone = 'dead|gone|died|die|disappeared|vanished'

const dying = phrases(`
  suicide|suicidal|unalive|unaliving|noose|selfharm|selfharming|selfharmed
  kill|killing|killed|kills|hang|hanging|drown|drowning|shoot|harm|harming|starve|starving ..1 ${oneself}
  want|wanted|wanna|wants|going|gonna|thinking|think|urge|urges|need|tempted|keep|about|started|afraid|scared ..3 hurt|hurting|cut|cutting|burn|burning|stab ..1 ${oneself}
  self harm|harming|harmed|harms
  cutting|hurting|burning ${oneself} again|.|to|every|because
  end|ending|ended|ends|finish|take|taking|took|taken ${theirLife} own? life|lives !savings|story|insurance|drawing|jacket|over
  end|ending it|things all|forever
  want|wanna|wants|going|gonna|ready|just|about|how|ways ..2 end|ending it|things !with|at|by|on|up|before|there
  want|wanted|wanna|need|wish ..1 it|pain|everything|life ..2 all? to stop|end .|now|forever|so|please|and
  make it|the|this all|pain|hurting stop
  i|id|ill|ive|just|really|only|dont|still|to|and|honestly ..2 want|wanna|wanted|rather|hoping|ready|trying|hope|prepared to? die|dead|be dead
  i|im|just|really|only|id|and ..2 want|wanna|wanted|ready|prefer|rather to? be? dead|die
  ${people} ..2 want|wants|wanted to die
  better|happier off? without me .|and|i|anyway|now|if|so|around|in
  better off dead
  be|were|is|lot|easier|best|better if i was|were|wasnt|werent|werent|wasn|disappeared|died not? ${gone}|${beingHere}|.
  no|any|without|a reason|reasons to|for live|living|go|carry|keep|be|stay|get|wake
  no|any|the|see|is point in|of|to? living|life|anything|being|me|existing|trying|carrying|anymore|waking !in|at|near
  no|any|the point going on .|anymore|any|like
  no|any|the point anymore|any|.|me !more
  whats the point anymore|any|of|in living|life|anything|me|more|going|carrying|trying|being|it|.
  nothing|nowt|anything|something left? to? live|living for
  nothing|nowt left for me .|here|anymore|now|in
  nothing|nowt to live|keep|stay for|going|here
  i|im|just|really|and|she|he ..2 cant|cannot|couldnt go|carry on .|${anyMore}|like|living|much|without|i|im|please|so|another
  i|and|just|really|honestly ..2 cant|cannot face|get|do living|life|going|through|another|tomorrow|waking|being .|day|on|it|tonight|another|any|up|anymore|alive
  i|and|just ..2 cant|cannot get|make through|it|face the|tonight|another|through|this|tomorrow night|day|week|.|tonight|another|any
  cant|cannot|couldnt|dont ..2 do this|life|it anymore|any|no|much .|more|longer|i|im
  cant|cannot|not|isnt|hardly|barely ..1 cope|coping .|anymore|im|i|on|at|and|any|alone
  cant|cannot|couldnt|dont take|bear|stand|handle|deal it|this|life|living|with|being anymore|any|much|no|alive|life|longer
  i|just|really ..1 cant|cannot take any more .|of
  dont|didnt|not|never|doesnt ..1 want|wanna|wanting to? be ${beingHere} .|${anyMore}|at|tomorrow|in|i|and
  dont|didnt|not|never|doesnt ..1 want|wanna|wanting to? wake|waking up .|again|tomorrow|ever|in|${anyMore}
  dont|didnt|not|never|doesnt ..1 want|wanna|wanting to? live|exist|living .|${anyMore}|like|through|if|without|this|with
  dont|didnt|not|never|doesnt ..1 want|wanna to? carry|go|keep on|living|going
  hope|wish|pray|want|rather|better ..4 not|never|dont|wont|didnt wake|waking up .|again|tomorrow|in|ever|and
  go|fall|going to? sleep|asleep and|but|then? not|never|dont|wont wake|waking
  sleep forever|and never|for good
  wish|wished|wishing i|id was|were|had|had|could just|never|been? dead|gone|born|die|been|disappear|vanish|exist !with|on|to|there|for|from
  wish|wished i|id never|had never? been? born
  wish|wished i|id wasnt|werent|didnt|not ${beingHere}|exist|alive|born .|${anyMore}|at|and|i
  wish i|id|it would|could just? die|disappear|vanish|end .|and|i|forever
  disappear|vanish forever|completely|for|and|so good|never|nobody|no
  thinking|thoughts|thought|think|dream|dreaming|fantasise|fantasising|planning ..2 of|about|on dying|death|suicide|killing|ending|jumping|hanging|drowning|overdosing
  dark|intrusive|scary|suicidal thoughts
  im|ive|been|hes|shes|i ..4 dark|bad place .|and|i|im|lately|again|right|now|since|mentally|these|at
  overdose|overdosed|overdosing
  taken|took|take|taking|swallowed|swallow|swallowing ..3 too|whole|all|every|bottle|lot|load|handful|box|packet|rest ..4 pills|tablets|paracetamol|painkillers|ibuprofen|medication|meds|them .|i|and|at|to|now|last|tonight|because
  saved|saving|stashed|stockpiled|stockpiling|hoarding|collecting|bought ..3 pills|tablets|painkillers|paracetamol|rope !for
  going|want|gonna|wanna|thinking|could|might|ready|about|feel|urge|keep|tempted|thought ..3 jump|jumping|throw|step|stepping|throwing|walk|walking ..1 off|in|under|from|onto|into ..2 front|bridge|roof|train|building|cliff|pier|river|traffic|trains|rails|sea|balcony|car|lorry
  on|by|at|over the edge of? the? bridge|roof|cliff|platform
  im|i|hes|shes|am ..3 on the bridge|ledge|roof .|and|now|i|cant|dont
  goodbye forever|everybody|cruel
  saying|said|say ..1 my|our|final|last|his|her goodbyes
  suicide|goodbye note|letter|letters
  written|wrote|writing|left ..2 note|letters ..2 kids|family|mum|children|why|when
  this is|my ..1 goodbye|last post|message|.
  nobody|no|noone|none|wouldnt|dont|doubt|would ..4 miss|notice|care|cares|bother|mourn ..1 me|if ..2 i|am|was|were|when ${gone}|wasnt|werent|lived|live|.|here
  nobody|noone|one would|will|wouldnt ..1 miss|notice|care me|.|if
  if i wasnt|werent|was|were not? ${beingHere}|${gone} .|${anyMore}|tomorrow|no|nobody|everyone|people|would|theyd
  if|when i died|die|disappeared|vanished|jumped .|tomorrow|tonight|today|nobody|no|anyone|would|now
  just|such|nothing|only|im|am ..1 a burden .|to|on|and everyone|everybody|my|them|him|her|all|people|family|.|i|they
  waste of space|breath|oxygen .|and|i
  give|giving|given|gave|giving up on? life|living|everything|hope|myself|trying
  want|wanna|ready|just|going ..1 to? give|giving up .|now|completely|on
  had|have enough of life|living|everything|being|this|it life|all|alive|here|everything|.
  tired|sick|weary|exhausted|fed ..2 of|with living|life|existing|being|fighting|everything|breathing ${beingHere}|.|and|i|to|me|anymore|day
  hate|hating|hated|detest my|being|this|living life|alive|here|myself|.|like
  i|and|really ..1 hate myself|living|being
  not|isnt|aint|no|hardly|never|longer|is|be worth living|it|being|sticking|going|carrying alive|anymore|on|around|.|any|in|for|living
  life|living|it is|has|feels|seems|just|isnt ..2 meaningless|pointless|over|hopeless|unbearable|worthless
  see|theres|seeing|is|have|got|left ..1 no|any|a way|future|hope out|forward|for|ahead|.|left|anymore|any !of
  only|no|easy|one way out .|of|for|is|left|i this|me|my|.|to|left|dying|death|i
  lost all|every hope|will
  feel|feeling|feels|felt|im|i ..2 hopeless|worthless|useless|suicidal !at|with|in
  feel|feeling|feels|felt ..1 like|as dying|ending|giving|jumping|if|i
  feel|feeling|feels|felt dead|empty|numb inside|to
  mental|nervous|complete breakdown !cover|van
  crisis team|line|house
  lost|losing|no|lose|without the? will to live .|anymore|and|i|any|since
  end|edge|brink of my|the|it tether|rope|all|everything .|and|i|im|please|now|help
  cant|cannot ..1 live anymore|like|with|without|any|this|through this|myself|him|her|.|more|it|them
  out of this life|world
  everything|its|it|all ..3 too much .|anymore|i|and|to for? i|cope|bear|me|dont|take|cant|.
  meet my maker
  be|join|joining ..1 with? my|him|her|mum|dad|them late|dead|husband|wife|mum|dad|in heaven|again|soon|wherever|on
  planned|planning|plan|chosen|decided ..3 how|when|day ..2 do|die|kill|end it|.|myself
  make it look like an accident
  i do not want|wish to be ${beingHere}|live
  safe from|with myself
`)

const harming = phrases(`
  ${people} ..3 going|gonna|will|threatened|threatens|trying|tried|threatening|says|said ..3 kill|hurt|strangle|stab|harm me|us|her|him|the|my
  ${people} ..3 hits|hit|hitting|punched|punches|punching|strangled|strangles|choked|chokes|kicked|kicks|raped|attacked|slapped|slaps|slapping|beats|beat|beating|hurts|hurting me|us|her|the|my !at|in|on|to
  hits|hitting|beats|beating|punches|strangled|choked|raped me|us .|up|when|again|every|and|if|last
  scared|afraid|frightened|terrified ..1 of|for|to ..1 my|him|her|go|what husband|wife|partner|boyfriend|girlfriend|ex|dad|son|stepdad|life|safety|home|he|she|.
  wont|doesnt let|allow|allowing me|us to? leave|go|out|eat|phone|speak .|the|out|to|anywhere|house|anyone|without
  not|dont|never ..1 feel? safe at|in|with|here|from|going ..1 home|house|him|her|myself|.|anymore|tonight|own
  scared|afraid|going|gonna|might|want|worried|frightened|could ..4 hurt|harm|shake|smother|kill my|the|our|someone|somebody baby|kids|child|children|.|and|i|son|daughter
  please ..2 help|hurry ..4 hurting|killing|hitting me|us
  locked me|us in ..4 .|and|he
`)

/** Sayings that only sound like it. */
const sayings = phrases(`
  suicide squad|awareness|prevention|training|helpline
  political|career|social|commercial suicide
  nearly|almost|near kill|killed|killing|drowned|hanged|died
  kill|killing|kills|killed|hang|hanging|drown ${oneself} on|over|for|laughing|trying|lifting that|this|the|those|these|your|my|forgetting|not|missing|loose|it|a|an
  laughing|laughed|giggling|embarrassment|cringe|boredom|curiosity ..8 die|dying|died|kill|killed|killing ..1 myself?
  die|dying|died|dead ..1 of|from|laughing|with embarrassment|laughing|laughter|boredom|curiosity|shame|heat|thirst|cold
  could|would|might have? kill|killed|murder|murdered myself? for
  burn|burning|burnt|hurt|hurting|cut|cutting|poison|stab ${oneself} on|with|while|when|shaving|lifting|cooking|chopping|doing|moving|gardening|getting|trying|again? the|a|my|lifting|moving|some|that|this|doing|making
  take|taking|took|taken my|his|her life savings
  end of my tether|rope with|trying
  overdose awareness|training|of tinsel|chocolate|sprouts|cake|sugar|carols
  overdosed|overdose on|of chocolate|cake|mince|tea|carbs|carols|christmas|tinsel|telly|sprouts|sugar
  want|wanted|wants|not|going|going ..2 to die .|when|before|out ..4 plants|tomatoes|roses|grass|battery
  plant|plants|tomatoes|battery|phone|laptop|boiler|fridge|car|roses|orchid|lawn|fern|basil|grass|seedlings|telly|wifi|printer|hamster|goldfish ..6 die|dying|dead|died|dies
  want|wanna ..3 end it with|there|here|now|on
  give|giving|gave|given up everything|hope|trying|on for|of|to|finding|getting|with|the lent|ever|a|find|get|my|me|fix|grow|it
  sick|tired|fed ..2 of|with everything|being|life being|here|online|late|broken|first|last|on|in|admin|with
  will to live in|waiting|queuing|with|trying|reading|during|after|on|doing
  hate being late|cold|wet|the|a|in|alone
  hate my life jacket|insurance
  jump|jumping ..4 charity|sponsored|bungee|fun|parachute|skydive
  jump ..3 in|into|off|on ..3 sea|pool|river|pier|car|lorry for|at|with|if|because|charity|and every|this|on|christmas|new|boxing|drive|you|we|pop|give
  not worth it for|just|the|to|at|with|if
  dark place in|behind|under|for|by|near
  crisis team|line|house ..3 meeting|volunteers|christmas|charity|raffle|dinner
`)

const exempt = (text: string, words: ReturnType<typeof wordsOf>) => findPhrases(text, words, sayings)

/** Where the text speaks of wanting to die, of harming oneself, or of being harmed at home. */
export function crisisIn(text: string): CrisisWords[] {
  const words = wordsOf(text)
  const found = [...findPhrases(text, words, dying), ...findPhrases(text, words, harming)]
  if (found.length === 0) return []
  return lessThose(found, exempt(text, words)).map(({ start, end, text }) => ({ start, end, text }))
}
