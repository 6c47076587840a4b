import type { ForeignKey, Table } from '../../../model/model.js'
import type { Introspection, OtherObject, Query } from '../../introspection.js'
import { mentionedNames } from '../../mentions.js'
import { type SchemaRow, schemaQuery } from '../catalogue/schema-lines.js'
import { quote } from '../identifiers.js'
import { parseTable } from './parse-table.js'
import { readIndex } from './read-index.js'
import { readTable } from './read-table.js'

/** All of a database is in the texts of sqlite_schema: https://www.sqlite.org/schematab.html */
export async function introspect(query: Query): Promise<Introspection> {
  const rows = await query<SchemaRow>(`${schemaQuery} ORDER BY m.rowid`)
  const shadows = new Set(
    (
      await query<{ name: string }>(
        `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow'`,
      )
    ).map(({ name }) => name),
  )
  return assemble(rows.filter(({ name, tbl_name }) => !shadows.has(name) && !shadows.has(tbl_name)))
}

const assemble = (rows: readonly SchemaRow[]): Introspection => {
  const names = rows.map(({ name }) => name)
  const tables = rows
    .filter(({ type }) => type === 'table')
    .map((row) => ({ row, parsed: parseTable(row.sql ?? '') }))
  const read = tables.flatMap(({ row, parsed }) =>
    parsed === undefined ? [] : [readTable(row.name, parsed)],
  )
  const plain = read.map(({ table }): Table => ({ ...table, indexes: indexesOf(table, rows) }))
  const linked = plain.map((table) => ({
    ...table,
    foreignKeys: table.foreignKeys.map((key) => withTarget(key, plain)),
  }))
  return {
    model: {
      enums: read.flatMap(({ enums }) => enums),
      tables: linked.map((table) => withWideCounter(table, linked)),
      views: rows
        .filter(({ type }) => type === 'view')
        .map(({ name, sql }) => ({
          name,
          sql: viewText(sql ?? ''),
          dependsOn: mentionedNames(sql ?? '', names, name),
          comment: undefined,
        })),
      scripts: [],
    },
    others: [
      ...read.flatMap(({ others }) => others),
      ...tables.flatMap(({ row, parsed }) => (parsed === undefined ? [virtualTable(row, names)] : [])),
      ...rows.filter(({ type }) => type === 'trigger').map((row) => trigger(row, names)),
    ],
  }
}

const indexesOf = ({ name, columns }: Table, rows: readonly SchemaRow[]): Table['indexes'] =>
  rows.flatMap((row) =>
    row.type === 'index' && row.tbl_name === name && row.sql !== null
      ? [
          readIndex(
            row.name,
            row.sql,
            columns.map((column) => column.name),
          ),
        ]
      : [],
  )

/** Names are found whatever their case, and a key that names no columns means the primary key. */
const withTarget = (key: ForeignKey, tables: readonly Table[]): ForeignKey => {
  const target = tables.find(({ name }) => name.toLowerCase() === key.table.toLowerCase())
  if (target === undefined) return key
  const columns = key.targetColumns.length > 0 ? key.targetColumns : (target.primaryKey?.columns ?? [])
  return { ...key, table: target.name, targetColumns: columns }
}

/** How far a column counts only those can tell that point at it. */
const withWideCounter = (table: Table, tables: readonly Table[]): Table => {
  const [key] = table.primaryKey?.columns ?? []
  const pointing = tables.flatMap(({ columns, foreignKeys }) =>
    foreignKeys
      .filter((foreign) => foreign.table === table.name && foreign.targetColumns[0] === key)
      .flatMap((foreign) => columns.filter(({ name }) => name === foreign.columns[0])),
  )
  if (!pointing.some(({ type }) => type.kind === 'bigint')) return table
  return {
    ...table,
    columns: table.columns.map((column) =>
      column.name === key && column.identity !== undefined ? { ...column, type: { kind: 'bigint' } } : column,
    ),
  }
}

/** https://www.sqlite.org/lang_createview.html */
const viewText = (sql: string): string => sql.replace(/^[\s\S]*?\bAS\b\s*/i, '')

const virtualTable = ({ name, sql }: SchemaRow, names: readonly string[]): OtherObject => ({
  kind: 'virtual table',
  name,
  table: undefined,
  script: { create: [sql ?? ''], drop: [`DROP TABLE ${quote(name)}`] },
  dependsOn: mentionedNames(sql ?? '', names, name),
})

const trigger = ({ name, tbl_name, sql }: SchemaRow, names: readonly string[]): OtherObject => ({
  kind: 'trigger',
  name,
  table: tbl_name,
  script: { create: [sql ?? ''], drop: [`DROP TRIGGER ${quote(name)}`] },
  dependsOn: [...new Set([tbl_name, ...mentionedNames(sql ?? '', names, name)])],
})
