/**
 * Words of somebody who may be in danger, from themselves or from another. They are a prompt to show help and to ask
 * a person to look, never a verdict.
 */
import { harming } from '#contract/danger'
import { despairing } from '#contract/despair'
import { findPhrases, lessThose, phrases, reading } from '#contract/phrases'
import { sayings } from '#contract/sayings'

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
  nothing|nowt left for me .|,|here|anymore|now
  nothing|nowt to live|keep|stay for|going|here
  i|im|just|really|and|she|he ..2 cant|cannot|couldnt go|carry on .|${anyMore}|like|living|much|without|i|im|please|so|another
  i|and|just|really|honestly ..2 cant|cannot face|get|do living|life|going|through|another|tomorrow|being .|day|on|it|tonight|another|any|up|anymore|alive
  i|and|just ..2 cant|cannot get|make through|face the|tonight|another|through|this|tomorrow night|day|week|.|tonight|another|any
  cant|cannot|couldnt|dont ..2 do this|life anymore|any|no|much .|more|longer|i|im
  cant|cannot|not|isnt|hardly|barely ..1 cope|coping .|anymore|im|i|on|at|and|any|alone
  cant|cannot|couldnt|dont take|bear|stand|handle|deal it|this|life|living|with|being anymore|any|much|no|alive|life|longer
  i|just|really ..1 cant|cannot take any more .
  i|just|really ..1 cant|cannot take any more of this|it|life|him .|,|and|i
  dont|didnt|not|never|doesnt ..1 want|wanna|wanting to? be ${beingHere} .|,|${anyMore}|i|and
  dont|didnt|not|never|doesnt ..1 want|wanna|wanting to? wake|waking up .|again|tomorrow|ever|in|${anyMore}
  dont|didnt|not|never|doesnt ..1 want|wanna|wanting to? live|exist|living .|,|${anyMore}|like|through|if|without
  dont|didnt|not|never|doesnt ..1 want|wanna to? carry|go|keep on|living|going
  hope|wish|pray|want|rather|better|hoping|wishing ..4 not|never|dont|wont|didnt to? wake|waking|woke up? .|,|again|tomorrow|in|ever|and
  go|fall|going to? sleep|asleep and|but|then? not|never|dont|wont wake|waking
  sleep forever
  sleep for good
  wish|wished|wishing i|id was|were dead|gone|nothing .|,|and|already|too|by
  wish|wished i|id could ..1 die|vanish|disappear|cease .|,|and|forever|completely|for|tonight
  wish|wished i|id never|had never? been? born
  wish|wished i|id wasnt|werent|didnt|not ${beingHere}|exist|alive|born .|${anyMore}|at|and|i
  disappear|vanish forever|completely
  disappear|vanish for good
  thinking|thoughts|thought|think|dream|dreaming|fantasise|fantasising|planning ..2 of|about|on dying|death|suicide|killing|ending|jumping|hanging|drowning|overdosing
  dark|intrusive|scary|suicidal thoughts
  im|ive|been|hes|shes|i ..4 dark|bad place .|and|i|im|lately|again|right|now|since|mentally|these|at
  overdose|overdosed|overdosing
  taken|took|take|taking|swallowed|swallow|swallowing ..3 too|whole|all|every|bottle|lot|load|handful|box|packet|rest ..4 pills|tablets|paracetamol|painkillers|ibuprofen|medication|meds|them .|i|and|at|to|now|last|tonight|because
  saved|saving|stashed|stockpiled|stockpiling|hoarding|collecting|bought ..3 pills|tablets|painkillers|paracetamol|rope !for
  on|by|at|over the edge of? the? bridge|roof|cliff|platform
  im|i|hes|shes|am ..3 on the bridge|ledge|roof .|and|now|i|cant|dont
  goodbye forever|cruel
  goodbye everybody|everyone|all ..2 i|im|ive|sorry|its ..1 done|sorry|cant|over|tried|finished|loved
  saying|said|say ..1 my|final|last|his|her goodbyes
  suicide|goodbye note|letter|letters
  written|wrote|writing|left ..2 note|letters ..2 kids|family|mum|children|why|when
  this is|my ..1 goodbye|last post|message|.
  nobody|no|noone|none|wouldnt|dont|doubt|would ..4 miss|notice|care|cares|bother|mourn ..1 me|if ..2 i|am|was|were|when ${gone}|wasnt|werent|lived|live|.|here
  nobody|noone|one would|will|wouldnt|d ..1 miss|want|need me .|,|if|at|and
  if i wasnt|werent|was|were not? ${beingHere}|${gone} .|${anyMore}|tomorrow|no|nobody|everyone|people|would|theyd
  if|when i died|die|disappeared|vanished|jumped .|tomorrow|tonight|today|nobody|no|anyone|would|now
  just|such|nothing|only|im|am ..1 a burden .|,
  just|such|nothing|only|im|am ..1 a burden to|on|and everyone|everybody|my|them|him|her|all|people|family|i|they
  waste of space|breath|oxygen .|and|i
  give|giving|given|gave|giving up on? life|living|everything|hope|myself|trying
  want|wanna|ready|just|going ..1 to? give|giving up .|now|completely|on
  had|have enough of life|living|everything|being|this|it life|all|alive|here|everything|.
  tired|sick|weary|exhausted|fed ..2 of|with living|life|existing|being|fighting|everything|breathing ${beingHere}|.|and|i|to|me|anymore|day
  hate|hating|hated|detest my|being|this life|alive|here .|,|so|and|i|anymore
  i|and|really ..1 hate myself|living !for
  not|isnt|aint|no|hardly|never|longer ..2 worth living|existing .|,|anymore|any|for|like
  not|isnt|aint|no|hardly|never|longer ..2 worth being|sticking|staying alive|around|here
  life ..3 not|isnt|aint worth it|anything|much
  life|living|everything is|has|feels|seems|just|isnt|s ..2 meaningless|pointless|over|hopeless|unbearable|worthless|nothing
  see|theres|seeing|is|have|got|left ..1 no|any|a way|future|hope out|forward|for|ahead|.|left|anymore|any !of
  only|easy|one|no way out .
  only|no|easy|one way out of|for|is|left this|me|my|.|to|left|dying|death
  lost all|every hope|will
  feel|feeling|feels|felt|im|i ..2 hopeless|worthless|useless|suicidal !at|with|in
  feel|feeling|feels|felt ..1 like dying|ending|jumping|killing|dead
  feel|feeling|felt like giving up .|,|on|and
  feel|feeling|feels|felt|im ..1 dead|empty|numb|hollow inside
  mental|nervous|complete breakdown !cover|van
  crisis team|line|house
  lost|losing|no|lose|without the? will to live .|anymore|and|i|any|since
  end|edge|brink of my|the|it tether|rope|all|everything .|,|and|i|im|please|now|help
  cant|cannot ..1 live anymore|like|with|without|any|this|through this|myself|him|her|.|more|it|them
  want|wanna|get|need ..1 out of this life|world
  everything|its|it|all ..3 too much anymore|i|and|now|for i|cope|bear|me|dont|cant|.|,
  meet my maker
  be|join|joining ..1 with? my|him|her|mum|dad|them late|dead|husband|wife|mum|dad|in heaven|again
  be joining my|our husband|wife|mum|dad|son soon .
  i|ive|hes|shes ..2 planned|planning|plan|chosen|decided|know ..3 how|when|day ..3 die|kill|end it|.|myself
  i|ive ..2 planned|planning|plan|chosen|decided ..3 how|when|day ..3 do it|.
  ${people} ..2 planned|planning|decided how ..2 die|kill|end
  make it look like an accident
  i do not want|wish to be ${beingHere}|live
  safe from|with myself
  dont|cant|not think|sure|know ..2 i can|could go|carry|keep on|going|doing .|much|like|any|anymore|longer
  no|any point in|of going|carrying on .|anymore|any|like|at
  no|any hope left .|,|for|now|and|anymore
  theres|is|have|got|see no hope .|for|anymore
  wont|not|cant|never|dont ..4 make|get|last|survive it? through tonight|another|the|this night|day|week|year|.
  i|just want out .|,|of|now
  pills|tablets|meds|paracetamol saved|stashed|stockpiled|hidden|ready|lined up|away|.|for|in
  have|got|holding|hold|ive the|these|enough pills|tablets|paracetamol|meds|rope|blade|razor .|,|ready|here|now
  pills|tablets|rope|knife|blade|razor in front of me
  holding|hold a|the|my blade|razor|knife .|,|and|to
  feel|safe safe|alone on|by|with my|myself own|.
  dont|cant|not trust myself .|,|tonight|anymore|alone|right|not
  plan|plans|ready|way|ways|courage to end|finish it|things|.
  im|shes|hes|am having|had|heading a|for breakdown
  fear|fearing|feared|fearful for my|her|our life|safety|lives
  when|once|if|after im|i|am dead
  wish|want|pray ..3 all to? end|stop .
  wish it was|were all over .
  voices|head|brain|mind ..4 telling|tells|saying|says ..3 end|die|kill|hurt|jump|dead
  done|finished|over|through with living|life|existing !drawing|in|at|jackets
  dont look for|try me|to .|,|find
  by the time you read|see|find|get this|me
  hope|wish|pray|wanted i ..1 die|died !laughing
  scared|afraid|frightened|worried|terrified ..1 of? what|i i|might|could|will|may might|could|will|may|ll|do do
  do|doing|done something|anything to myself|himself|herself
  do|doing|did something|anything stupid|silly .|,|and|to|tonight|again
  dont|cant|not|never see|imagine|picture myself|me ..2 here|alive|lasting|past|old|living
  see|imagine|face|bear living another|like|this
  keeping|keeps|kept|keep me alive|here !late
  only|just|barely alive|living|existing for|because|.
  deserve to live|die|exist
  i should|ought|deserve to? just? be? dead|die .|,|not|instead|and|by|now
  let me die .|,|in|now
  nobody|noone|one needs|wants|loves|want|need me .|,|here|anymore|and|or
  nothing matters anymore|any|now|.
  nothing|only ..2 keeping|keeps|keep me here|alive !late
  no future .|,|for|left|here
  wish|hope|want|pray ..4 would|d|to hit|kill|run|finish me over? .|,|and|now|tonight
  doing|do everyone|everybody|them|you|world ..1 favour ..2 if|when|by
  relief to be dead|gone|over
  rather|sooner die than carry|live|face|keep|be|stay|spend|suffer|go
  better dead .|,|than|and|now
  cares|care|bothered|matter if|whether i|im live|lived|die|alive|dead
  i|im|ive|am|shes|hes|were ..2 at|near|past|reached|hit|beyond my? breaking point .|,|and|i|again|now
  too much|hard|painful|tired|sad|broken to live|exist|survive
  top|topping|topped|off|offing ${oneself}
  do|doing|did away|harm with|to ${oneself}
  do|doing ${oneself} in
  slit|slash|slitting|slashing|cut|cutting my|his|her wrists|wrist|throat|arms|veins
  drink|drinking|drunk|swallow|swallowing bleach
  not being ${beingHere} .|,|anymore|any
  see|seeing the|any|a point .|,|anymore|any
  why am i still? alive|living
  want|need|wish ..1 it|this|everything|life|all to be over .|,|now
  lost|losing hope .|,|and|i|completely|altogether
  hearing|hear|heard voices ..3 telling|tell|say|saying|again|in
  cant|cannot|couldnt keep going|living|fighting .|,|any|anymore|like|i|and
  hope i dont wake|see
  sectioned|section ..2 again|tonight|under
`)

/** Where the text speaks of wanting to die, of harming oneself, or of being harmed at home. */
export function crisisIn(text: string): CrisisWords[] {
  const read = reading(text)
  const found = [dying, despairing, harming].flatMap((known) => findPhrases(read, known))
  if (found.length === 0) return []
  return lessThose(found, findPhrases(read, sayings)).map(({ start, end, text }) => ({ start, end, text }))
}
