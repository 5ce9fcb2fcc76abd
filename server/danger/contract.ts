/** Words of somebody whom another person harms, or who fears to harm another. */
import { phrases } from '#contract/phrases'

const kin =
  'husband|wife|partner|boyfriend|girlfriend|fiance|ex|exhusband|dad|mum|mam|father|mother|stepdad|stepmum|stepfather|son|grandson|daughter|brother|sister|uncle|nephew|carer|flatmate|lodger|landlord|missus|fella|bloke|man|lad'
const people = `he|she|hes|shes|they|someone|somebody|${kin}`
const then = '.|,|and|but|so|because|when|again|if|last|every|with'
const child = 'kids|child|children|baby|son|daughter|boy|girl|toddler|mum|mam|mother|nan|gran|wife|girlfriend'
const hitting = 'hits|hit|hitting|punched|punches|punching|slapped|slaps|slapping|beats|beat|beating'
const choking =
  'strangled|strangles|strangling|choked|chokes|choking|raped|rapes|assaulted|assaults|bit|bites|burnt'
const homeNow = '.|,|tonight|with|now|and|because|again|he|she|any|anymore'

export const harming = phrases(`
  ${people} ..3 going|gonna|will|threatened|threatens|trying|tried|threatening|threats|says|said ..3 kill|hurt|strangle|stab|harm|shoot|burn|batter me|us|her|him|the|my
  ${people} ..3 ${hitting}|${choking}|kicked|kicks|kicking|attacked|attacks|hurts|hurting|headbutted|batters|battered me|us|her|him !at|in|on|to|for
  ${people} ..3 punched|punches|${choking}|kicked|kicks|slapped|slaps|hit|hits|spat me|her|him|us in|on|round|around the|my|his|her face|head|eye|mouth|ribs|stomach|belly|back|arm|jaw|nose|throat
  ${people} ..3 ${hitting}|kicked|kicking|hurts|hurting|abuses|abusing ..1 the|my|our|his|her|a ${child}
  ${people} ..3 ${choking} ..1 my|the|our|his|her ${child}
  ${hitting}|strangled|choked|raped me|us .|up|when|again|every|and|if|last
  ${people} ..3 grabbed|grabs|held|holds|squeezed|squeezes|has|had me|my ..2 throat|neck|hair|windpipe
  hands|hand|arm|belt|cord ..1 round|around|over|on|at my|her|his|the ..1 neck|throat|mouth|windpipe
  pillow over my face|head
  ${people} ..2 pushed|threw|throws|shoved|dragged|pinned|pushes|slammed|slams|kicked me ..2 down|against|across|into|through|stairs|wall|floor|by
  scared|afraid|frightened|terrified ..1 of|for|to ..1 my|him|her|go|what ${kin}|life|safety|home|he|she|.
  scared|afraid|frightened|terrified ..2 of my ..1 ${kin} ${then}|he|she|hes|shes
  scared|afraid|frightened|terrified|worried|know|knows ..2 what ..1 he|she|hell|shell|they|ex ..1 do|does|might|may ..1 to|next|when|if|.|do ..1 me|us|next|.|finds|gets|i|kids
  scared|afraid|frightened|terrified|worried|know|think|sure ..3 he|hes|hell|she|shes|shell|they|theyll|${kin} ..4 kill|hurt|hit|find|come|shoot|stab|harm ..1 me|us|them|kids|my
  scared|afraid|frightened|terrified ..1 to|of ..1 go|be|come|stay|going|being|sleep ..2 back? at|in|to? ..1 home|house|flat ${homeNow}
  ${people} ..5 wont|doesnt|never|refuses|not|dont let|lets|allow|allows|letting me|us to? ..1 leave|out|eat|phone|speak|see|work|have .|,|the|out|to|anywhere|house|or|of|anyone|my|money|friends|family|and
  ${people} ..5 wont|doesnt|never|dont let|lets me|us go out|anywhere|home|to
  wont let me leave|out .|,|again
  ${people} ..3 takes|took|checks|hides|hid|smashed|smashes|controls ..1 my phone|keys|passport|money|wages|card ..1 and|so|every|because|.|, !number
  ${people} ..3 controls|controlling|monitors|follows|stalks|stalking|stalked|tracks|watches me|my|everything|where|who|all ${then}|i|everywhere|life|all|every|money|phone|move|from
  not|dont|never|cant ..1 feel? safe at|in|going|inside ..1 my|our|this|his? ..1 home|house|flat|room .|,|with|anymore|any|now|tonight|and|i|because|when
  not|dont|never|cant|hardly ..1 feel? safe ..2 with|around|near ..1 him|her|them|husband|partner|ex|son
  not|dont|never feel safe here|anymore|tonight .|,|with|any
  not safe here|tonight .|,|with
  scared|afraid|going|gonna|might|want|worried|frightened|could|urge|urges|feel|think|thoughts|will|nearly|almost ..4 hurt|harm|shake|smother|kill|hit|hurting|harming|shaking|strangle ..1 my|the|our|someone|somebody|him|her|them baby|kids|child|children|.|and|i|son|daughter|toddler
  scared|afraid|going|gonna|might|want|worried|frightened|could|urge|urges|will ..4 hurt|harm|kill|stab|attack people|others|someone|somebody|him|her|them|everyone .|,|and|i|tonight|if|because
  shook|shaken|smothered|hurt|hit my|the|our baby|newborn
  voices ..3 hurt|kill|harm people|others|someone|somebody|him|her|them|everyone
  please|somebody|someone|help ..2 help|hurry|stop|police ..4 hurting|killing|hitting|beating|hurt|kill|attacking me|us|her|him
  locked|locks|locking|keeps|kept me|us ..2 in|inside|up|out ..4 .|and|he|room|bedroom|bathroom|house|cupboard|cellar !while
  ${people} ..4 got|has|have|with|holding|pulled|waving|carrying|grabbed ..1 a|the|his|her ..1 knife|gun|blade|hammer|machete|bat|shotgun .|,|and|to|at|in|on|he|im|i|outside|help|please
  escape|away|leave|hide|hiding|fleeing|flee|run|running ..1 from ..1 him|her|husband|wife|partner|boyfriend|ex|abuser|abusive
  abusive|violent ..1 husband|wife|partner|boyfriend|girlfriend|relationship|marriage|ex|father|dad|home|man|son|household
  ${people} ..3 violent|abusive|aggressive ${then}|to|with|towards|at|i|im|now|tonight|he
  abuses|abusing|abused|abuse me|us|her|him|them|kids|children ${then}|for|since|and|as|by|i|sexually
  being|was|been|am|im|getting ..1 abused|beaten|raped|assaulted|stalked|strangled|controlled|trafficked|threatened by|at|in|for ..1 my|him|her|someone|somebody|husband|partner|ex|home|man|years|a
  domestic abuse|violence ..3 i|me|my|him|victim|help|happening|fleeing|again
  forced|forces|forcing|makes|making|made me|us|her ..2 sex|bed|marry|naked|marriage
  touches|touched|touching me ..2 sexually|private|privates|there|down|where|under|dont|didnt|not
  i ..1 being|am|im kept prisoner|locked
`)
