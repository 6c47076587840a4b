import type { Step } from '../dialects/dialect.js'

/** Steps that commit together; `none`: each statement by itself, outside any transaction. */
export type PlannedTransaction = {
  readonly mode: 'transaction' | 'none'
  readonly steps: readonly Step[]
}

/** What one database will do to get from one model to the next, in order. */
export type Plan = {
  readonly dialect: string
  readonly transactions: readonly PlannedTransaction[]
  /** What the runner must see to before it starts, as `foreign_keys: off`; the dialect's own words. */
  readonly directives: readonly string[]
}
