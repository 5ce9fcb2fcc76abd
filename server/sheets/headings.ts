import type { SheetField } from '#contract/sheets'
import type { Shape } from './values.ts'

/** Without `shapes` a heading is believed whatever stands below it. */
export type Heading = { field: SheetField; words: RegExp; shapes?: Shape[] }

const dated: Shape[] = ['blank', 'date']
const ticked: Shape[] = ['blank', 'flag', 'count']
const worded: Shape[] = ['blank', 'text', 'date', 'email', 'phone', 'postcode', 'kind']
const chores =
  /^(shopping|groceries|food|mail|post|parcels?|phone ?calls?|supplies|dog ?walk(ing|s)?|pet ?care|prescriptions?|medicines?|laundry|meals?|transport|lifts?|errands?|child ?care|cleaning|gardening|company|(std|alt) (meals?|grocery|groceries))$/

/**
 * What headings mean, in the order they are tried; the first that fits wins. The words are those of real groups'
 * sheets (Crown Heights, Lansing, Berkeley, Bushwick, Highbury, CiviCRM), so the order settles their collisions:
 * "User Name" is not a name, "phonecall" not a number, "Is your need recurring?" not a need.
 */
export const headings: Heading[] = [
  { field: 'anonymous', words: /\banonym/ },
  {
    field: 'private',
    words:
      /\b(slack|modified|processed|external|changed to|how ?find|hear about|trained|user ?name|household|elevated risk|recurring|preference|contact possible|max persons|within meters|within metres|clusters|trigger|receipts?|editing|handle)\b/,
  },
  {
    field: 'private',
    words:
      /^(id|code|meta|driver|dispatcher|consumer|organi[sz]er|restaurants?|(intake|delivery) volunteer|requests (delivery|intake)|text or voice)$/,
  },
  { field: 'postcode', words: /\b(post ?code|postal code|zip( code)?)\b/ },
  { field: 'needs', words: chores, shapes: ticked },
  { field: 'email', words: /\be ?mail\b/, shapes: ['blank', 'email', 'text'] },
  {
    field: 'mobile',
    words: /\b(phone ?\d?|mobile|telephone|tel|cell|whatsapp)\b/,
    shapes: ['blank', 'phone', 'text'],
  },
  { field: 'contact', words: /^contact( (number|details|info|information))?$/ },
  { field: 'status', words: /\bstatus\b|^state$/ },
  {
    field: 'askedAt',
    words:
      /^(time ?stamp|time|date|created( (time|date|at|on))?|date (submitted|created|asked|received|posted)|submitted( (at|on))?|asked( (at|on))?|submission (date|time)|posted( (at|on))?)$/,
    shapes: dated,
  },
  { field: 'neededBy', words: /\b(needed by|need by|deadline|due|by when)\b/, shapes: dated },
  {
    field: 'when',
    words:
      /^(when|time|day|date|is your need|time sensitivity|needed by|by when)\b|\b(urgen(t|cy)|availab|how soon|preferred time)/,
  },
  {
    field: 'parts',
    words:
      /^(parts|quantity|how many( (people|helpers))?( are)? (needed|wanted)|(people|helpers|number) (needed|wanted))$/,
    shapes: ['blank', 'count', 'flag'],
  },
  { field: 'standing', words: /^(standing( offer)?|again and again)$/, shapes: ['blank', 'flag'] },
  {
    field: 'offers',
    words:
      /ways to help|help offered$|can you (offer|do|give|help)|(would|do) you like to (help|volunteer|offer)|^(i can offer|offers?|skills)$/,
  },
  {
    field: 'kind',
    words: /^(kind|type|post type|type of post|request or offer)$/,
    shapes: ['blank', 'kind'],
  },
  {
    field: 'needs',
    words: /what do you need|(support|help) (are you|do you|needed)|\b(needed|needs)$|^needs?$/,
  },
  { field: 'needs', words: /\w(?<!\b(your|my|the|this|a)) requests?$/ },
  { field: 'category', words: /^(category|categories|help type|type of help|topic|tags?)$/ },
  { field: 'languages', words: /\blanguages?\b/ },
  { field: 'note', words: /^(private note|note for (the )?helper|door instructions|access)$/ },
  { field: 'private', words: /\b(notes?|comments?|remarks)$/ },
  {
    field: 'title',
    words: /^(title|what|subject|summary|request|ask|post|item|what i need|i need)$/,
    shapes: worded,
  },
  {
    field: 'details',
    words:
      /\b(details?|message|description|describe|extra info|anything else|more info|more information)\b|^which |^type (meal|grocery)$/,
  },
  {
    field: 'address',
    words:
      /\b(address|street|neighbou?rhood|ward|city|town|house ?number|flat|condo|building|quadrant|area|location|county|region)\b/,
  },
  { field: 'name', words: /\b(name|first ?name|last ?name|surname|forename)$/ },
]

/** Words that belong to lists which are not requests or offers; two such headings tell the list. */
export const otherLists = {
  accounts: /\bpassword\b/,
  questions: /\b(form type|question name|input type|display order|form hook)\b/,
  payments: /\b(amount|paid|payments?|donors?|donation|venmo|paypal|cash ?app|reimbursement|balance)\b/,
}
