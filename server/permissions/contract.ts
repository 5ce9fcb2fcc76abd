import type * as z from 'zod/mini'

/**
 * What somebody is to one board, and what they hold besides. `visitor`: nobody is signed in. `person`: signed in, not of
 * this street. `lead`: the safeguarding lead or deputy. `operator`: a call from the machine itself. Nobody holds the last four
 * yet; their columns are ready.
 */
export const roles = [
  ...(['visitor', 'person', 'asking', 'neighbour', 'trusted', 'steward', 'lead', 'operator'] as const),
  ...(['partner', 'linkWorker', 'funder', 'coach'] as const),
] as const
export type Role = (typeof roles)[number]

/** What somebody is to the thing itself. `own`: theirs; of a claim, whoever made it. `author`: they wrote the post of the claim. */
export type Relation = 'own' | 'author' | 'party' | 'about' | 'none'

/**
 * When a role may: `own` and `author` as above, `party` any of the two of a claim (of a post: whoever wrote it or has claimed
 * it), `about` what is about them, `visible` where stewards let others read the board, `open` where anybody may join,
 * `shared` what a street has shared with a partner.
 */
export type When = 'own' | 'author' | 'party' | 'about' | 'visible' | 'open' | 'shared'

/** 401: sign in first. 403: it can be seen, and is not theirs to do. 404: it is not theirs to know. */
export type Refusal = 401 | 403 | 404

/** What one role may with one route: always, never, or when; and the refusal otherwise. */
export type Cell = 'yes' | Refusal | readonly [When, Refusal]
export type Row = Readonly<Record<Role, Cell>>
/** `POST /boards/:boardId/posts` → its row. */
export type Permissions = Readonly<Record<string, Row>>

/** For whose eyes a field of a reply is. What has no mark is for everybody who may make the call. */
export type Audience =
  | 'author'
  | 'author and stewards'
  | 'parties'
  | 'parties and stewards'
  | 'oneself'
  | 'neighbours'
  | 'stewards'
  | 'leads'

/** Every marked field; everybody else gets it empty. */
export const fieldsFor = new Map<z.ZodMiniType, Audience>()

/** Marks a field of a wire schema, which must be its own: `privateNote: forWhom('author', z.nullable(z.string()))`. */
export function forWhom<S extends z.ZodMiniType>(who: Audience, schema: S): S {
  fieldsFor.set(schema, who)
  return schema
}
