import type { pgKit } from './kit.postgres.ts'

/**
 * One vocabulary of column kinds, two engines. The types are PostgreSQL's, so a query that only SQLite knows
 * (`.get()`, `.all()`) does not compile; the SQLite kit is cast to the same shape. Times are epoch milliseconds.
 * Each kit has a file of its own, so that a start loads one engine's and not both.
 */
export type Kit = typeof pgKit
