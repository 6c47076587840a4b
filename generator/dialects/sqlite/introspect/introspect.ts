import type { ForeignKey, Table } from '../../../model/model.js'
import type { Introspection, OtherObject, Query } from '../../introspection.js'
import { type SchemaRow, schemaQuery } from '../catalogue/schema-lines.js'
import { quote } from '../identifiers.js'
import { withDistinctNames } from './distinct-names.js'
import { mentionedIn } from './mentioned.js'
import { parseTable } from './parse-table.js'
import { strangeCollation } from './read-collation.js'
import { readIndex } from './read-index.js'
import { readParked } from './read-parked.js'
import { readSettings } from './read-settings.js'
import { readTable } from './read-table.js'
import { canonical } from './read-type.js'
import { readView } from './read-view.js'
import { shadowTables } from './shadow-tables.js'

/** All of a database but its settings is in the texts of sqlite_schema: https://www.sqlite.org/schematab.html */
export async function introspect(query: Query): Promise<Introspection> {
  const rows = await query<SchemaRow>(`${schemaQuery} ORDER BY m.rowid`)
  const named = async (sql: string): Promise<ReadonlySet<string>> =>
    new Set((await query<{ readonly name: string }>(sql)).map(({ name }) => name))
  const shadows = shadowTables(
    await named(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow'`),
    rows,
  )
  const modules = await named('SELECT lower(name) AS name FROM pragma_module_list')
  const { model, others } = assemble(
    rows.filter(({ name, tbl_name }) => !shadows.has(name) && !shadows.has(tbl_name)),
    modules,
  )
  return { model, others: [...(await readSettings(query)), ...others, ...(await readParked(query))] }
}

const assemble = (rows: readonly SchemaRow[], modules: ReadonlySet<string>): Introspection => {
  const names = rows.flatMap(({ type, name }) => (type === 'table' || type === 'view' ? [name] : []))
  const tables = rows
    .filter(({ type }) => type === 'table')
    .map((row) => ({ row, parsed: parseTable(row.sql ?? '') }))
  const views = rows
    .filter(({ type }) => type === 'view')
    .map((row) => ({
      row,
      view: readView(row.name, row.sql ?? '', mentionedIn(row.sql ?? '', names, row.name)),
    }))
  const read = tables.flatMap(({ row, parsed }) =>
    parsed === undefined ? [] : [readTable(row.name, parsed)],
  )
  const indexes = rows.filter(({ type, sql }) => type === 'index' && sql !== null)
  const plain = read.map(({ table }): Table => ({ ...table, indexes: indexesOf(table, indexes) }))
  const distinct = withDistinctNames(
    plain,
    views.map(({ row }) => row.name),
  )
  const linked = distinct.tables.map((table) => ({
    ...table,
    foreignKeys: table.foreignKeys.map((key) => withTarget(key, plain)),
  }))
  return {
    model: {
      enums: read.flatMap(({ enums }) => enums),
      tables: linked.map((table) => withWideCounter(table, linked)),
      views: views.flatMap(({ view }) => view ?? []),
      scripts: [],
    },
    others: [
      ...read.flatMap(({ others }) => others),
      ...distinct.others,
      ...strangeIndexes(indexes),
      ...tables.flatMap(({ row, parsed }) =>
        parsed === undefined ? [virtualTable(row, names, modules)] : [],
      ),
      ...views.flatMap(({ row, view }) => (view === undefined ? [scripted('view', row, names)] : [])),
      ...rows.filter(({ type }) => type === 'trigger').map((row) => scripted('trigger', row, names)),
    ],
  }
}

const indexesOf = (table: Table, rows: readonly SchemaRow[]): Table['indexes'] => {
  const columns = table.columns.map(({ name }) => name)
  return rows.flatMap(({ name, tbl_name, sql }) =>
    tbl_name === table.name && strangeCollation(sql ?? '') === undefined
      ? [readIndex(name, sql ?? '', columns)]
      : [],
  )
}

/** Nothing can be made with a collation that is not there. */
const strangeIndexes = (rows: readonly SchemaRow[]): readonly OtherObject[] =>
  rows.flatMap(({ name, tbl_name: table, sql }) => {
    const collation = strangeCollation(sql ?? '')
    return collation === undefined
      ? []
      : [{ kind: `index with COLLATE ${collation}`, name, table, script: undefined, dependsOn: [table] }]
  })

/** Names are found whatever their case, and a key that names no columns means the primary key. */
const withTarget = (key: ForeignKey, tables: readonly Table[]): ForeignKey => {
  const target = tables.find(({ name }) => name.toLowerCase() === key.table.toLowerCase())
  if (target === undefined) return key
  const columns = key.targetColumns.map(
    (name) => target.columns.find((each) => each.name.toLowerCase() === name.toLowerCase())?.name ?? name,
  )
  return {
    ...key,
    table: target.name,
    targetColumns: columns.length > 0 ? columns : (target.primaryKey?.columns ?? []),
  }
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

/** What a module that is not here would make of the SQL nobody can know: https://www.sqlite.org/vtab.html */
const virtualTable = (
  row: SchemaRow,
  names: readonly string[],
  modules: ReadonlySet<string>,
): OtherObject => {
  const module = /^CREATE VIRTUAL TABLE .*? USING (\S+)/i.exec(canonical(row.sql ?? ''))?.[1] ?? ''
  const table = scripted('virtual table', row, names)
  return modules.has(module.toLowerCase())
    ? table
    : { ...table, kind: `virtual table of the module ${module}`, script: undefined }
}

const scripted = (
  kind: 'virtual table' | 'view' | 'trigger',
  { name, tbl_name, sql }: SchemaRow,
  names: readonly string[],
): OtherObject => {
  const table = kind === 'trigger' ? tbl_name : undefined
  return {
    kind,
    name,
    table,
    script: { create: [sql ?? ''], drop: [`DROP ${dropped[kind]} ${quote(name)}`] },
    dependsOn: [
      ...new Set([...(table === undefined ? [] : [table]), ...mentionedIn(sql ?? '', names, name)]),
    ],
  }
}

const dropped = { 'virtual table': 'TABLE', view: 'VIEW', trigger: 'TRIGGER' } as const
