import type { Change } from '../changes/change.js'
import type { Dialect } from '../dialects/dialect.js'
import type { Model } from '../model/model.js'
import type { Plan } from '../plan/plan.js'

/** A migration to be proven in one database. */
export type ProofRequest = {
  readonly changes: readonly Change[]
  readonly before: Model
  readonly after: Model
  readonly dialect: Dialect
  /** The oldest version that the SQL is for. */
  readonly version: string
  readonly up: Plan
  readonly down: Plan
  /** SQL by hand is there to change rows: it must run, and what it makes of them is not judged. */
  readonly rowsMayChange?: boolean
}
