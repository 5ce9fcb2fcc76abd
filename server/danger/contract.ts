/** Words of somebody whom another person harms, or who fears to harm another. */
import { phrases } from '#contract/phrases'

const people =
  'he|she|hes|shes|they|husband|wife|partner|boyfriend|girlfriend|ex|dad|mum|stepdad|son|daughter|brother'

export const harming = phrases(`
  ${people} ..3 going|gonna|will|threatened|threatens|trying|tried|threatening|says|said ..3 kill|hurt|strangle|stab|harm me|us|her|him|the|my
  ${people} ..3 hits|hit|hitting|punched|punches|punching|strangled|strangles|choked|chokes|kicked|kicks|raped|attacked|slapped|slaps|slapping|beats|beat|beating|hurts|hurting me|us|her|him !at|in|on|to|for
  ${people} ..3 hits|hit|hitting|punched|punches|kicked|slapped|slaps|beats|beat|beating|hurts|hurting the|my|our kids|children|baby|son|daughter|boy|girl|mum|mam
  hits|hitting|beats|beating|punches|strangled|choked|raped me|us .|up|when|again|every|and|if|last
  scared|afraid|frightened|terrified ..1 of|for|to ..1 my|him|her|go|what husband|wife|partner|boyfriend|girlfriend|ex|dad|son|stepdad|life|safety|home|he|she|.
  ${people} ..2 wont|doesnt let|allow me|us to? leave|out|go|eat|phone|speak .|,|the|out|to|anywhere|house|or|of
  wont let me leave|out .|,|again
  not|dont|never ..1 feel? safe at|in|going ..2 home|house|flat .|,|with|anymore|any|now|tonight|and|i|because
  not|dont|never ..1 feel? safe here? with|around|near him|her|them
  not|dont|never feel safe here|anymore|tonight .|,|with|any
  not safe here|tonight .|,|with
  scared|afraid|going|gonna|might|want|worried|frightened|could ..4 hurt|harm|shake|smother|kill my|the|our|someone|somebody baby|kids|child|children|.|and|i|son|daughter
  please ..2 help|hurry ..4 hurting|killing|hitting me|us
  locked me|us in ..4 .|and|he
  hes|he|shes|she|ex|husband|partner ..2 got|has|have a knife|gun|blade|hammer .|,|and|to|at|in
  he|she|husband|partner|boyfriend|ex|dad ..2 pushed|threw|throws|shoved|dragged|pinned|pushes me ..2 down|against|across|into|stairs|wall|floor|by
`)
