/** A street that was never built: Elm Row, its neighbours, and what they asked and offered. Data only. */

export type DemoPerson = { name: string; about: string; isSteward?: true }

/** What happened, hours before now, who made it happen, and what they said. */
export type DemoStep =
  | [hoursAgo: number, did: 'claim' | 'wait', who: string, parts?: number]
  | [hoursAgo: number, did: 'yes' | 'lapse', who: string]
  | [hoursAgo: number, did: 'no' | 'late' | 'back' | 'done' | 'thank', who: string, words?: string]
  | [hoursAgo: number, did: 'pause' | 'unmet']
  | [hoursAgo: number, did: 'met' | 'passed-on' | 'signposted' | 'withdrawn', words?: string]
  | [hoursAgo: number, did: 'same-again', who: string]

export type DemoPost = {
  by: string
  kind: 'request' | 'offer'
  hoursAgo: number
  title: string
  details?: string
  category?: string
  when?: string
  /** Its last day, counted from today. */
  neededInDays?: number
  scope?: 'me' | 'household' | 'street'
  parts?: number
  standing?: true
  draft?: true
  onBehalf?: { name: string; agreedHow: string }
  privateNote?: string
  story?: DemoStep[]
}

export const demoStreet = {
  name: 'Elm Row',
  welcome:
    'Forty doors and one long alley. Ask for what you need, offer what you can, and say so if you cannot after all. Nobody keeps score.',
  languages: ['en', 'pl', 'ar'],
  /** In the middle of a forest, where nobody lives. */
  place: { lat: 55.2333, lng: -2.5833 },
  /** Three days for a yes and a week to get it done: a street without hurry. */
  acceptHours: 72,
  doneHours: 168,
}

export const demoCategories = [
  { id: 'food', name: 'Food and shopping', words: 'shopping milk bread soup bake cake tomato meal cook' },
  { id: 'lifts', name: 'Lifts and going with', words: 'lift drive hospital clinic wheelchair bus seats' },
  { id: 'pets', name: 'Pets', words: 'dog cat feed walk vet' },
  { id: 'house', name: 'Jobs about the house', words: 'bulb bed carry damp kettle gas washing ladder drill' },
  { id: 'outside', name: 'Outside', words: 'leaves alley bins garden plants bunting snow' },
  { id: 'company', name: 'Company', words: 'talk chat read company phone piano choir visit' },
  { id: 'tech', name: 'Forms and machines', words: 'tablet internet phone form letter print school' },
  { id: 'words', name: 'Languages', words: 'translate interpret English Polish Arabic letter' },
  { id: 'lend', name: 'Lend and give', words: 'lend borrow spare cot ladder sew mend' },
].map(({ words, ...category }) => ({ ...category, words: words.split(' ') }))

const pretend = 'Nobody here is real, and this number is not either.'
/** From the numbers that are kept free for plays and films. */
export const demoNumbers = [
  { id: 'council-adults', number: '0191 498 0100', words: pretend },
  { id: 'council-children', number: '0191 498 0101', words: pretend },
]

export const demoPeople: DemoPerson[] = [
  { name: 'Ann', about: 'Looks after the board. Makes too much soup.', isSteward: true },
  { name: 'Bernard', about: 'Gets about in a wheelchair, and likes a long talk.', isSteward: true },
  { name: 'Amina', about: 'Teaches at the school on the corner.' },
  { name: 'Chandra', about: 'Works nights, so is in by day.' },
  { name: 'Dell', about: 'Has a van, and tools for most things.' },
  { name: 'Farid', about: 'Speaks Arabic and English.' },
  { name: 'Grace', about: 'Three children and one broken washing machine.' },
  { name: 'Ivy', about: 'Asks for Walt next door as well.' },
  { name: 'Layla', about: 'New on the street. Speaks Arabic.' },
  { name: 'Marcus', about: 'Drives to the hospital on Tuesdays.' },
  { name: 'Priya', about: 'Her wrist is mending. Has a dog called Biscuit.' },
  { name: 'Rose', about: 'Ninety in the spring.' },
  { name: 'Tomasz', about: 'Carries heavy things. Is learning English.' },
]

export const demoPosts: DemoPost[] = [
  {
    ...{ by: 'Bernard', kind: 'request', hoursAgo: 74, category: 'lifts' },
    title: 'Someone to push my wheelchair to the polling station',
    details: 'It is the church hall, up the slope I cannot do alone. I am good company on the way.',
    when: 'Polling day, any time before nine at night',
    privateNote: 'Ring the low bell, and give me a minute to get to the door.',
  },
  {
    ...{ by: 'Amina', kind: 'request', hoursAgo: 51, category: 'outside', scope: 'street', parts: 6 },
    title: 'Clear the leaves from the alley, six people',
    details: 'They are ankle deep and slippery. I have four rakes. Tea at the end.',
    when: 'Saturday morning',
    story: [
      [44, 'claim', 'Dell'],
      [43, 'yes', 'Dell'],
      [40, 'claim', 'Chandra'],
      [30, 'claim', 'Marcus', 2],
      [29, 'yes', 'Chandra'],
      [29, 'yes', 'Marcus'],
    ],
  },
  {
    ...{ by: 'Grace', kind: 'request', hoursAgo: 3, category: 'house', scope: 'household' },
    title: 'Wait in for the gas man',
    details: 'Somewhere between eight and one, and I have to be at work by nine.',
    when: 'Tomorrow morning',
    neededInDays: 1,
    privateNote: 'The meter is under the stairs, behind the buggy.',
    story: [[0.3, 'claim', 'Chandra']],
  },
  {
    ...{ by: 'Ivy', kind: 'request', hoursAgo: 26, category: 'lifts' },
    title: 'A lift to the eye clinic and back for my neighbour',
    details: 'He cannot see to come home after the drops. About three hours all told.',
    when: 'Half past ten, the day after tomorrow',
    neededInDays: 2,
    onBehalf: { name: 'Walt', agreedHow: 'Over the fence. I read it out to him and he said yes.' },
    privateNote: 'Walt is the blue door. He does not hear the bell: knock on the window.',
    story: [
      [20, 'claim', 'Dell'],
      [19, 'yes', 'Dell'],
    ],
  },
  {
    ...{ by: 'Rose', kind: 'request', hoursAgo: 30, category: 'house' },
    title: 'Change a light bulb I cannot reach',
    details: 'On the landing. I have the bulb. I have had it since August.',
    when: 'Any afternoon',
    story: [
      [24, 'claim', 'Tomasz'],
      [23, 'yes', 'Tomasz'],
      [2, 'done', 'Tomasz'],
    ],
  },
  {
    ...{ by: 'Priya', kind: 'request', hoursAgo: 150, category: 'lend', scope: 'household' },
    title: 'Borrow a cot for my sister’s visit',
    when: 'For one week',
    story: [
      [140, 'claim', 'Grace'],
      [139, 'yes', 'Grace'],
      [96, 'done', 'Grace'],
      [95, 'thank', 'Grace', 'He slept right through. So did we. Thank you.'],
      [95, 'met'],
    ],
  },
  {
    ...{ by: 'Tomasz', kind: 'request', hoursAgo: 28, category: 'words' },
    title: 'Szukam kogoś do rozmowy po angielsku, pół godziny w tygodniu',
    details: 'Rozumiem dużo, ale mówię za mało. Mogę w zamian pomóc coś przenieść.',
    when: 'Wieczorem, po szóstej',
  },
  {
    ...{ by: 'Farid', kind: 'offer', hoursAgo: 200, category: 'words', standing: true },
    title: 'أستطيع أن أترجم لكم عند الطبيب، من العربية إلى الإنجليزية',
    details: 'أنا متفرّغ في معظم الأيام بعد الظهر.',
    when: 'بعد الظهر',
  },
  {
    ...{ by: 'Layla', kind: 'request', hoursAgo: 5, category: 'tech', scope: 'household' },
    title: 'أحتاج إلى من يقرأ معي رسالة من المدرسة',
    details: 'الرسالة صفحة واحدة، وأظن أنها عن رحلة الصف.',
    when: 'هذا الأسبوع',
  },
  {
    ...{ by: 'Marcus', kind: 'offer', hoursAgo: 310, category: 'lifts', standing: true, parts: 2 },
    title: 'I drive past the hospital on Tuesdays, two seats',
    details: 'Leaving at nine, back by four. If you are slow on your feet I am in no hurry.',
    when: 'Tuesdays',
    story: [
      [50, 'claim', 'Rose'],
      [49, 'yes', 'Rose'],
    ],
  },
  {
    ...{ by: 'Dell', kind: 'offer', hoursAgo: 500, category: 'lend', standing: true },
    title: 'Ladder, drill and a good set of screwdrivers to lend',
    details: 'Bring them back when you are done, not before. If it breaks it breaks.',
    when: 'Knock any evening',
  },
  {
    ...{ by: 'Ann', kind: 'offer', hoursAgo: 60, category: 'food', parts: 4, scope: 'street' },
    title: 'Soup on Sunday, four bowls going spare',
    details: 'Leek and potato. No meat in it, and no nuts.',
    when: 'Sunday, about one o’clock',
    story: [
      [20, 'claim', 'Bernard'],
      [18, 'yes', 'Bernard'],
      [4, 'claim', 'Rose'],
    ],
  },
  {
    ...{ by: 'Chandra', kind: 'offer', hoursAgo: 90, category: 'company' },
    title: 'I can hear a child read after school',
    details: 'I miss mine being small. With a parent in the room, of course.',
    when: 'Between half past three and five',
  },
  {
    ...{ by: 'Grace', kind: 'offer', hoursAgo: 120, category: 'outside', parts: 9, scope: 'street' },
    title: 'Nine tomato plants want a sunny wall',
    when: 'Before the frost comes',
    story: [
      [110, 'claim', 'Ivy', 2],
      [109, 'yes', 'Ivy'],
      [100, 'done', 'Ivy'],
      [8, 'claim', 'Farid', 3],
    ],
  },
  {
    ...{ by: 'Priya', kind: 'request', hoursAgo: 130, category: 'pets' },
    title: 'Walk Biscuit while my wrist mends',
    details: 'Small, slow and afraid of bins. Half an hour would do.',
    when: 'Most mornings',
    story: [[10, 'pause']],
  },
  {
    ...{ by: 'Bernard', kind: 'request', hoursAgo: 170, category: 'tech' },
    title: 'Read the small print of a letter with me',
    details: 'It is from the pension people, and it is four pages.',
    story: [
      [168, 'claim', 'Amina'],
      [167, 'yes', 'Amina'],
      [120, 'done', 'Amina'],
      [119, 'thank', 'Amina', 'You made it make sense, and you stayed for tea.'],
      [118, 'same-again', 'Amina'],
    ],
  },
  {
    ...{ by: 'Ivy', kind: 'request', hoursAgo: 80, category: 'house' },
    title: 'A kettle, any kettle',
    story: [[70, 'withdrawn', 'My nephew turned up with one. Thank you all.']],
  },
  {
    ...{ by: 'Marcus', kind: 'request', hoursAgo: 400, category: 'house', scope: 'household' },
    title: 'What do we do about a damp wall?',
    details: 'It is the outside corner, and it is getting worse.',
    story: [[250, 'signposted', 'The advice desk at the library wrote to the landlord with us.']],
  },
  {
    ...{ by: 'Tomasz', kind: 'request', hoursAgo: 220, category: 'house' },
    title: 'A good bed frame has to go by Friday',
    details: 'It comes apart. Two flights of stairs.',
    story: [[180, 'passed-on', 'The furniture project has collected it for a family in town.']],
  },
  {
    ...{ by: 'Rose', kind: 'request', hoursAgo: 140, category: 'company', neededInDays: -2 },
    title: 'Somebody to go with me to the choir’s first evening',
    details: 'I used to sing. I do not like to walk in alone.',
    story: [[26, 'unmet']],
  },
  {
    ...{ by: 'Rose', kind: 'offer', hoursAgo: 48, category: 'lend', parts: 4 },
    title: 'Four draught stoppers, knitted this winter',
    details: 'Blue, blue, green, and one that went wrong.',
    story: [
      [40, 'claim', 'Layla', 2],
      [39, 'yes', 'Layla'],
      [36, 'claim', 'Grace', 2],
      [35, 'yes', 'Grace'],
      [20, 'done', 'Layla'],
      [6, 'done', 'Grace'],
    ],
  },
  {
    ...{ by: 'Ann', kind: 'request', hoursAgo: 46, category: 'tech' },
    title: 'My tablet will not go on the internet',
    details: 'It says a word I will not repeat. It worked until the new box came.',
    when: 'Sometime this week',
    story: [
      [40, 'claim', 'Marcus'],
      [38, 'yes', 'Marcus'],
      [16, 'back', 'Marcus', 'The car is off the road and I am stuck in town. Sorry.'],
    ],
  },
  {
    ...{ by: 'Amina', kind: 'request', hoursAgo: 70, category: 'food', parts: 8, scope: 'street' },
    title: 'Bake something for the street tea, eight people',
    details: 'Tables in the alley if it is dry, in the hall if not. Say what is in it.',
    when: 'Two weeks on Sunday',
    neededInDays: 13,
    story: [
      [66, 'claim', 'Ann'],
      [65, 'yes', 'Ann'],
      [48, 'claim', 'Priya'],
      [47, 'yes', 'Priya'],
      [5, 'claim', 'Layla'],
    ],
  },
  {
    ...{ by: 'Chandra', kind: 'request', hoursAgo: 36, category: 'pets' },
    title: 'Feed the cat while I am at my mother’s',
    details: 'Once a day. She will tell you she has not eaten.',
    when: 'Friday to Monday',
    privateNote: 'Food is in the tall cupboard. She is allowed in every room but the bath.',
    story: [
      [33, 'claim', 'Ivy'],
      [32, 'yes', 'Ivy'],
      [1, 'late', 'Ivy', 'Nearer six than five today. She will live.'],
    ],
  },
  {
    ...{ by: 'Dell', kind: 'request', hoursAgo: 22, category: 'outside', scope: 'street' },
    title: 'Hold the ladder while I take the bunting down',
    when: 'The next dry evening',
    story: [
      [12, 'claim', 'Farid'],
      [9, 'wait', 'Tomasz'],
    ],
  },
  {
    ...{ by: 'Ivy', kind: 'offer', hoursAgo: 260, category: 'company', standing: true },
    title: 'Half an hour at my piano, for anybody who wants to learn',
    story: [[34, 'pause']],
  },
  {
    ...{ by: 'Priya', kind: 'offer', hoursAgo: 14, category: 'lend', standing: true },
    title: 'I can sew on buttons and take up hems, one-handed for now',
    when: 'No rush',
  },
  {
    ...{ by: 'Grace', kind: 'request', hoursAgo: 98, category: 'house', scope: 'household' },
    title: 'Two loads of washing while the machine is broken',
    details: 'School uniforms, mostly. I can carry it over.',
    story: [
      [97, 'claim', 'Marcus'],
      [96, 'no', 'Marcus', 'Ann has offered as well, and she is next door. Thank you.'],
      [95, 'claim', 'Ann'],
      [94, 'yes', 'Ann'],
      [76, 'done', 'Ann'],
      [75, 'met', 'All dry by teatime.'],
    ],
  },
  {
    ...{ by: 'Bernard', kind: 'offer', hoursAgo: 350, category: 'company', standing: true },
    title: 'A good listener, by telephone, most evenings',
    details: 'I have nowhere to be. Talk about anything.',
    when: 'After seven',
  },
  {
    ...{ by: 'Ann', kind: 'request', hoursAgo: 1, category: 'outside', draft: true },
    title: 'Does anybody understand the new bin days?',
    details: 'Green one week, brown the next, I think.',
  },
]
