import type { ColumnTypes } from '../column-types.js'
import type { DraftTable } from '../draft.js'
import type { Model } from '../model.js'
import type { Scope } from '../scope.js'

/** Everything that is known once the model stands: names and types as found, elements as written. */
export type RuleContext = Scope & {
  readonly tables: readonly DraftTable[]
  readonly byName: ReadonlyMap<string, DraftTable>
  readonly types: ColumnTypes
  readonly model: Model
}

/** One thing that must hold of every schema; reports where it does not. */
export type Rule = (context: RuleContext) => void
