import type { Origin } from '../model/model.js'

/** What came of running a migration before it is written. */
export type Verdict =
  | { readonly kind: 'proven'; readonly dialect: string; readonly engine: string }
  | { readonly kind: 'refuted'; readonly dialect: string; readonly engine: string; readonly failure: Failure }
  /** No engine for this database is at hand, so nothing is claimed. */
  | { readonly kind: 'unproven'; readonly dialect: string; readonly reason: string }

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
