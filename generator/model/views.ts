import type { SqlText, ViewEntry } from '../document/document.js'
import type { View } from './model.js'
import type { Scope } from './scope.js'
import { dialectMap } from './sql-text.js'
import { parseType } from './types/parse-type.js'

/** A view without a text for some dialect does not exist there. */
export const buildView = (entry: ViewEntry, scope: Scope): View => {
  const { value, span } = entry.sql
  const sql: SqlText = typeof value === 'string' ? value : dialectMap(value, span, scope)
  const dialects = typeof sql === 'string' ? scope.targets : scope.targets.filter((name) => name in sql)
  return {
    name: entry.name.value,
    sql,
    dependsOn: entry.dependsOn.map((name) => name.value),
    comment: entry.comment?.value,
    meta: {
      origin: { span: entry.name.span, mixin: undefined },
      typescript: entry.typescript?.value,
      columns: entry.columns.flatMap(({ name, type, nullable }) => {
        const parsed = parseType(type, dialects, scope)
        return parsed === undefined ? [] : [{ name: name.value, type: parsed, nullable }]
      }),
    },
  }
}
