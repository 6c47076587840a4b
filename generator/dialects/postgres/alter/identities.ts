import type { Statement } from '../../dialect.js'
import { sequenceName } from '../chosen-names.js'
import { identityClause } from '../create-table.js'
import { defaultClause } from '../defaults.js'
import { quote } from '../identifiers.js'
import { textLiteral } from '../literals.js'
import { lockTable } from '../lock-table.js'
import { keepPosition } from '../parking.js'
import { sqlType } from '../types.js'
import { type AlteredTable, alterTable, type Clause, type KeptColumn } from './altered-table.js'
import { losesDefault } from './lost-default.js'

/** How a column gets its numbers, without starting to count anew. */
export const changeIdentity = (table: AlteredTable, column: KeptColumn): readonly Statement[] => {
  const [from, to] = [column.before.identity, column.after.identity]
  if (from === to) return from === 'serial' ? sequenceType(table, column) : []
  if (from === undefined) return to === 'serial' ? addSerial(table, column) : addIdentity(table, column)
  if (to === undefined) return from === 'serial' ? dropSerial(table, column) : dropIdentity(table, column)
  if (from === 'serial') return serialToIdentity(table, column)
  return to === 'serial' ? identityToSerial(table, column) : switchIdentity(table, column)
}

const pathOf = ({ after }: AlteredTable, column: KeptColumn): string => `${after.name}.${column.after.name}`

const altering = (
  table: AlteredTable,
  column: KeptColumn,
  sql: string,
  comment: string,
): readonly Statement[] => alterTable(table.after.name, [alteration(column, sql, comment)])

const alteration = (column: KeptColumn, sql: string, comment: string): Clause => ({
  sql: `ALTER COLUMN ${quote(column.after.name)} ${sql}`,
  comment,
})

/** Its name follows the renames of the table and the column. */
const sequenceOf = (table: AlteredTable, column: KeptColumn): string =>
  sequenceName(table.after.name, column.after.name)

/** In two columns of one table this name is taken once, and only for a moment. */
const aside = (table: AlteredTable, column: KeptColumn): string =>
  sequenceName(table.after.name, `${column.after.name}_old`)

const startBehindRows = (table: AlteredTable, column: KeptColumn, sequence: string): Statement => {
  const name = quote(column.after.name)
  return {
    sql: `SELECT setval(${textLiteral(quote(sequence))}, coalesce(max(${name}), 0) + 1, false) FROM ${quote(table.after.name)}`,
    comment: `count on from the rows of ${table.after.name}`,
  }
}

const switchIdentity = (table: AlteredTable, column: KeptColumn): readonly Statement[] => {
  const how = column.after.identity === 'always' ? 'ALWAYS' : 'BY DEFAULT'
  return altering(
    table,
    column,
    `SET GENERATED ${how}`,
    `number ${pathOf(table, column)} ${how.toLowerCase()}`,
  )
}

const addIdentity = (table: AlteredTable, column: KeptColumn): readonly Statement[] => [
  ...setNotNull(table, column),
  ...dropOwnDefault(table, column),
  ...altering(
    table,
    column,
    `ADD ${identityClause(column.after) ?? ''}`,
    `number ${pathOf(table, column)} from now on`,
  ),
  startBehindRows(table, column, sequenceOf(table, column)),
]

/** An identity needs the column to be NOT NULL at once. */
const setNotNull = (table: AlteredTable, column: KeptColumn): readonly Statement[] =>
  column.before.nullable
    ? altering(table, column, 'SET NOT NULL', `let ${pathOf(table, column)} hold no null`)
    : []

const dropOwnDefault = (table: AlteredTable, column: KeptColumn): readonly Statement[] =>
  defaultClause(column.before, table.migration.models.before) === undefined || losesDefault(table, column)
    ? []
    : altering(table, column, 'DROP DEFAULT', `drop the default of ${pathOf(table, column)}`)

const setOwnDefault = (table: AlteredTable, column: KeptColumn): readonly Statement[] => {
  const clause = defaultClause(column.after, table.migration.models.after)
  return clause === undefined
    ? []
    : altering(table, column, `SET ${clause}`, `set the default of ${pathOf(table, column)}`)
}

const dropIdentity = (table: AlteredTable, column: KeptColumn): readonly Statement[] => [
  ...altering(table, column, 'DROP IDENTITY', `number ${pathOf(table, column)} no longer`),
  ...setOwnDefault(table, column),
]

const createSequence = (table: AlteredTable, column: KeptColumn, name: string): Statement => ({
  sql: `CREATE SEQUENCE ${quote(name)} AS ${sqlType(column.after.type, table.migration.models.after)}`,
  comment: `create sequence ${name}`,
})

const countFrom = (table: AlteredTable, column: KeptColumn): readonly Statement[] => {
  const sequence = sequenceOf(table, column)
  const owner = `${quote(table.after.name)}.${quote(column.after.name)}`
  return [
    { sql: `ALTER SEQUENCE ${quote(sequence)} OWNED BY ${owner}`, comment: `drop it with its column` },
    ...altering(
      table,
      column,
      `SET DEFAULT nextval(${textLiteral(quote(sequence))})`,
      `number ${pathOf(table, column)} from ${sequence}`,
    ),
  ]
}

const addSerial = (table: AlteredTable, column: KeptColumn): readonly Statement[] => [
  lockTable(table.after, 'while its rows are counted'),
  ...setNotNull(table, column),
  createSequence(table, column, sequenceOf(table, column)),
  startBehindRows(table, column, sequenceOf(table, column)),
  ...countFrom(table, column),
]

const dropSerial = (table: AlteredTable, column: KeptColumn): readonly Statement[] => [
  ...altering(table, column, 'DROP DEFAULT', `number ${pathOf(table, column)} no longer`),
  { sql: `DROP SEQUENCE ${quote(sequenceOf(table, column))}`, comment: `drop its sequence` },
  ...setOwnDefault(table, column),
]

const renameSequence = (from: string, to: string): Statement => ({
  sql: `ALTER SEQUENCE ${quote(from)} RENAME TO ${quote(to)}`,
  comment: `rename sequence ${from} to ${to}`,
})

const serialToIdentity = (table: AlteredTable, column: KeptColumn): readonly Statement[] => {
  const [sequence, old] = [sequenceOf(table, column), aside(table, column)]
  return [
    renameSequence(sequence, old),
    ...altering(table, column, 'DROP DEFAULT', `take ${pathOf(table, column)} from its sequence`),
    ...altering(
      table,
      column,
      `ADD ${identityClause(column.after) ?? ''}`,
      `number ${pathOf(table, column)} as an identity`,
    ),
    keepPosition(old, sequence),
    { sql: `DROP SEQUENCE ${quote(old)}`, comment: `drop sequence ${old}` },
  ]
}

const identityToSerial = (table: AlteredTable, column: KeptColumn): readonly Statement[] => {
  const [sequence, fresh] = [sequenceOf(table, column), aside(table, column)]
  return [
    lockTable(table.after, 'while its numbers change their sequence'),
    createSequence(table, column, fresh),
    keepPosition(sequence, fresh),
    ...altering(table, column, 'DROP IDENTITY', `number ${pathOf(table, column)} as an identity no longer`),
    renameSequence(fresh, sequence),
    ...countFrom(table, column),
  ]
}

/** The sequence of an identity follows its column's type, that of a serial column does not. */
const sequenceType = (table: AlteredTable, column: KeptColumn): readonly Statement[] => {
  const { models } = table.migration
  const [from, to] = [sqlType(column.before.type, models.before), sqlType(column.after.type, models.after)]
  if (from === to) return []
  const sequence = sequenceOf(table, column)
  return [
    {
      sql: `ALTER SEQUENCE ${quote(sequence)} AS ${to}`,
      comment: `let ${sequence} count as far as ${to} goes`,
    },
  ]
}
