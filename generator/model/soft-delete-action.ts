import type { ReferentialAction, SoftDeleteAction } from './model.js'

/** What is known of a foreign key whose target soft-deletes. */
type Key = {
  /** What the author says of it. */
  readonly onSoftDelete: SoftDeleteAction | undefined
  /** What the author says of the real deletion. */
  readonly onDelete: ReferentialAction | undefined
  readonly childSoftDeletes: boolean
}

/**
 * What becomes of a row when the row that it points at is deleted softly. Unless that is said, it follows the real deletion, where
 * rows can be deleted softly themselves; others are left alone.
 */
export function softDeleteAction({ onSoftDelete, onDelete, childSoftDeletes }: Key): SoftDeleteAction {
  if (onSoftDelete !== undefined) return onSoftDelete
  if (!childSoftDeletes || onDelete === 'set null' || onDelete === 'set default') return 'none'
  return onDelete === 'restrict' ? 'restrict' : 'cascade'
}
