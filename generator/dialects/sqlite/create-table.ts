import type { Column, ForeignKey, Model, Table } from '../../model/model.js'
import { type Statement, textFor } from '../dialect.js'
import { type ColumnText, comment, commentLines, parenthesize, tableBody } from '../layout.js'
import { check, foreignKey, primaryKey, unique } from './constraints.js'
import { defaultClause } from './defaults.js'
import { quote } from './identifiers.js'
import { conflictClause, mayHoldNulls, nullClause } from './key-options.js'
import { declaredType, hasNoRowNumbers, optionsClause } from './table-options.js'
import { valueCheck } from './value-checks.js'

/** `as`: the name that the table has for a while, when it is made beside the one whose place it takes. */
export const createTable = (
  table: Table,
  keys: readonly ForeignKey[],
  model: Model,
  as: string = table.name,
): readonly Statement[] => {
  const counting = countingColumn(table)
  const key =
    table.primaryKey && !counting
      ? [primaryKey(table.primaryKey) + conflictClause(table, table.primaryKey.name)]
      : []
  const uniques = table.uniques.map((each) => unique(each) + conflictClause(table, each.name))
  const constraints = [
    ...(keyStandsLast(table) ? [...uniques, ...key] : [...key, ...uniques]),
    ...table.checks.map(check).filter((text) => text !== undefined),
    ...keys.map(foreignKey),
  ]
  const columns = table.columns.map((column) => columnText(table, column, column === counting, model))
  const head = `CREATE TABLE ${quote(as)}`
  return [
    {
      sql: `${head}${tableComment(table)}${tableBody(columns, constraints)}${optionsClause(table)}`,
      comment: `create table ${as}`,
    },
  ]
}

/**
 * SQLite 3.53 cannot rename the INTEGER key of a table without row numbers ("no such column … after rename") where a unique
 * constraint with the column stands behind the primary key.
 */
const keyStandsLast = (table: Table): boolean => {
  const [name, ...others] = table.primaryKey?.columns ?? []
  const column = table.columns.find((each) => each.name === name)
  return (
    column !== undefined &&
    others.length === 0 &&
    declaredType(table, column.type) === 'INTEGER' &&
    hasNoRowNumbers(table.options.sqlite ?? []) &&
    table.uniques.some(({ columns }) => columns.includes(column.name))
  )
}

/**
 * The primary key that counts by itself and never reuses a number, which is possible for a single integer column alone:
 * https://www.sqlite.org/autoinc.html
 */
export const countingColumn = (table: Table): Column | undefined => {
  const [name, ...others] = table.primaryKey?.columns ?? []
  return others.length > 0
    ? undefined
    : table.columns.find((column) => column.name === name && column.identity !== undefined)
}

/**
 * The database has no comments; the text of CREATE TABLE is kept with those in it: https://www.sqlite.org/schematab.html.
 * They stand so that tools which look for AUTOINCREMENT in that text find the column's name right after the parenthesis.
 */
const tableComment = (table: Table): string => {
  const lines = commentLines(table.comment).map(comment)
  if (lines.length === 0) return ' '
  return lines.length === 1 ? ` ${lines[0]}\n` : `\n${lines.map((line) => `  ${line}`).join('\n')}\n`
}

export const columnText = (table: Table, column: Column, counts: boolean, model: Model): ColumnText => {
  const comments = commentLines(column.comment)
  return {
    above: counts ? [] : comments,
    behind: counts && comments.length > 0 ? comments.join(' ') : undefined,
    name: quote(column.name),
    type: declaredType(table, column.type),
    clauses: counts ? [notNull(table, column), countingKey(table)] : clauses(table, column),
    constraint: counts ? undefined : valueCheck(table, column, model),
  }
}

const countingKey = (table: Table): string => {
  const name = table.primaryKey?.name ?? ''
  return `CONSTRAINT ${quote(name)} PRIMARY KEY${conflictClause(table, name)} AUTOINCREMENT`
}

const notNull = (table: Table, { name }: Column): string => `NOT NULL${nullClause(table, name)}`

const clauses = (table: Table, column: Column): readonly string[] =>
  [
    collateClause(column),
    generatedClause(column),
    column.nullable || mayHoldNulls(table, column.name) ? undefined : notNull(table, column),
    defaultClause(column),
  ].filter((clause) => clause !== undefined)

const collateClause = ({ collate }: Column): string | undefined => {
  const name = collate === undefined ? undefined : textFor(collate, 'sqlite')
  return name === undefined ? undefined : `COLLATE ${collation(name)}`
}

/** https://www.sqlite.org/datatype3.html#collating_sequences */
export const builtInCollations: readonly string[] = ['BINARY', 'NOCASE', 'RTRIM']

export const collation = (name: string): string => (builtInCollations.includes(name) ? name : quote(name))

/** Whether this database computes the column, which then cannot be written. */
export const isGenerated = ({ generated }: Column): boolean =>
  generated !== undefined && textFor(generated.sql, 'sqlite') !== undefined

const generatedClause = ({ generated }: Column): string | undefined => {
  const sql = generated === undefined ? undefined : textFor(generated.sql, 'sqlite')
  if (generated === undefined || sql === undefined) return undefined
  return `GENERATED ALWAYS AS ${parenthesize(sql)} ${generated.stored ? 'STORED' : 'VIRTUAL'}`
}
