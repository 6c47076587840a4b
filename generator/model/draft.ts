import type { Span } from '../diagnostics/diagnostic.js'
import type {
  CheckEntry,
  ColumnEntry,
  DropEntry,
  ForeignKeyEntry,
  IndexEntry,
  Located,
  Members,
  TableEntry,
  UniqueEntry,
} from '../document/document.js'
import { blankBody } from '../document/elements/blank-column.js'
import type { Behaviors, Origin } from './model.js'

/** Something as written, and where the table got it from. */
export type Placed<T> = { readonly entry: T; readonly origin: Origin }

export type DraftColumn = Placed<ColumnEntry>

/** A table with its mixins spread out; names are final, nothing is looked up yet. */
export type DraftTable = {
  readonly entry: TableEntry
  readonly name: string
  readonly origin: Origin
  /** The targeted dialects in which the table exists. */
  readonly dialects: readonly string[]
  readonly columns: readonly DraftColumn[]
  readonly columnsByName: ReadonlyMap<string, DraftColumn>
  readonly primaryKey: readonly Located<string>[]
  readonly uniques: readonly Placed<UniqueEntry>[]
  readonly indexes: readonly Placed<IndexEntry>[]
  readonly checks: readonly Placed<CheckEntry>[]
  readonly foreignKeys: readonly Placed<ForeignKeyEntry>[]
  readonly behaviors: Behaviors
  /** Columns that are none any more. */
  readonly drops: readonly DropEntry[]
}

export const noMembers: Members = {
  mixins: [],
  columns: [],
  drops: [],
  unique: [],
  indexes: [],
  checks: [],
  foreignKeys: [],
}

export const noBehaviors: Behaviors = {
  uuid: undefined,
  timestamp: undefined,
  softDelete: undefined,
  audit: undefined,
  versioning: undefined,
}

/** A column that says nothing but its name; mixins fill in what theirs needs. */
export const blankColumn = (name: string, span: Span): ColumnEntry => ({
  ...blankBody,
  name: { value: name, span },
  span,
})
