import type { Relation, Role } from '#contract/permissions'
import type { Db } from '#db'
import type { SeenBy } from './rules.ts'

/** Where something stands, and what the one who asks is to it. `boardId` is null for what belongs to a person alone. */
export type Scope = { boardId: string | null; relation: Relation; seenBy?: SeenBy }
/** Finds it by its id; undefined when there is no such thing. */
export type FindScope = (db: Db, id: string, personId: string | undefined) => Promise<Scope | undefined>

export type Held = Exclude<Role, 'visitor' | 'person' | 'asking' | 'neighbour' | 'steward' | 'operator'>
/** Whether somebody who belongs to the board holds a role there now. */
export type Holds = (db: Db, who: { boardId: string; personId: string; now: number }) => Promise<boolean>

export const ownIf = (isOwn: boolean): Relation => (isOwn ? 'own' : 'none')
