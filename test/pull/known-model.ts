import { isFor, textFor } from '../../generator/dialects/dialect.js'
import { dialects } from '../../generator/dialects/index.js'
import { conditionFor } from '../../generator/dialects/sqlite/value-checks.js'
import type {
  Column,
  DefaultValue,
  Index,
  IndexElement,
  LogicalType,
  Model,
  SqlText,
  Table,
} from '../../generator/model/model.js'
import type { DialectName } from '../../runtime/session.js'

/**
 * A model without what a database cannot tell: names of enums that are checks, types that are stored alike, and the order of
 * things. PostgreSQL writes SQL anew, so there a text is known to be one; that it says the same is for the catalogue.
 */
export const knownModel = (model: Model, dialect: DialectName): object => ({
  enums: model.enums
    .filter(({ native }) => native && dialect === 'postgres')
    .map(({ name, values, comment }) => ({ name, values, comment })),
  tables: byName(model.tables.filter((table) => isFor(table, dialect))).map((table) =>
    knownTable(table, model, dialect),
  ),
  views: byName(model.views).map(({ name, sql, comment }) => ({
    name,
    sql: knownText(sql, dialect),
    comment: dialect === 'postgres' ? comment : undefined,
  })),
  scripts: model.scripts.map(({ name }) => name).sort(),
})

const knownTable = ({ meta, ...table }: Table, model: Model, dialect: DialectName): object => ({
  ...table,
  dialects: undefined,
  columns: byName(table.columns).map((column) => knownColumn(column, model, dialect)),
  uniques: byName(table.uniques).map(({ meta, ...key }) => key),
  indexes: byName(table.indexes.filter((index) => isFor(index, dialect))).map((index) =>
    knownIndex(index, dialect),
  ),
  checks: byName(table.checks).map(({ name, sql }) => ({ name, sql: knownText(sql, dialect) })),
  // What relations are called, no database knows.
  foreignKeys: byName(table.foreignKeys).map(({ meta, ...key }) => key),
  triggers: table.triggers.map((trigger) => ({
    ...trigger,
    ...('columns' in trigger && { columns: [...trigger.columns].sort() }),
  })),
  options: table.options[dialect],
  // A column that makes uuids may be the mixin's or the author's.
  behaviors: { ...meta?.behaviors, uuid: undefined },
})

const knownIndex = ({ meta, ...index }: Index, dialect: DialectName): object => ({
  ...index,
  dialects: undefined,
  elements: index.elements.map((element) => knownElement(element, dialect)),
  where: index.where && knownText(index.where, dialect),
  // SQLite has one kind of index.
  using: dialect === 'postgres' ? index.using : undefined,
})

const knownColumn = ({ meta, ...column }: Column, model: Model, dialect: DialectName): object => ({
  ...column,
  // What counts has no check that would tell how far.
  type:
    dialect === 'sqlite' && column.identity !== undefined ? 'counts' : knownType(column.type, model, dialect),
  default: column.default && knownDefault(column.default, dialect),
  generated: column.generated && {
    stored: column.generated.stored,
    sql: knownText(column.generated.sql, dialect),
  },
  identity: dialect === 'postgres' ? column.identity : column.identity !== undefined,
  collate: column.collate && knownText(column.collate, dialect),
})

const knownType = (type: LogicalType, model: Model, dialect: DialectName): string => {
  const { sqlType } = dialects.find(({ name }) => name === dialect) ?? { sqlType: () => '' }
  const list = type.kind === 'enum' ? model.enums.find(({ name }) => name === type.name)?.values.join() : ''
  const check = dialect === 'sqlite' ? conditionFor(type, 'x', model) : ''
  return [sqlType(type, model), list, check].join(' ')
}

const knownDefault = (value: DefaultValue, dialect: DialectName): object =>
  value.kind === 'sql' ? { ...value, sql: knownText(value.sql, dialect) } : value

const knownElement = (element: IndexElement, dialect: DialectName): object => ({
  ...element,
  ...('sql' in element && { sql: knownText(element.sql, dialect) }),
  nulls: dialect === 'postgres' ? element.nulls : undefined,
})

const knownText = (sql: SqlText, dialect: DialectName): string =>
  dialect === 'postgres' ? 'SQL' : (textFor(sql, dialect) ?? '').replace(/\s+/g, ' ').trim()

const byName = <T extends { readonly name: string }>(list: readonly T[]): readonly T[] =>
  [...list].sort((a, b) => (a.name < b.name ? -1 : 1))
