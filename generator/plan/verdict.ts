import type { Origin } from '../model/model.js'

/** What came of running a migration before it is written. */
export type Verdict =
  | {
      readonly kind: 'proven'
      readonly dialect: string
      readonly engine: string
      /** How many rows stood in how many tables while it ran. */
      readonly rows: number
      readonly tables: number
      /** What could not be tried and why, a sentence each: a check that no row was found for, a way back that loses rows. */
      readonly notes: readonly string[]
      readonly observed: { readonly up: readonly Observation[]; readonly down: readonly Observation[] }
    }
  | { readonly kind: 'refuted'; readonly dialect: string; readonly engine: string; readonly failure: Failure }
  /** No engine for this database is at hand, so nothing is claimed. */
  | { readonly kind: 'unproven'; readonly dialect: string; readonly reason: string }

/** What one statement was seen to do to tables that were there before; one for each statement of the plan, in order. */
export type Observation = {
  /** undefined where nothing could be observed. Strongest mode a table, in the database's words: `access exclusive`. */
  readonly locks: readonly { readonly table: string; readonly mode: string }[] | undefined
  readonly rewrites: readonly string[]
}

/** The run in which it came out: making the state before, up, down, or up once more. */
export type Stage = 'before' | 'up' | 'down' | 'up again'

export type Failure =
  | {
      readonly kind: 'error'
      readonly stage: Stage
      readonly statement: string
      readonly sql: string
      readonly message: string
      /** Where the schema says what the statement does, if it does. */
      readonly origin?: Origin | undefined
    }
  /** The catalogue is not that of a database made afresh; lines start with `+` (too much) or `-` (missing). */
  | { readonly kind: 'catalogue'; readonly stage: Stage; readonly difference: readonly string[] }
  /** Rows or values of kept columns are not what they were; a sentence each. */
  | { readonly kind: 'rows'; readonly stage: Stage; readonly difference: readonly string[] }
