import type { Span } from '../diagnostics/diagnostic.js'
import type { ColumnEntry, LiteralEntry } from '../document/document.js'
import { canonicalLiteral } from './literals/literal.js'
import type { DefaultValue, LogicalType } from './model.js'
import { quoted } from './quoted.js'
import type { Scope } from './scope.js'
import { resolveSql } from './sql-text.js'

/** The default in canonical form. A default of null on a nullable column is what the column has anyway. */
export const resolveDefault = (
  column: ColumnEntry,
  type: LogicalType,
  dialects: readonly string[],
  scope: Scope,
): DefaultValue | undefined => resolveValue('default', column, type, dialects, scope)

/** What rows that exist get, in the same form. */
export const resolveBackfill = (
  column: ColumnEntry,
  type: LogicalType,
  dialects: readonly string[],
  scope: Scope,
): DefaultValue | undefined => resolveValue('backfill', column, type, dialects, scope)

const resolveValue = (
  key: 'default' | 'backfill',
  column: ColumnEntry,
  type: LogicalType,
  dialects: readonly string[],
  scope: Scope,
): DefaultValue | undefined => {
  const entry = column[key]
  if (entry === undefined) return undefined
  const invalid = (problem: string, hint?: string): undefined => {
    scope.report(
      'invalid-default',
      entry.span,
      `The ${key} of ${quoted(column.name.value)}: ${problem}`,
      hint,
    )
  }
  switch (entry.value.kind) {
    case 'sql':
      return { kind: 'sql', sql: resolveSql({ value: entry.value.sql, span: entry.span }, dialects, scope) }
    case 'now':
      return takesNow(type)
        ? { kind: 'now' }
        : invalid('now is for timestamp, date and time', wordHint('now', type))
    case 'uuid':
      return takesUuid(type) ? { kind: 'uuid' } : invalid('uuid is for uuid and text', wordHint('uuid', type))
    case 'literal':
      return resolveLiteral(entry.value, column, type, scope, invalid)
    default:
      return entry.value satisfies never
  }
}

const takesNow = ({ kind }: LogicalType): boolean =>
  kind === 'timestamp' || kind === 'date' || kind === 'time'

const takesUuid = ({ kind }: LogicalType): boolean => kind === 'uuid' || kind === 'text'

const wordHint = (word: string, { kind }: LogicalType): string =>
  kind === 'native'
    ? 'Write { sql: "..." } with what the database calls it'
    : `For the word itself write "${word}" in quotes`

const resolveLiteral = (
  entry: LiteralEntry,
  column: ColumnEntry,
  type: LogicalType,
  scope: Scope,
  invalid: (problem: string, hint?: string) => undefined,
): DefaultValue | undefined => {
  if (entry.value === null) {
    return column.nullable
      ? undefined
      : invalid('null in a column that is not nullable', 'Make the column nullable')
  }
  const result = canonicalLiteral(type, entry, scope.enums)
  return 'problem' in result ? invalid(result.problem, result.hint) : { kind: 'literal', value: result.value }
}

/** Columns whose value comes from elsewhere cannot have a default as well. */
export const checkDefaultPlace = (column: ColumnEntry, scope: Scope): void => {
  const at: Span | undefined = column.default?.span
  if (at === undefined) return
  const name = quoted(column.name.value)
  if (column.generated !== undefined) {
    scope.report(
      'invalid-default',
      at,
      `${name} is generated, so it cannot have a default`,
      'Remove one of the two',
    )
  } else if (column.identity !== undefined) {
    scope.report(
      'invalid-default',
      at,
      `${name} counts by itself, so it cannot have a default`,
      'Remove one of the two',
    )
  }
}
