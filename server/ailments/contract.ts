/** Words about somebody's health, which only whoever helps needs to know. */
import { findPhrases, lessThose, phrases, reading } from '#contract/phrases'

export type HealthWords = { start: number; end: number; text: string }

const whose = 'my|his|her|their|our|a|an|the|mums|dads|nans|husbands|wifes|partners'
const had =
  'have|has|had|having|got|after|since|recovering|awaiting|need|needs|needing|get|gets|for|with|from'
const whoIs =
  'im|am|is|hes|shes|are|was|being|been|be|theyre|mum|dad|nan|husband|wife|partner|son|daughter|registered'

/** Illnesses, medicines and aids that are said of a body and little else. */
const plain = phrases(`
  chemo|chemotherapy|radiotherapy|dialysis|insulin|diabetes|diabetic|hypo|hypos|leukaemia|lymphoma|tumour|tumor|biopsy
  cancer !research|charity|shop
  dementia|alzheimers|alzheimer|parkinsons|epilepsy|epileptic|seizure|seizures|copd|emphysema|bronchitis|pneumonia
  asthma|asthmatic|inhaler|inhalers|nebuliser|hiv|hepatitis|cirrhosis|bipolar|schizophrenia|schizophrenic|psychosis
  psychotic|autism|autistic|aspergers|adhd|ptsd|ocd|anorexia|anorexic|bulimia|agoraphobia|agoraphobic|tourettes
  arthritis|arthritic|osteoporosis|sciatica|fibromyalgia|lupus|crohns|colitis|ibs|coeliac|eczema|psoriasis|shingles
  pregnant|pregnancy|miscarriage|miscarried|menopause|ivf|preeclampsia|endometriosis
  catheter|stoma|colostomy|incontinence|incontinent|pacemaker|angina|stent|bypass|aneurysm|thrombosis|embolism
  antidepressant|antidepressants|sertraline|citalopram|fluoxetine|mirtazapine|diazepam|methadone|warfarin|metformin
  statins|morphine|oramorph|gabapentin|pregabalin|tramadol|codeine|ramipril|amlodipine|omeprazole|salbutamol|lithium
  levothyroxine|apixaban|clozapine|quetiapine|olanzapine|steroids|antibiotics|penicillin|epipen|hrt|tamoxifen|naproxen
  anxiety|depression|depressed|migraine|migraines|covid|hypertension|anaemia|anaemic|gout|vertigo|glaucoma|cataract
  cataracts|amputated|amputee|paralysed|paraplegic|wheelchair|immunosuppressed|immunocompromised|chemotherapist
  sclerosis|motor neurone|mnd|thyroid|transplant|hernia|hysterectomy|mastectomy|concussion|cerebral|dyspraxia
  long covid
  mental health|illness|breakdown
  panic attack|attacks
  heart attack|attacks|failure|condition|bypass|operation|surgery|disease|problems
  kidney|liver|lung|bowel|prostate|breast|skin|bladder failure|disease|cancer|stones|transplant|problem|problems|infection
  blood pressure|clot|clots|thinners|sugar|sugars|transfusion
  hip|knee replacement|replacements|operation|op
  learning disability|disabilities
  eating disorder
  mobility scooter|problems|issues|aid
  district nurse|nurses
  oxygen at|tank|cylinder|machine|therapy
  care plan|package
  sick note
  sleeping tablets|pills
  end of life
  palliative care
`)

/** What may be said of a body or of a thing: only with whose it is. */
const owned = phrases(`
  ${whose}|${had} ..2 stroke !of|play|card
  ${whose}|${had} ..2 operation|surgery|procedure !on|theatre
  ${whose}|${had} ..2 prescription|prescriptions|medication|meds|medicine|medicines|tablets|condition|diagnosis|illness !for
  ${whose}|${had} ..3 scan|biopsy|mri|xray|bloods|colonoscopy|endoscopy|smear .|at|on|in|results|tomorrow|appointment
  ${whose} ..2 bad|broken|sprained|fractured|injured|dislocated|swollen|painful|dodgy|gammy ..1 back|leg|arm|hip|knee|ankle|wrist|foot|shoulder|hand|toe|rib|ribs|neck|heart|chest !gate|door|garden|yard|wall|room|fence|seat|pocket|lane|step
  my|his|her back|leg|hip|knee|hand|hands|heart|eyes|eyesight|sight|nerves|chest|lungs|feet|legs|memory is|are|has|was|keeps|playing ..3 bad|gone|going|weak|poor|sore|up|done|failing|worse|agony|playing
  hospital|clinic|gp|doctors|doctor appointment|appointments
  i|have|has|with|got ms .|,|and|so
  broke|broken|broke|fractured|sprained|dislocated ..1 my|his|her|their ..1 back|leg|arm|hip|knee|ankle|wrist|foot|shoulder|hand|toe|rib|ribs|neck|collarbone
  ${had} ..1 fractured|sprained ..1 back|leg|arm|hip|knee|ankle|wrist|foot|shoulder|hand|toe|rib|ribs|neck
  ${whoIs} ..2 blind|deaf|disabled|housebound|bedbound|bedridden|unwell|poorly|diabetic|disabled !spot|date|bend|side|cat|dog
  ${whoIs} ..3 in|into|out|from of? hospital|hospice|rehab|icu|intensive
  ${whoIs} ..3 on|off|takes|taking ..2 medication|meds|tablets|antibiotics|steroids|crutches|benefits for? .|and|for|that|so|which
  ${whoIs} ..3 alcoholic|addict|addicted|sober|detoxing|sectioned|terminally|terminal
  discharged|released|home ..2 from ..2 hospital|ward|icu
  ${whose}|${had} ..2 hospital|clinic|gp|outpatient|psychiatrist|consultant|counsellor|therapist|oncology|antenatal|doctors appointment|appointments|.
  ${whose}|${had} ..2 fits|seizures|hallucinations|blackouts|flashbacks !well|the|in
  ${whose} ..1 cpap|crutches|zimmer|frame|hearing|hoist|commode|pads frame|aid|aids|.|and
  lost|losing my|his|her sight|hearing|leg|eyesight|baby
  cant|cannot|unable ..2 see|hear|walk ..1 well|much|far|at|without|unaided|properly
  had|having|keep|has ..2 fall|falls|fallen !in|leaves|down
  ${whose} ..2 memory ..2 going|failing|bad|poor|clinic
`)

/** Sayings in which nobody is ill. */
const sayings = phrases(`
  cancer research|charity|shop
  stroke of|play
  tropic|zodiac|star|sign ..2 cancer
  heart attack price|prices|when|bill
  blood pressure cuff|monitor for? sale
  depression in|on the|our lawn|road|pavement|sofa|ground|grass|path
  wheelchair accessible|access|friendly|ramp|basketball|space
  mental health awareness|week|charity
  double blind
  roman|venetian|roller blind
  statins|insulin|covid|antibiotics|warfarin is|are a|an word|anagram
  covid restrictions|rules|times|years|lockdown|pandemic|era|days|jigsaws|test|tests
  chair|table|sofa|lamp|stool|armchair|doll|bed|statue ..3 broken|lost|missing|wobbly a? leg|arm|foot|back
  lithium battery|batteries|ion|cells
  gout|vertigo the? film|weed
  bypass road|roundabout|traffic
  the|a5|a1|ring bypass
  mobility scooter parking|club
  inhaler|inhalers recycling
  steroids on
  pregnant pause
  long covid times
  epileptic lights
`)

export function healthIn(text: string): HealthWords[] {
  const read = reading(text)
  const found = [...findPhrases(read, plain), ...findPhrases(read, owned)]
  if (found.length === 0) return []
  return lessThose(found, findPhrases(read, sayings)).map(({ start, end, text }) => ({
    start,
    end,
    text,
  }))
}
