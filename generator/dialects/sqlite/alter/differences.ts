import type { Check, Column, ForeignKey, Index, Model, Table } from '../../../model/model.js'
import { isFor } from '../../dialect.js'
import { check, foreignKey, primaryKey, unique } from '../constraints.js'
import { columnText, countingColumn } from '../create-table.js'
import { createIndex } from '../indexes.js'
import { optionsOf } from '../table-options.js'
import { valueCheck } from '../value-checks.js'
import { name as dialect } from '../versions.js'

/** A column that is there before and after. */
export type KeptColumn = { readonly before: Column; readonly after: Column }

/** A table as its database knows it, the model that says what its enums are, and what its checks of values are called. */
export type Side = {
  readonly table: Table
  readonly model: Model
  readonly checkName: (column: Column) => string
}

/** What differs between two states of a table in this database's own SQL; what it writes alike is no difference. */
export type TableDifference = {
  readonly added: readonly Column[]
  readonly dropped: readonly Column[]
  readonly kept: readonly KeptColumn[]
  /** Kept columns of another type, default, collation or expression. */
  readonly reshaped: readonly KeptColumn[]
  readonly nullability: readonly KeptColumn[]
  /** Kept columns whose values are checked otherwise. */
  readonly valueChecks: readonly KeptColumn[]
  readonly checks: Parts<Check>
  readonly uniqueKeys: boolean
  readonly primaryKey: boolean
  readonly options: boolean
  readonly foreignKeys: Parts<ForeignKey>
  readonly indexes: Parts<Index>
}

/** Named parts that are no longer, or not yet, as they are on the other side. */
export type Parts<T> = { readonly gone: readonly T[]; readonly come: readonly T[] }

export const tableDifference = (before: Side, after: Side): TableDifference => {
  const columns = columnDifference(before, after)
  return {
    ...columns,
    checks: parts(before.table.checks, after.table.checks, check),
    uniqueKeys: changed(parts(before.table.uniques, after.table.uniques, unique)),
    primaryKey:
      changed(parts(keyOf(before.table), keyOf(after.table), primaryKey)) ||
      countingColumn(before.table)?.name !== countingColumn(after.table)?.name,
    options: optionsOf(before.table).join('\n') !== optionsOf(after.table).join('\n'),
    foreignKeys: parts(before.table.foreignKeys, after.table.foreignKeys, foreignKey),
    indexes: parts(indexesOf(before.table), indexesOf(after.table), (index) =>
      createIndex(after.table, index)
        .map(({ sql }) => sql)
        .join(),
    ),
  }
}

export const indexesOf = (table: Table): readonly Index[] =>
  table.indexes.filter((index) => isFor(index, dialect))

export const isChanged = (difference: TableDifference): boolean =>
  [difference.added, difference.dropped, difference.reshaped, difference.nullability].some(
    ({ length }) => length > 0,
  ) ||
  difference.valueChecks.length > 0 ||
  difference.uniqueKeys ||
  difference.primaryKey ||
  difference.options ||
  changed(difference.checks) ||
  changed(difference.foreignKeys)

export const changed = ({ gone, come }: Parts<unknown>): boolean => gone.length + come.length > 0

const keyOf = ({ primaryKey: key }: Table) => (key === undefined ? [] : [key])

const parts = <T>(
  before: readonly T[],
  after: readonly T[],
  text: (part: T) => string | undefined,
): Parts<T> => {
  const [old, next] = [textsOf(before, text), textsOf(after, text)]
  return {
    gone: before.filter((part) => isMissing(text(part), next)),
    come: after.filter((part) => isMissing(text(part), old)),
  }
}

const textsOf = <T>(elements: readonly T[], text: (part: T) => string | undefined): ReadonlySet<string> =>
  new Set(elements.map(text).filter((each) => each !== undefined))

/** A part without a text is for other databases. */
const isMissing = (text: string | undefined, others: ReadonlySet<string>): boolean =>
  text !== undefined && !others.has(text)

const columnDifference = (before: Side, after: Side) => {
  const old = new Map(before.table.columns.map((column) => [column.name, column]))
  const next = new Set(after.table.columns.map(({ name }) => name))
  const kept = after.table.columns.flatMap((column) => {
    const former = old.get(column.name)
    return former ? [{ before: former, after: column }] : []
  })
  return {
    added: after.table.columns.filter(({ name }) => !old.has(name)),
    dropped: before.table.columns.filter(({ name }) => !next.has(name)),
    kept,
    reshaped: kept.filter((pair) => shape(before, pair.before) !== shape(after, pair.after)),
    nullability: kept.filter((pair) => pair.before.nullable !== pair.after.nullable),
    valueChecks: kept.filter((pair) => valueCheckOn(before, pair.before) !== valueCheckOn(after, pair.after)),
  }
}

/** A column that counts needs none: it takes nothing but integers anyway. */
export const valueCheckOn = ({ table, model, checkName }: Side, column: Column): string | undefined =>
  countingColumn(table)?.name === column.name
    ? undefined
    : valueCheck(table, column, model, checkName(column))

/** The column's text but for what can be changed by itself. */
const shape = ({ table, model }: Side, column: Column): string => {
  const counts = countingColumn(table) === column
  const { type, clauses } = columnText(table, counts ? column : { ...column, nullable: true }, counts, model)
  return [type, ...clauses].join(' ')
}
