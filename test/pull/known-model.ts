import { isFor } from '../../generator/dialects/dialect.js'
import { dialects } from '../../generator/dialects/index.js'
import { conditionFor } from '../../generator/dialects/sqlite/value-checks.js'
import type { Column, IndexElement, LogicalType, Model, Table } from '../../generator/model/model.js'
import type { DialectName } from '../../runtime/session.js'

/**
 * A model without what a database cannot tell: names of enums that are checks, types that are stored alike, how the author
 * wrote SQL, and the order of things.
 */
export const knownModel = (model: Model, dialect: DialectName): object => ({
  enums: model.enums
    .filter(({ native }) => native && dialect === 'postgres')
    .map(({ name, values }) => ({ name, values })),
  tables: byName(model.tables.filter((table) => isFor(table, dialect))).map((table) =>
    knownTable(table, model, dialect),
  ),
  views: byName(model.views).map(({ name }) => name),
})

const knownTable = (table: Table, model: Model, dialect: DialectName): object => ({
  name: table.name,
  comment: table.comment,
  columns: byName(table.columns).map((column) => knownColumn(column, model, dialect)),
  primaryKey: table.primaryKey,
  uniques: byName(table.uniques).map(({ meta, ...key }) => key),
  indexes: byName(table.indexes.filter((index) => isFor(index, dialect))).map((index) => ({
    name: index.name,
    unique: index.unique,
    elements: index.elements.map((element) => elementName(element, dialect)),
    partial: index.where !== undefined,
    live: index.live,
    using: dialect === 'postgres' ? index.using : undefined,
  })),
  checks: byName(table.checks).map(({ name }) => name),
  foreignKeys: byName(table.foreignKeys).map(({ meta, ...key }) => key),
  triggers: table.triggers.map((trigger) => ({
    ...trigger,
    ...('columns' in trigger && { columns: [...trigger.columns].sort() }),
  })),
  historyOf: table.historyOf,
  options: table.options[dialect],
  // A column that makes uuids may be the mixin's or the author's.
  behaviors: { ...table.meta?.behaviors, uuid: undefined },
})

const knownColumn = (column: Column, model: Model, dialect: DialectName): object => ({
  name: column.name,
  // What counts has no check that would tell how far.
  type:
    dialect === 'sqlite' && column.identity !== undefined ? 'counts' : knownType(column.type, model, dialect),
  nullable: column.nullable,
  default: column.default && (column.default.kind === 'sql' ? 'sql' : column.default),
  generated: column.generated?.stored,
  identity: dialect === 'postgres' ? column.identity : column.identity !== undefined,
  comment: column.comment,
})

const knownType = (type: LogicalType, model: Model, dialect: DialectName): string => {
  const { sqlType } = dialects.find(({ name }) => name === dialect) ?? { sqlType: () => '' }
  const list = type.kind === 'enum' ? model.enums.find(({ name }) => name === type.name)?.values.join() : ''
  const check = dialect === 'sqlite' ? conditionFor(type, 'x', model) : ''
  return [sqlType(type, model), list, check].join(' ')
}

const elementName = (element: IndexElement, dialect: DialectName): string =>
  [
    element.kind === 'column' ? element.column : 'expression',
    ...(element.descending ? ['desc'] : []),
    ...(element.nulls !== undefined && dialect === 'postgres' ? [element.nulls] : []),
  ].join(' ')

const byName = <T extends { readonly name: string }>(list: readonly T[]): readonly T[] =>
  [...list].sort((a, b) => (a.name < b.name ? -1 : 1))
