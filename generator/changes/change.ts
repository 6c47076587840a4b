import type {
  Check,
  Column,
  DefaultValue,
  Enum,
  ForeignKey,
  Index,
  PrimaryKey,
  Script,
  SqlText,
  Table,
  TableOptions,
  Trigger,
  Unique,
  View,
} from '../model/model.js'

/**
 * What differs between two models, dialect-free. Every change carries what it changes complete, before and after, so that it can
 * be applied to a model and inverted without looking anything up. Tables and columns are named as they are called at that point:
 * changes stand in the order in which they are applied, renames before everything that speaks of the new name.
 */
export type Change =
  | { readonly kind: 'createEnum'; readonly enum: Enum }
  | { readonly kind: 'dropEnum'; readonly enum: Enum }
  | { readonly kind: 'renameEnum'; readonly from: string; readonly to: string }
  /** Same name: other values, another order, a type of its own or not, another comment. */
  | {
      readonly kind: 'alterEnum'
      readonly before: Enum
      readonly after: Enum
      /** Where rows with a value that is gone go: a renamed value, or one that took it in. */
      readonly values: readonly ValueMove[]
    }
  | ({ readonly kind: 'createTable'; readonly table: Table } & Parking)
  | ({ readonly kind: 'dropTable'; readonly table: Table } & Parking)
  | { readonly kind: 'renameTable'; readonly from: string; readonly to: string }
  | {
      readonly kind: 'commentTable'
      readonly table: string
      readonly before: string | undefined
      readonly after: string | undefined
    }
  /** The same table in other databases than before; complete, because for some it is made or dropped. */
  | { readonly kind: 'retargetTable'; readonly before: Table; readonly after: Table }
  | TableChange
  | { readonly kind: 'createView'; readonly view: View }
  | { readonly kind: 'dropView'; readonly view: View }
  | { readonly kind: 'replaceView'; readonly before: View; readonly after: View }
  | { readonly kind: 'createScript'; readonly script: Script }
  | { readonly kind: 'dropScript'; readonly script: Script }
  | { readonly kind: 'replaceScript'; readonly before: Script; readonly after: Script }

/** A change within one table, which has the name `table` at that point. */
export type TableChange =
  | ({ readonly kind: 'addColumn'; readonly table: string; readonly column: Column } & Filling & Parking)
  | ({ readonly kind: 'dropColumn'; readonly table: string; readonly column: Column } & Filling & Parking)
  | { readonly kind: 'renameColumn'; readonly table: string; readonly from: string; readonly to: string }
  | {
      /** Same name: another type, nullability, default, identity, expression, collation or comment. */
      readonly kind: 'alterColumn'
      readonly table: string
      readonly before: Column
      readonly after: Column
      readonly up: Conversion
      readonly down: Conversion
    }
  | {
      readonly kind: 'changePrimaryKey'
      readonly table: string
      readonly before: PrimaryKey | undefined
      readonly after: PrimaryKey | undefined
    }
  | {
      readonly kind: 'changeOptions'
      readonly table: string
      readonly before: TableOptions
      readonly after: TableOptions
    }
  | { readonly kind: 'addUnique'; readonly table: string; readonly unique: Unique }
  | { readonly kind: 'dropUnique'; readonly table: string; readonly unique: Unique }
  | { readonly kind: 'addIndex'; readonly table: string; readonly index: Index }
  | { readonly kind: 'dropIndex'; readonly table: string; readonly index: Index }
  | { readonly kind: 'addCheck'; readonly table: string; readonly check: Check }
  | { readonly kind: 'dropCheck'; readonly table: string; readonly check: Check }
  | { readonly kind: 'addForeignKey'; readonly table: string; readonly foreignKey: ForeignKey }
  | { readonly kind: 'dropForeignKey'; readonly table: string; readonly foreignKey: ForeignKey }
  | { readonly kind: 'addTrigger'; readonly table: string; readonly trigger: Trigger }
  | { readonly kind: 'dropTrigger'; readonly table: string; readonly trigger: Trigger }
  /** Nothing but the name differs, as when a table was renamed that its keys are named after. */
  | {
      readonly kind: 'renamePart'
      readonly table: string
      readonly part: TablePart
      readonly from: string
      readonly to: string
    }

export type ChangeKind = Change['kind']
export type ChangeOf<K extends ChangeKind> = Extract<Change, { readonly kind: K }>

/** What belongs to a table and has a name of its own. */
export type TablePart = 'primary key' | 'unique' | 'index' | 'check' | 'foreign key' | 'trigger'

export type ValueMove = {
  readonly from: string
  readonly to: string
  /** On the way back alone: what rows may have had as well that were merged into `from`. */
  readonly or?: readonly string[]
}

/** Where dropped rows or values are kept, and where they come back from; undefined: they are gone for good. */
type Parking = { readonly park: string | undefined }

/** What rows get that were there before the column; undefined: its default, or null. */
type Filling = { readonly backfill: DefaultValue | undefined }

/** How values get from one type to another. */
export type Conversion = {
  /** Expression for the new value over the columns of the row, which have their new names by then; undefined: a plain cast. */
  readonly using: SqlText | undefined
  /** What rows get where the value is null and no longer may be. */
  readonly backfill: DefaultValue | undefined
}
