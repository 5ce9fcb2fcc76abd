import type { Neighbour, OnBehalf, PostInFull, PostKind, Scope } from '#contract/posts'

/** What the form holds when it opens. */
export interface FormStart {
  title: string
  details: string
  category: string
  when: string
  neededBy: string
  scope: Scope
  parts: number
  standing: boolean
  privateNote: string
  address: string
  onBehalf: OnBehalf
  /** Who helped last time and could be told first, and whether they are. */
  helper: Neighbour | null
  firstAskId: string
  tier: number | null
  payBackPounds: number | null
}

const nobody: OnBehalf = { name: '', agreedHow: '', agreedOn: '' }

export const blank: FormStart = {
  ...{
    title: '',
    details: '',
    category: '',
    when: '',
    neededBy: '',
    privateNote: '',
    address: '',
    firstAskId: '',
  },
  ...{
    scope: 'me',
    parts: 1,
    standing: false,
    onBehalf: nobody,
    helper: null,
    tier: null,
    payBackPounds: null,
  },
}

/** The form as a post stands now. */
export function fromPost(post: PostInFull): FormStart {
  const { title, scope, parts, standing, tier, payBackPounds } = post
  return {
    ...blank,
    ...{ title, scope, parts, standing, tier, payBackPounds },
    details: post.details ?? '',
    category: post.category ?? '',
    when: post.when ?? '',
    neededBy: post.neededBy ?? '',
    privateNote: post.privateNote ?? '',
    address: post.address ?? '',
    onBehalf: post.onBehalfOf ?? nobody,
    firstAskId: post.firstAsk?.id ?? '',
  }
}

/** The form for asking once more: the days of last time are over, and so is last time's yes of somebody else. */
export function again(old: PostInFull, kind: PostKind): FormStart {
  if (old.you !== 'author' || old.kind !== kind) return blank
  const start = fromPost(old)
  const helper = old.helpers.find(({ person }) => person.id === old.askAgainId)?.person ?? null
  return {
    ...start,
    neededBy: '',
    onBehalf: { ...start.onBehalf, agreedOn: '' },
    helper,
    firstAskId: helper?.id ?? '',
  }
}
