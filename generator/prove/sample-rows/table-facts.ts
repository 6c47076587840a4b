import { isFor, textFor } from '../../dialects/dialect.js'
import type { Column, ForeignKey, Model, SqlText, Table } from '../../model/model.js'
import type { KeptColumn, KeptTable, Lineage } from '../lineage.js'
import type { RowSql } from '../row-sql.js'
import { goes } from './goes.js'

/** Both models, and where what is in the one is in the other. */
export type Models = {
  readonly before: Model
  readonly after: Model
  readonly lineage: Lineage
  readonly rowSql: RowSql
}

/** What rows of a table must satisfy, before the migration and after it; columns and tables by their names before. */
export type TableFacts = {
  readonly table: Table
  readonly kept: KeptTable | undefined
  /** Those that an INSERT names; the database fills the others. */
  readonly written: readonly Column[]
  readonly required: ReadonlySet<string>
  /** Those of them that may be null, but not here: what the null becomes finds no way back. */
  readonly oneWay: readonly string[]
  readonly references: readonly Reference[]
  readonly uniques: readonly (readonly string[])[]
  readonly checks: readonly RowCheck[]
}

export type Reference = {
  readonly name: string
  readonly columns: readonly string[]
  /** undefined: a table that comes with the migration, so that there is nothing to point at yet. */
  readonly table: string | undefined
  readonly targetColumns: readonly string[]
}

export type RowCheck = {
  readonly name: string
  readonly sql: string
  /** Which of the models it is of, and so whose names it uses. */
  readonly side: 'before' | 'after'
}

export const factsOf = (table: Table, models: Models): TableFacts => {
  const kept = models.lineage.kept.find(({ before }) => before === table)
  const oneWay = (kept?.columns ?? [])
    .filter((column) => isOneWay(column, models))
    .map(({ before }) => before.name)
  return {
    table,
    kept,
    oneWay,
    written: table.columns.filter((column) => column.generated === undefined && !isCounted(table, column)),
    required: new Set([
      ...table.columns.filter((column) => isRequired(table, kept, column)).map(({ name }) => name),
      ...oneWay,
    ]),
    references: [
      ...table.foreignKeys.filter((key) => exists(models.before, key.table, models)).map(referenceOf),
      ...(kept === undefined ? [] : laterReferences(kept, models)),
    ],
    uniques: [
      ...uniquesOf(table),
      ...(kept === undefined ? [] : uniquesOf(kept.after).flatMap(namedBefore(kept))),
    ],
    checks: checksOf(table, kept, models.rowSql),
  }
}

/** A version is what the trigger counts, from its default on. */
const isCounted = ({ triggers }: Table, { name }: Column): boolean =>
  triggers.some((trigger) => trigger.kind === 'touch' && trigger.version === name)

const isRequired = (table: Table, kept: KeptTable | undefined, column: Column): boolean => {
  if (!column.nullable || table.primaryKey?.columns.includes(column.name)) return true
  const later = kept?.columns.find(({ before }) => before.name === column.name)
  if (kept === undefined || later === undefined) return false
  if (kept.after.primaryKey?.columns.includes(later.after.name)) return true
  return !later.after.nullable && later.conversions.every(({ up }) => up.backfill === undefined)
}

/** Rows in which it was null get a value that the type before does not have; the way back says that it stops at them. */
const isOneWay = ({ before, after, conversions, moved }: KeptColumn, models: Models): boolean =>
  before.nullable &&
  !after.nullable &&
  conversions.some(({ up }) => {
    const filled = up.backfill?.kind === 'literal' ? up.backfill.value : null
    return (
      !moved.down.some(({ from }) => from === filled) && !goes(filled, after.type, before.type, models.before)
    )
  })

const exists = (model: Model, name: string, { rowSql }: Models): boolean =>
  model.tables.some((table) => table.name === name && isFor(table, rowSql.dialect))

const referenceOf = ({ name, columns, table, targetColumns }: ForeignKey): Reference => ({
  name,
  columns,
  table,
  targetColumns,
})

/** Foreign keys of the model after that columns have which are there before. */
const laterReferences = (kept: KeptTable, { lineage }: Models): readonly Reference[] =>
  kept.after.foreignKeys.flatMap((key) => {
    const [columns] = namedBefore(kept)(key.columns)
    if (columns === undefined) return []
    const target = lineage.kept.find(({ after }) => after.name === key.table)
    const [targetColumns] = target === undefined ? [] : namedBefore(target)(key.targetColumns)
    const table = targetColumns === undefined ? undefined : target?.before.name
    const later: Reference = { name: key.name, columns, table, targetColumns: targetColumns ?? [] }
    return kept.before.foreignKeys.some((known) => sameReference(known, later)) ? [] : [later]
  })

const sameReference = (key: ForeignKey, { columns, table, targetColumns }: Reference): boolean =>
  JSON.stringify([key.columns, key.table, key.targetColumns]) ===
  JSON.stringify([columns, table, targetColumns])

/** Nothing if one of the columns comes with the migration. */
const namedBefore =
  ({ columns }: KeptTable) =>
  (names: readonly string[]): readonly (readonly string[])[] => {
    const found = names.flatMap((name) => columns.filter(({ after }) => after.name === name))
    return found.length === names.length ? [found.map(({ before }) => before.name)] : []
  }

const uniquesOf = (table: Table): readonly (readonly string[])[] => [
  ...(table.primaryKey ? [table.primaryKey.columns] : []),
  ...table.uniques.map(({ columns }) => columns),
  ...table.indexes
    .filter(({ unique, elements }) => unique && elements.every(({ kind }) => kind === 'column'))
    .map(({ elements }) =>
      elements.flatMap((element) => (element.kind === 'column' ? [element.column] : [])),
    ),
]

const checksOf = (
  table: Table,
  kept: KeptTable | undefined,
  { dialect, quote }: RowSql,
): readonly RowCheck[] => {
  const written = (name: string, text: SqlText, side: RowCheck['side']): readonly RowCheck[] => {
    const sql = textFor(text, dialect)
    return sql === undefined ? [] : [{ name, sql, side }]
  }
  const before = table.checks.flatMap(({ name, sql }) => written(name, sql, 'before'))
  if (kept === undefined) return before
  const converted = kept.columns.filter(({ conversions }) => conversions.length > 0)
  const after = kept.after.checks.flatMap(({ name, sql }) => written(name, sql, 'after'))
  return [
    ...before,
    ...after.filter(({ sql }) => converted.length > 0 || before.every((check) => check.sql !== sql)),
    // What is converted by an expression must be something that the expression can convert.
    ...converted
      .filter(({ conversions }) => conversions.some(({ up }) => up.using !== undefined))
      .map(({ after: { name, nullable } }) => ({
        name: `conversion of ${name}`,
        sql: nullable ? `${quote(name)} IS NULL OR ${quote(name)} IS NOT NULL` : `${quote(name)} IS NOT NULL`,
        side: 'after' as const,
      })),
  ]
}
