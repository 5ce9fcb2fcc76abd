/**
 * Words of somebody who no longer wants to live, by what they mean rather than by how they are usually put: a word that
 * says no, near a word for living; somebody, near a means; a goodbye, near one's own absence.
 */
import { phrases } from '#contract/phrases'

const oneself = 'myself|himself|herself|themselves|themself|yourself|meself'
const no = 'dont|cant|cannot|not|never|couldnt|wont|doesnt|didnt|isnt|hardly|barely|aint|wouldnt'
const wish = 'wish|wished|wishing|hope|hoping|hoped|pray|praying|prayed|want|wanted|wanting|wants|wanna'
const living = 'living|life|existing|existence'
const then = '.|,|and|but|so|because|cos'
const anyMore = `${then}|anymore|any|no|much|longer`
const pills = 'pills|tablets|paracetamol|painkillers|ibuprofen|medication|meds|capsules|insulin'
const high = 'bridge|roof|cliff|ledge|tracks|railings|parapet|viaduct'
const afraid = 'scared|afraid|frightened|terrified|worried'
const intent =
  'want|wanted|wanna|going|gonna|might|could|keep|urge|urges|feel|thinking|think|ready|tempted|about'
const places = `${high}|train|trains|building|flats|tower|traffic|rails|lorry|tram|window|motorway|multistorey|harbour`

export const despairing = phrases(`
  ${no} ..3 want|wanna|wanting|like|bear|stand|face|deserve|able|wish|need|care|know|feel|handle|manage|do|take ..2 live|living|exist|existing ${anyMore}|like|this|life|these|myself|if|again|tonight
  ${no} ..3 want|like|bear|stand|face|take|handle|manage|do|cope|deal ..2 life|existence ${anyMore}|right|now|itself|alone|without
  ${no} ..3 exist ${anyMore}|here|on
  no longer ..2 want|wish|able|strong|bear to? live|be|exist|go|carry|keep|stay|wake|living|being
  ${wish} ..3 didnt|dont|not|never|wasnt|werent|stopped|stop|could ..2 exist|existing|existed|born|alive
  stay|staying|remain|being|be alive ${anyMore}|tomorrow|for|hurts|is|if|when|by|next|tonight|i|through|this|at|like|now|right
  why|sorry|hate|wish|regret|ashamed ..3 still? alive ${anyMore}|when|at
  struggling|struggle|hard|harder|difficult|trying|find|tough ..4 to stay|keep|be alive|breathing|here
  struggling|struggle|hard|harder|difficult|tired|exhausted|weak|tough|impossible ..3 to? live|exist|fight|survive ${anyMore}|through
  struggling|struggle|hard|harder|difficult|tired|exhausted|weak|tough|impossible ..3 to? go|carry|keep on|going|fighting|living ${anyMore}|like|living
  reason|reasons ..3 to|for ..2 live|living|exist|existing|alive|breathing|waking ${anyMore}|is|now|except|tomorrow
  no|any|a|without|find|one|see reason|reasons ..3 carry|go|keep|stay|get|wake on|going|alive|here|up|living ${anyMore}|every|living
  no|any|without|lost|lose|losing ..2 purpose|meaning ..2 life|living|existence|me|myself ${anyMore}|is|now|since
  ${living} ..2 no|lost|without|any|lacks meaning|purpose|point|worth|value|future
  ${no} worth carrying|going|keeping on|going ${anyMore}|like|living
  my ..1 ${living} ..2 is|feels|seems|s|has|was ..2 worthless|pointless|empty|ruined|nothing|unbearable|unliveable|meaningless|finished|over|hell|misery
  it|its all ..2 pointless|meaningless|hopeless|futile|unbearable ${anyMore}|now|living
  everything ..1 is|feels|seems|s|just ..1 pointless|meaningless|hopeless|futile|unbearable ${anyMore}|now
  point ..2 in|of|to|me ..1 me|being|going|carrying|existing|living|waking ..1 here|alive|on|around|up ${anyMore}|like
  why ..3 bother|keep|carry|go|should|am ..2 living|alive|exist|existing|fighting ${anyMore}|when|at|like
  put|putting an? end to it|things|everything all
  i|ill|im ..3 put|putting an? end to it|things|everything .|now|tonight
  put|putting an? end to|of ..1 my|her|his|their ..1 life|misery|suffering|existence|pain
  end|ending|finish|finishing|stop ..1 my|this ..2 life|misery|existence|suffering|torment !of|at|by|in|drawing|story|insurance|membership
  tried|trying|tries|attempt|attempted|nearly|almost|decided|tonight|plan|planning|planned|ready|intend|intending|about ..4 end|ending it|things .|and|but|all|last|tonight|tomorrow|now|once|again|soon|yesterday
  i|ill|im ..3 end|ending it .|and|all|tonight|now|tomorrow|soon|today|myself
  ${wish}|need|just|please ..2 everything|it|this|things all|just? would|to|could|was|were be? all? over|end .|and|but|so|for|forever|i|please
  ${wish}|need|just ..1 my|this life ..1 would|to|was|were be? over|end|stop|finished|done
  my|the|this|all pain|hurting|suffering|hurt|agony|misery|torment ..1 to? stop|end .|and|forever|now|please|i
  i|ill|id|well|better|ought|should be|am|was|were been? dead .|,|and|by|inside|tomorrow|already|anyway|soon|now|or|than|before|if|instead
  i|ill|id ..1 be dead|gone|rotting by|before|tomorrow|soon|anyway|then|tonight
  may|might as well ..2 dead|die|dying|jump|suicide
  should|shouldve|shouldnt|supposed|meant|better|wish|wished|hope|pray ..3 i|id|ive|have|me ..3 died|dead|die|drowned !of|laughing|from
  i ..1 should|shouldve ..1 have? died ${then}|in|with|instead|that|not
  ${wish} ..3 i|ill|id ..2 die|died ${then}|in|tonight|soon|now|instead|before|with|already|too
  wish|wishing|hope|hoping|pray|please|somebody|someone ..4 kill|shoot|murder me .|now
  ready|rather|like|love|need|want|trying|prepared|let ..2 to? die in|peacefully|alone|tonight|here ..1 peace|tonight|alone|.|and
  sorry|gutted|disappointed|angry|sad|devastated ..4 wake|woke|waking up !late|at|early|before|the
  face|bear|stand|dread waking up ${then}|tomorrow|again|any|each|every|to
  ${wish} ..4 fall|falling|go|going|drift asleep|sleep|off ..5 not|never|dont|wont ..2 wake|woke|waking
  disappear|vanish|fade|slip ..1 and|forever ..2 never|not|nobody|forever|be ..2 back|found|seen|notice|know|again
  leave|leaving|tired|done|depart ..2 this world|earth|planet !a|better
  be|want|wanna ..1 off|on this planet|earth anymore|any
  thoughts|thinking|thought|think|thinks|feelings|urge|urges|impulse ..3 of|about|to|around ..3 dying|death|suicide|overdose|overdosing|harming
  thoughts|thinking|thought|think|thinks|feelings|urge|urges|feel ..3 of|about|like|to ..2 ending|killing|end|kill it|things|everything|${oneself} .|all|and|again|tonight
  thinking|thought|think|thinks|wondering|dreaming ..2 about|of|how|if ..4 not being|waking|existing here|alive|around|up|. ${anyMore}
  planning|plan|planned|plans|decided|picked|chosen|worked|method|ways|way|date|day|researching|googling|looking|know|looked ..5 how|to|will|would|gonna|going|id|ill to? die|dying|suicide|hang ${then}|by|tonight|on|i
  know|decided|worked ..3 how|exactly|when|where ..2 i|im|id|ill ..3 do|end it .|and|now|tonight
  given|giving|gave|give up ..1 all hope|fighting .|and|but|for|now|anymore|i
  given|giving|gave|give up ..1 on ..1 life|living|existence|myself|being
  no|any fight|strength|courage|will left ..1 in|to|me|.|for
  ${no} ..2 fight|fighting|battle|struggle ..2 anymore|any|much|longer
  ${no} ..4 another night|day|week|month|year|hour|morning|christmas|winter like this|that|it
  ${no} ..4 another night|day|week|month|year|hour|morning ..1 alive|earth|living
  i|dont|think|ill|wont ..5 survive|live ..2 through|another|tonight|the|this|til|till|until|past|to ..2 night|day|week|tomorrow|morning|christmas|weekend|year
  dont|cant|not|no|unsure|doubt|sure|wondering ..1 know|think|sure|see|idea|if|how|feel ..3 i|to ..3 go|carry|keep on|going|living|fighting ${anyMore}|like|living|i
  dont|cant|not|no ..1 know|think|sure|see|idea ..2 how ..2 longer|much ..3 i ..2 last|cope|take|bear|stand|go|do|hold|fight|carry|keep .|,|on|going|this|it|like|and
  ${no} ..2 cope|deal|manage ..1 with ..1 life|living|everything|being|myself|existing
  ${no} ..3 see|imagine|picture ..2 a|any|my|the|myself future|tomorrow|getting|living|surviving
  what ..3 have|got|left|there ..2 to? live|living for
  at|reached|hit|hitting rock bottom !price|prices|of|deals|shop
  im|am|ive|i ..2 at|reached the end ${then} ..1 nothing|cant|please|dont
  i|im|ive|am|shes|hes ..2 completely|totally|just|utterly|so|really broken ${then} ..1 i|cant|want|inside
  trapped|stuck ..4 die|dying|death|suicide|escape ${then}|is|except|from
  ${wish}|going|soon|ready|need|like|love ..3 be|join|follow with? him|her|them|mum|dad|nan|gran ..2 in ..2 grave|ground|heaven|afterlife|coffin
  be|join|joining with? my|our son|daughter|baby|brother|sister|nan|gran|boy|mate again ..3 died|dead|passed|heaven
  passed|died|dead|gone|death|lost|funeral|buried ..8 to|and|will|gonna|ill join|joining|follow|with him|her|them ${then}|soon|now|too
  ${pills}|blade|razor|knife|rope|noose ..3 next|beside|front to|of? me
  ${pills}|blade|razor|knife|noose in my hand|hands|lap
  have|got|ive ..1 a|the|my rope|noose|blade|razor ready|here .|and|now
  bottle|packet|box|handful of ..1 ${pills} ..1 and ..2 vodka|whisky|gin|wine|brandy
  hoarding|hoarded|stockpiling|stockpiled|stashing|stashed|saving|hiding up? my|all|these|his|enough|extra|spare ..2 ${pills}
  enough ..3 ${pills} ..3 to|here ..2 end|kill|finish|die|job|myself
  i|im|am ..2 standing|stood|sat|sitting ..1 on|at|by|over the|a|this ..2 ${high} ${then}|i|now|thinking|dont|cant|wondering|alone
  ${intent} ..3 jump|jumping|leap|leaping ..1 off|under|from|onto|in|into|over|out ..4 ${places}|bus|sea|river|pier|quay|dock|balcony !for|with|at
  throw|throwing|fling|hurl|chuck ${oneself} ..1 off|under|from|onto|in|into|over|out ..4 ${places}|bus|sea|river|pier|car|stairs|quay|dock|balcony
  ${intent} ..3 walk|walking|step|stepping|run|lie|drive|driving ..2 in front of ..2 ${places}|bus|car
  ${intent} ..3 walk|walking|step|stepping|run|lie|drive|driving ..2 under|into|onto|off the|a|my? ..1 ${high}|train|traffic|motorway|wall|lorry|tram
  walk|walking|wade|wading|swim|drive|driving ..2 into|out ..2 sea|river|lake|water|tree|wall ..1 and|so|to ..3 not|never|end|die|disappear|drown|kill
  look|looking|staring|stand|standing|stare|keep ..2 at|by|on the ..1 train|railway|tracks|bridge|water|pills|tablets|edge|knives ..2 thinking|wondering|imagining|planning ..2 of|about|jumping|ending|how|what
  blade|razor|knife|gun to|against my ..1 head|wrist|wrists|throat|chest|arm
  burn|burning|cut|cutting|hurt|hurting|hit|hitting|scratch|punish|punishing|starve ${oneself} when|whenever|because ..1 it|i|im|things ..3 much|bad|sad|angry|down|hard|feel|low|upset|deserve|lonely
  cant|cannot|couldnt stop cutting|hurting|burning|harming ${oneself}|my
  urge|urges ..2 to cut|hurt|harm|burn|hang|jump|die
  cut|cuts|cutting|slicing|slashing|slashed|slit|sliced my|his|her|their ..1 wrist|wrists|arms|thighs|veins|skin
  ${no}|struggling|help ..2 keep|keeping ${oneself} safe
  ${no} ..2 feel|be|am safe ..1 with|by|being|on|around|alone ..1 myself|alone ${anyMore}|tonight|right|now
  unsafe|safe ..1 with|from|around|by ..2 ${oneself} ${anyMore}|tonight|right|now
  ${no} trust ${oneself} to? be? alone|safe|tonight|anymore
  ${afraid} ..3 of|with|by|alone ..2 ${oneself}|thoughts|mind|head ${then}|tonight|right|now|again|when|tell
  ${afraid}|might|going|gonna ..4 do something|anything|summat silly|stupid|awful|terrible|drastic ${then}|tonight|again|now|if|soon
  voices|voice|head|mind|brain|thoughts ..4 telling|tells|tell|saying|says|say|keep|screaming|shouting ..5 die|kill|hurt|jump|end|cut|harm|dead|worthless|myself|everyone
  bad|horrible|awful|black|dark|terrible|those|old ..1 thoughts ..1 are|wont|keep|come|coming ..1 back|again|stop|coming
  nobody|noone|one|who|anyone|anybody|wouldnt ..3 notice|notices|noticed|care|cares|cared|miss|misses|bother|bothered|cry|mourn ..3 i|im|id ..2 dead|died|gone|die|disappeared|vanished|alive
  nobody|noone|one|who|anyone|anybody|wouldnt ..3 notice|notices|care|cares|miss if|when i ..1 went ${then}
  better|easier|happier|relieved off? without me ${anyMore}|here|around|in|there|anyway|now|alive|i !for|at
  everyone|everybody|family|kids|children|they|theyd|husband|wife|mum|dad|world ..4 better|easier|happier|relieved ..4 i|im|without ..1 gone|dead|died|wasnt|werent|disappeared|me
  everyone|everybody|family|kids|children|husband|wife|mum|dad ..3 manage|cope|fine|ok|okay without me
  deserve|deserves|deserved better than me ${then}
  im|am|become|ive|feel|feels|felt|only|being|been|such ..4 burden ..1 on|to|for|and|now ..1 everyone|everybody|my|all|family|them|kids|people|others|anymore|want|cant|wish
  im|i ..2 no|any use|good to|for anyone|anybody|everyone|everybody
  hate|despise|loathe|detest|hating|disgusted ..2 ${oneself}|life|existing ..3 die|dead|life|end|live|living|want|anymore|everything|gone
  tell my ..3 i|im ..1 sorry|love|loved ..6 gone|dead|goodbye|around|anymore
  goodbye|bye ..6 i|ive|im ..1 love|loved|sorry|done|tried ..1 you|all|.|everyone
  given|giving|gave ..2 my|all ..2 things|belongings|possessions away ..4 wont|not ..2 need|needing
  written|wrote|writing|leaving ..2 letters|letter|notes|note ..6 goodbye|dead|die|funeral
  read|reads|see|find|finds|hear this|these|me|them ..3 ill|i|im|id ..2 be? dead|gone ${then}
  look|take|feed|rehome|have|care ..4 my|the ..5 when|once|after|if ..1 im|i|ive ..2 dead|died|killed|die
  when|once|after|if|until ive|i|im ..1 died|die|killed|hanged|drowned|dead ${then}|you|please|they|nobody|it|will|everyone|my
  standing|stood|sat|sitting on the bridge|roof|ledge|cliff and ..1 i|cant|dont|want
  cant|cannot|couldnt face another day|night|morning .|alive|like
  be|join|joining with? my late ..1 again|soon|now
  he|she|they|hed|shed|theyd|${oneself} ..3 rather ..1 be dead
  i|ive|im just? cant|cannot|couldnt anymore .|,
  i|ive|im just? cant|cannot|couldnt any more .|,
`)
