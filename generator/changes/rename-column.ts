import type { Column, ForeignKey, Index, IndexElement, Model, Table, Trigger } from '../model/model.js'
import type { ChangeOf } from './change.js'
import { changed, type Rename, renamed, renaming } from './elements.js'
import { renameInSql } from './rename-in-sql.js'

/**
 * A column under another name, in everything of its table that names it and in the foreign keys that point at it. Both databases
 * rewrite the SQL of a table's own parts by themselves, so it follows here as well.
 */
export const renameColumn = (model: Model, { table: name, from, to }: ChangeOf<'renameColumn'>): Model => ({
  ...model,
  tables: changed('table', model.tables, name, (table) => withColumnRenamed(table, { from, to })).map(
    (table) => ({
      ...table,
      foreignKeys: table.foreignKeys.map((key) => pointingAt(key, name, { from, to })),
    }),
  ),
})

const withColumnRenamed = (table: Table, rename: Rename): Table => {
  const name = renaming(rename)
  return {
    ...table,
    columns: renamed(`column of ${table.name}:`, table.columns, rename).map((column) =>
      computedFrom(column, rename),
    ),
    primaryKey: table.primaryKey && withColumns(table.primaryKey, name),
    uniques: table.uniques.map((unique) => withColumns(unique, name)),
    indexes: table.indexes.map((index) => renameInIndex(index, rename)),
    checks: table.checks.map((check) => ({ ...check, sql: renameInSql(check.sql, rename) })),
    foreignKeys: table.foreignKeys.map((key) => withColumns(key, name)),
    triggers: table.triggers.map((trigger) => renameInTrigger(trigger, name)),
  }
}

type Naming = (column: string) => string

const withColumns = <T extends { readonly columns: readonly string[] }>(part: T, name: Naming): T => ({
  ...part,
  columns: part.columns.map(name),
})

const computedFrom = (column: Column, rename: Rename): Column =>
  column.generated === undefined
    ? column
    : { ...column, generated: { ...column.generated, sql: renameInSql(column.generated.sql, rename) } }

const renameInIndex = (index: Index, rename: Rename): Index => {
  const name = renaming(rename)
  return {
    ...index,
    elements: index.elements.map((element) => renameInElement(element, rename)),
    where: index.where === undefined ? undefined : renameInSql(index.where, rename),
    live: index.live === undefined ? undefined : name(index.live),
    include: index.include.map(name),
  }
}

const renameInElement = (element: IndexElement, rename: Rename): IndexElement =>
  element.kind === 'column'
    ? { ...element, column: renaming(rename)(element.column) }
    : { ...element, sql: renameInSql(element.sql, rename) }

const renameInTrigger = (trigger: Trigger, name: Naming): Trigger => {
  switch (trigger.kind) {
    case 'touch':
      return {
        ...trigger,
        updatedAt: trigger.updatedAt === undefined ? undefined : name(trigger.updatedAt),
        version: trigger.version === undefined ? undefined : name(trigger.version),
      }
    case 'history':
      return { ...withColumns(trigger, name), key: trigger.key?.map(name) }
    default:
      return trigger satisfies never
  }
}

const pointingAt = (key: ForeignKey, table: string, rename: Rename): ForeignKey =>
  key.table === table ? { ...key, targetColumns: key.targetColumns.map(renaming(rename)) } : key
