import { quoted } from '../quoted.js'
import type { Rule } from './rule.js'

/** Actions upon soft deletion where nothing is deleted softly. */
export const softDeleteActions: Rule = ({ tables, byName, report }) => {
  for (const table of tables) {
    for (const { entry } of table.foreignKeys) {
      const { onSoftDelete } = entry
      const target = byName.get(entry.table.value)
      if (onSoftDelete === undefined || target === undefined) continue
      const what = `on_soft_delete: ${onSoftDelete.value}`
      if (target.behaviors.softDelete === undefined && onSoftDelete.value !== 'none') {
        report(
          'invalid-action',
          onSoftDelete.span,
          `${what} could never happen, because rows of ${quoted(target.name)} are never deleted softly`,
          `Remove it, or give ${quoted(target.name)} the mixin soft-delete`,
        )
      } else if (table.behaviors.softDelete === undefined && onSoftDelete.value === 'cascade') {
        report(
          'invalid-action',
          onSoftDelete.span,
          `${what} could never succeed, because rows of ${quoted(table.name)} cannot be deleted softly`,
          `Give ${quoted(table.name)} the mixin soft-delete, or choose restrict or none`,
        )
      }
    }
  }
}
