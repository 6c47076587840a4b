import { diagnostic } from '../../diagnostics/codes.js'
import type { Diagnostic } from '../../diagnostics/diagnostic.js'
import type { Column, Table } from '../../model/model.js'
import type { Paired } from './table-pairs.js'

/**
 * Columns that come to tables with rows, and for which neither the author nor the column itself says what those rows get. Of one
 * that may be an old one under a new name that is asked first.
 */
export const missingBackfills = (
  { pairs }: Paired,
  ambiguous: readonly Diagnostic[],
): readonly Diagnostic[] => {
  const asked = new Set(ambiguous.flatMap(({ span }) => span ?? []))
  const isAsked = ({ meta }: Column) => meta !== undefined && asked.has(meta.origin.span)
  return pairs.flatMap(({ moved, after }) => {
    const names = new Set(moved.columns.map(({ name }) => name))
    return after.columns
      .filter((column) => !names.has(column.name) && needsBackfill(column) && !isAsked(column))
      .map((column) => missing(after, column))
  })
}

const needsBackfill = (column: Column): boolean =>
  !column.nullable &&
  column.default === undefined &&
  column.generated === undefined &&
  column.identity === undefined &&
  column.meta?.backfill === undefined

const missing = (table: Table, { name, meta }: Column): Diagnostic =>
  diagnostic(
    'missing-backfill',
    meta?.origin.span,
    `${table.name}.${name} is new and must have a value, but the rows that exist have none`,
    hintFor(table, name, meta?.origin.mixin),
  )

const hintFor = (table: Table, column: string, mixin: string | undefined): string => {
  if (table.historyOf !== undefined) {
    return `give the column of ${table.historyOf} a \`backfill:\`, which its history gets too, or make it nullable`
  }
  return mixin === undefined
    ? 'give it a `default:`, or a `backfill:` that only those rows get, or make it nullable'
    : `say what those rows get at the columns of ${table.name}: \`${column}: { backfill: … }\``
}
