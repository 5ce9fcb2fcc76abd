/** The shapes of the wire under the names they have in the contracts. */
import * as z from 'zod/mini'
import * as actions from '#contract/actions'
import * as appeals from '#contract/appeals'
import * as blocks from '#contract/blocks'
import * as boards from '#contract/boards'
import * as cases from '#contract/cases'
import * as claims from '#contract/claims'
import * as concerns from '#contract/concerns'
import * as contactChange from '#contract/contact-change'
import * as evidence from '#contract/evidence'
import * as helplines from '#contract/helplines'
import * as http from '#contract/http'
import * as keeping from '#contract/keeping'
import * as ledger from '#contract/ledger'
import * as live from '#contract/live'
import * as members from '#contract/members'
import * as messages from '#contract/messages'
import * as notices from '#contract/notices'
import * as papers from '#contract/papers'
import * as passkeys from '#contract/passkeys'
import * as people from '#contract/people'
import { type Audience, fieldsFor } from '#contract/permissions'
import * as places from '#contract/places'
import * as posts from '#contract/posts'
import * as quarters from '#contract/quarters'
import * as receipts from '#contract/receipts'
import * as reports from '#contract/reports'
import * as reveals from '#contract/reveals'
import * as safeguarding from '#contract/safeguarding'
import * as secondLock from '#contract/second-lock'
import * as sheets from '#contract/sheets'
import * as shifts from '#contract/shifts'
import * as signIn from '#contract/sign-in'
import * as standing from '#contract/standing'
import * as wording from '#contract/wording'

const contracts = {
  http,
  people,
  signIn,
  contactChange,
  passkeys,
  secondLock,
  places,
  helplines,
  boards,
  members,
  blocks,
  standing,
  safeguarding,
  concerns,
  posts,
  receipts,
  wording,
  claims,
  live,
  messages,
  evidence,
  reveals,
  keeping,
  papers,
  sheets,
  ledger,
  cases,
  reports,
  actions,
  appeals,
  quarters,
  shifts,
  notices,
}

/** Every shape by its name, in the order of the contracts. */
export const named = new Map<string, z.ZodMiniType>()
export const schemas = z.registry<{ id?: string; 'x-for-whom'?: Audience }>()

for (const contract of Object.values(contracts))
  for (const [name, shape] of Object.entries(contract))
    if (isNamed(name, shape)) {
      schemas.add(shape, { id: name })
      named.set(name, shape)
    }

for (const [shape, who] of fieldsFor) schemas.add(shape, { ...schemas.get(shape), 'x-for-whom': who })

/** A query is written out where it is used, parameter by parameter. */
function isNamed(name: string, shape: unknown): shape is z.ZodMiniType {
  if (!(shape instanceof z.ZodMiniType) || schemas.has(shape) || /Query$/.test(name)) return false
  return ['object', 'enum', 'union'].includes(shape._zod.def.type)
}
