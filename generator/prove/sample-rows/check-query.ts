import { textFor } from '../../dialects/dialect.js'
import { mentions } from '../../dialects/mentions.js'
import type { Column, DefaultValue, Model } from '../../model/model.js'
import type { KeptColumn } from '../lineage.js'
import type { Models, RowCheck, TableFacts } from './table-facts.js'

/** Values for some columns of a table, as literals, in the order of the columns. */
export type Combination = readonly string[]

export type CheckQuestion = {
  readonly facts: TableFacts
  readonly models: Models
  readonly columns: readonly Column[]
  readonly checks: readonly RowCheck[]
}

/**
 * SQL that gives the positions of those combinations which pass all checks: the checks of the model after on what the values are
 * by then. A check that is null passes, as in the database.
 */
export const checkQuery = (question: CheckQuestion, combinations: readonly Combination[]): string => {
  const { checks } = question
  const before = checks.filter(({ side }) => side === 'before')
  const after = checks.filter(({ side }) => side === 'after')
  const rows = `SELECT * FROM (${computed(question, given(question, combinations))}) AS given${where(before)}`
  if (after.length === 0) return `SELECT k FROM (${rows}) AS passed`
  return `SELECT k FROM (${converted(question, rows, after)}) AS converted${where(after)}`
}

/** NOT and IS NOT TRUE mean the same in every database, whatever a truth is there. */
const where = (checks: readonly RowCheck[]): string =>
  checks.length === 0 ? '' : ` WHERE ${checks.map(({ sql }) => `(NOT (${sql}\n)) IS NOT TRUE`).join(' AND ')}`

/** The combinations, numbered, as rows with the names and types of the columns. */
const given = (
  { columns, models: { rowSql, before } }: CheckQuestion,
  combinations: readonly Combination[],
): string => {
  const rows = combinations.map((values, position) => `(${[position, ...values].join(', ')})`)
  const named = columns.map(
    ({ name, type }, position) =>
      `${rowSql.typed(`column${position + 2}`, type, before)} AS ${rowSql.quote(name)}`,
  )
  return `SELECT ${['column1 AS k', ...named].join(', ')} FROM (VALUES ${rows.join(', ')}) AS listed`
}

/** With the columns that the database would compute, where a check speaks of them. */
const computed = ({ facts, checks, models: { rowSql, before } }: CheckQuestion, rows: string): string => {
  const generated = facts.table.columns.flatMap(({ name, type, generated: expression }) => {
    const sql = expression === undefined ? undefined : textFor(expression.sql, rowSql.dialect)
    const isMeant = checks.some((check) => check.side === 'before' && mentions(check.sql, name))
    return sql !== undefined && isMeant
      ? [`${rowSql.typed(`(${sql})`, type, before)} AS ${rowSql.quote(name)}`]
      : []
  })
  return generated.length === 0 ? rows : `SELECT stored.*, ${generated.join(', ')} FROM (${rows}) AS stored`
}

const converted = (question: CheckQuestion, rows: string, checks: readonly RowCheck[]): string => {
  const { facts, models, columns } = question
  const { rowSql, after } = models
  const expressions = (facts.kept?.after.columns ?? []).flatMap((column) => {
    if (!checks.some(({ sql }) => mentions(sql, column.name))) return []
    const kept = facts.kept?.columns.find((each) => each.after === column)
    const isThere = kept !== undefined && columns.includes(kept.before)
    if (kept !== undefined && !isThere) return []
    const sql = kept === undefined ? added(column, models) : conversion(kept, models)
    return [`${rowSql.typed(sql, column.type, after)} AS ${rowSql.quote(column.name)}`]
  })
  return `SELECT ${['k', ...expressions].join(', ')} FROM (${rows}) AS passed`
}

const conversion = (
  { before, after, conversions, moved }: KeptColumn,
  { rowSql, after: model }: Models,
): string => {
  const [first] = conversions
  const using = first?.up.using === undefined ? undefined : textFor(first.up.using, rowSql.dialect)
  const name = rowSql.quote(before.name)
  const plain = JSON.stringify(before.type) === JSON.stringify(after.type)
  const sql = using !== undefined ? `(${using}\n)` : plain ? name : rowSql.cast(name, after.type, model)
  const filled =
    first?.up.backfill === undefined
      ? sql
      : `coalesce(${sql}, ${defaultSql(first.up.backfill, after, model, rowSql)})`
  const cases = moved.up.map(
    ({ from, to }) =>
      `WHEN ${rowSql.literal(from, { kind: 'text' }, model)} THEN ${rowSql.literal(to, { kind: 'text' }, model)}`,
  )
  return cases.length === 0
    ? filled
    : `CASE ${rowSql.cast(name, { kind: 'text' }, model)} ${cases.join(' ')} ELSE ${rowSql.cast(name, { kind: 'text' }, model)} END`
}

const added = (column: Column, { rowSql, after }: Models): string =>
  column.default === undefined ? 'NULL' : defaultSql(column.default, column, after, rowSql)

const defaultSql = (
  value: DefaultValue,
  { type }: Column,
  model: Model,
  rowSql: Models['rowSql'],
): string => {
  if (value.kind === 'literal') return rowSql.literal(value.value, type, model)
  const sql = value.kind === 'sql' ? textFor(value.sql, rowSql.dialect) : undefined
  return sql === undefined ? 'NULL' : `(${sql})`
}
