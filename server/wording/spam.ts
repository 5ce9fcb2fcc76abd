/** How much a text sounds like an advertisement by SMS: many small signs, weighed by hand. */
import { findPhrases, type Phrases, phrases, reading } from '#contract/phrases'

/** From here on a steward looks first. */
export const spamFrom = 5

type Sign = { weight: number; isThere: (text: string) => boolean }
const says = (lines: string) => {
  const known: Phrases = phrases(lines)
  return (text: string) => findPhrases(reading(text), known).length > 0
}
const has = (what: RegExp) => (text: string) => what.test(text)

const signs: Sign[] = [
  { weight: 3, isThere: has(/\b09\d{8,9}\b|\b0?9\d{2} ?\d{3} ?\d{4}\b/u) },
  { weight: 2, isThere: has(/\b08[0-9]{2,3} ?\d{3} ?\d{3,4}\b|\b08\d{8,9}\b|\b0[78]\d{9}\b/u) },
  { weight: 2, isThere: has(/\b[4-8]\d{4}\b/u) },
  {
    weight: 2,
    isThere: has(
      /\d ?p(?:pm|\/m|\/min|er? ?min|\/msg|\/txt|\b)|£ ?\d+(?:\.\d+)? ?(?:\/|per |p\/)(?:min|wk|week|msg|month|text|day)/iu,
    ),
  },
  { weight: 2, isThere: has(/£ ?\d{3,}|\$ ?\d{3,}|£\d+[.,]?\d* ?(?:cash|prize|award|voucher)/iu) },
  {
    weight: 2,
    isThere: has(/\bhttps?:\/\/|\bwww\.|\w\.(?:com|net|co\.uk|uk\.net|tv|biz)\b|\bwap\b/iu),
  },
  {
    weight: 2,
    isThere: has(
      /\b(?:t&c|ts&cs|t's|c's|18\+|16\+|over ?1[68]|18 ?yrs|po ?box|po19|sae|unsub\w*|opt.?out)/iu,
    ),
  },
  { weight: 1, isThere: (text) => (text.match(/\b[A-Z]{4,}\b/g) ?? []).length > 1 },
  { weight: 1, isThere: has(/!!|!\s.{0,80}!/u) },
  {
    weight: 3,
    isThere: says(`
      txt|text|reply|send|msg ..3 stop|end|unsub|cancel|optout|quit
      txt|text|send|reply ..3 to|2|on|back ..1 8*|6*|7*|4*|5*|0*
      stop ..1 to|2 ..1 opt|stop|end|unsubscribe|cancel|8*
      stop msgs|texts|messages|msg|txt
      reply yes|no|with|stop|1|2|call
      cust|customer ..2 service|services|care|support|loyalty
      std|standard ..1 txt|text|rate|rates|chgs|charge|network|msg
      ringtone|ringtones|polyphonic|polyphonics|polys|logos|wallpaper|wallpapers
      dating ..1 service|site|chat
      land line|row
      account statement
      identifier code
      caller prize
      winner|winners
      freemsg|freephone|tkts|wkly|txting|txts
      claim ..2 code|no|your|ur|now|number|line|call|easy
      your|ur|yr|a ..2 prize|award|awarded
      prize|prizes|award|awarded|reward ..3 guaranteed|£|claim|of|draw|call|winner|worth
      guaranteed £|$|cash|prize|gift|award|delivery|latest
      you|u|youve|have ..3 won|selected|chosen|awarded|entitled
      been ..2 selected|chosen|awarded|invited to|as|for|a|the|with
      limited|special|exclusive|amazing time|offer|offers|edition|deal
      cheap|cheaper|half|double|free ..2 minutes|mins|texts|tones|tone|entry|camera|phone|mobile|line|rental|calls|video|msgs|credits|ringtone|nokia|msg|pics|gift|trial|delivery|holiday
      call ..4 now|09*|08*|today|landline|line|free|mobileupd*
      update|upgrade|latest ..4 phone|mobile|nokia|motorola|handset|camera|colour
      horny|sexy|sex|nude|naked|babes|hardcore|porn|singles|flirt|uncensored|hottest|admirer|fancies|slut ..4 chat|pics|text|txt|call|live|now|video|send|u|girls|line|reply|pix|from|you
      secret admirer
      to ..2 subscribe|unsubscribe|claim|collect|enter|download|optout|stop|receive
      subscription|subscriber|subscribed|subscribers|unsubscribed
      entry|enter|entered ..4 draw|comp|competition|win|prize|question
      chance to win
      win ..4 £|cash|prize|prizes|free|a|tickets|ipod|holiday|trip|ps2|music|tkts
      per min|msg|minute|week|wk|month|text|txt|day
      loan|loans ..5 purpose|tenants|homeowners|welcome|approved|credit|£
      bonus|discount|discounts|shop|sale|vouchers ..5 £|%|off|claim|free|call|code|quoting|today|reply
      mins|minutes|texts ..4 only|half|free|£|orange|network|cross|inclusive
      orange|vodafone|o2|tmobile|t mobile|customer|user|network|customers|subscriber|camera
      holiday|cruise|tenerife|canary|ibiza|spanish ..5 £|call|cash|await|awaits|won|claim|collection|free
      await|awaits|awaiting collection|your|you|sae
      service|call|msg|message ..3 charge|charged|charges|cost|costs|costing ..4 p|£|150p|50p|10p|per|min
    `),
  },
]

/** 0 for a neighbour's words; `spamFrom` and more for an advertisement. */
export function spamScore(text: string): number {
  return signs.reduce((score, { weight, isThere }) => score + (isThere(text) ? weight : 0), 0)
}
