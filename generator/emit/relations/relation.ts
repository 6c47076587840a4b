import type { ForeignKey, SoftDeleteAction, Table } from '../../model/model.js'
import { softDeleteAction } from '../../model/soft-delete-action.js'

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
  /**
   * Along a foreign key to a soft-deleting table: whether the row that it leads to must be live, at any time or when the two are
   * linked.
   */
  readonly liveParent: 'always' | 'when linked' | undefined
  /** The foreign keys that it goes along. */
  readonly keys: readonly ForeignKey[]
}

/** What becomes of rows of the table when the row that the key points at is deleted softly. */
export const actionUpon = (table: Table, { onDelete, meta }: ForeignKey): SoftDeleteAction =>
  softDeleteAction({
    onSoftDelete: meta?.onSoftDelete,
    // A key that nobody gave an action refuses only the real deletion of its parent, not the soft one.
    onDelete: meta?.explicitOnDelete === false ? undefined : onDelete,
    childSoftDeletes: softDeletes(table),
  })

export const softDeletes = ({ meta }: Table): boolean => meta?.behaviors.softDelete !== undefined
