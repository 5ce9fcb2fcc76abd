/** What neighbours say every day that only sounds like danger. */
import { phrases } from '#contract/phrases'

const oneself = 'myself|himself|herself|themselves|themself|yourself|meself|ourselves'

export const sayings = phrases(`
  suicide squad|awareness|prevention|training|helpline|bomb*|attack|attacks|vest
  political|career|social|commercial suicide
  nearly|almost|near kill|killed|killing|drowned|hanged|died
  kill|killing|kills|killed ${oneself} laughing|trying|lifting|carrying|getting|running|rushing|tripping|cleaning|doing|climbing
  kill|killing|kills|killed|hang|hanging|drown ${oneself} on|over|for|in|with that|this|the|those|these|your|my|forgetting|not|missing|loose|it|a|an ..2 step|steps|ice|icy|stairs|path|kerb|pavement|wire|cable|her|his|birthday|ladder|rug|hole|tea|laughter|paperwork|stair|cat|dog|toys|bike|scooter|bus|bin|bins|.
  laughing|laughed|giggling|embarrassment|cringe|boredom|curiosity ..8 die|dying|died|kill|killed|killing ..1 myself?
  die|dying|died|dead ..1 of|from|laughing|with embarrassment|laughing|laughter|boredom|curiosity|shame|heat|thirst|cold
  could|would|might have? kill|killed|murder|murdered myself? for
  burn|burning|burnt|hurt|hurting|cut|cutting|poison|stab ${oneself} on|with|while|when|shaving|lifting|cooking|chopping|doing|moving|gardening|getting|trying|again? the|a|my|lifting|moving|some|that|this|doing|making
  take|taking|took|taken my|his|her life savings
  end of my tether|rope with|trying
  overdose awareness|training
  overdose of tinsel|chocolate|sprouts|cake|sugar|carols
  overdosed|overdose on|of chocolate|cake|mince|tea|carbs|carols|christmas|tinsel|telly|sprouts|sugar
  want|wanted|wants|not|going ..2 to die when|before|out ..4 plants|tomatoes|roses|grass|battery
  plant|plants|tomatoes|battery|phone|laptop|boiler|fridge|car|roses|orchid|lawn|fern|basil|grass|seedlings|telly|wifi|printer|hamster|goldfish|kettle|toaster|oven|hoover|mower|tree|trees|flowers|seeds|cactus|bulbs ..6 die|dying|dead|died|dies|live
  want|wanna ..3 end it with|there|here|now|on
  give|giving|gave|given up everything|hope|trying|on for|of|to|finding|getting|with|the lent|ever|a|find|get|my|me|fix|grow|it
  sick|tired|fed ..2 of|with everything|being|life being|here|online|late|broken|first|last|on|in|admin|with
  will to live in|waiting|queuing|with|trying|reading|during|after|on|doing
  hate being late|cold|wet|the|a|in|alone
  hate my life jacket|insurance
  jump|jumping ..9 charity|sponsored|bungee|fun|parachute|skydive|sponsor
  die|dying my|your|her|some ..1 hair|wool|cloth|shirt|jeans
  jump ..3 in|into|off|on ..3 sea|pool|river|pier|car|lorry for|at|with|if|because|charity|and every|this|on|christmas|new|boxing|drive|you|we|pop|give
  not worth it for|just|the|to|at|with|if
  dark place in|behind|under|for|by|near
  crisis team|line|house ..3 meeting|volunteers|christmas|charity|raffle|dinner
  rather|sooner die than eat|wear|watch|sing|listen|drink|miss|dance|use|cook|camp|swim
  ${oneself} in the foot
  dark thoughts . no
  life ..1 over at|in|by
  live|living without|with|in|by|on a|an|the|that|those|our|your|one|two|three|four|boxes !pain|shame|depression|guilt|grief|fear|voices|thought|thoughts|memory|man
  live|living without|with|in|by|on my !husband|wife|mum|mam|dad|son|daughter|partner|late|nan|gran|brother|sister|boy|girl|baby|self|pain|head|grief|guilt|thoughts|own|depression
  live|living next|near|opposite|above|below
  glad|lucky|great|happy|good|nice|grateful|thankful|wonderful ..2 be|being|still alive
  way out at|by|through|past|until|onto|on|after
  lost|given|giving|gave|give up? all hope of|for|that|with
  goodbye|goodbyes to? ..3 before|as ..1 i|we|they|she|he move|moves|leave|leaves|go|moved|emigrate
  wish|want ..3 all? over .|, this|the|these
  hate|hating ${oneself} for
  dont|not|wouldnt|hate|never ..3 be a burden
`)
