import type { Located, ReferentialAction } from '../../document/document.js'
import type { DraftColumn, DraftTable } from '../draft.js'
import { quoted } from '../quoted.js'
import type { Report } from '../scope.js'
import type { Rule } from './rule.js'

/** Actions that would fail whenever they are needed. */
export const foreignKeyActions: Rule = ({ tables, report }) => {
  for (const table of tables) {
    for (const { entry } of table.foreignKeys) {
      const columns = entry.columns.flatMap(({ value }) => table.columnsByName.get(value) ?? [])
      checkAction('on_delete', entry.onDelete, columns, table, report)
      checkAction('on_update', entry.onUpdate, columns, table, report)
    }
  }
}

const checkAction = (
  key: string,
  action: Located<ReferentialAction> | undefined,
  columns: readonly DraftColumn[],
  table: DraftTable,
  report: Report,
): void => {
  if (action?.value !== 'set null' && action?.value !== 'set default') return
  const generated = columns.find(({ entry }) => entry.generated !== undefined)
  if (generated !== undefined) {
    const name = quoted(generated.entry.name.value)
    report(
      'invalid-generated',
      action.span,
      `${key}: ${action.value} cannot write ${name}, which is generated`,
    )
    return
  }
  const stubborn = columns.find(({ entry }) =>
    action.value === 'set null' ? !entry.nullable : entry.default === undefined && !entry.nullable,
  )
  if (stubborn === undefined) return
  const name = quoted(stubborn.entry.name.value)
  const lacks = action.value === 'set null' ? 'is not nullable' : 'has no default and is not nullable'
  report(
    'invalid-action',
    action.span,
    `${key}: ${action.value} could never succeed, because ${name} of ${quoted(table.name)} ${lacks}`,
    action.value === 'set null'
      ? 'Make the column nullable, or choose restrict or cascade'
      : 'Give the column a default, or make it nullable',
  )
}
