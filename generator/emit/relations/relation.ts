import type { ForeignKey, Table } from '../../model/model.js'

/** A way from the rows of a table to rows of another, or of itself. Columns are SQL names. */
export type Relation = {
  /** Property of a row that includes it. */
  readonly name: string
  /**
   * `one`: always there; `live`: there unless it is deleted; `optional`: one or none; `many`: any number.
   */
  readonly kind: 'one' | 'live' | 'optional' | 'many'
  /** Its rows. */
  readonly table: string
  /** Of the table that the relation starts from, in the order of `references`. */
  readonly columns: readonly string[]
  readonly references: readonly string[]
  /** The table between, of a many-to-many relation: `columns` fit its `from`, its `to` fits `references`. */
  readonly through:
    | { readonly table: string; readonly from: readonly string[]; readonly to: readonly string[] }
    | undefined
  /** The foreign keys that it goes along. */
  readonly keys: readonly ForeignKey[]
}

export const softDeletes = ({ meta }: Table): boolean => meta?.behaviors.softDelete !== undefined
