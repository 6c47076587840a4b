import type { Introspection, OtherObject } from '../dialects/introspection.js'
import type {
  Column,
  ForeignKey,
  Index,
  IndexElement,
  LogicalType,
  Model,
  SqlText,
  Table,
} from '../model/model.js'

/** An object of a database with what can be said of it, in words that can be compared. */
export type DescribedObject = {
  /** `column users.price`. */
  readonly title: string
  /** The table that it is, or is a part of; undefined: it stands for itself. */
  readonly table: string | undefined
  /** What the database's own words about it mention. */
  readonly names: readonly string[]
  readonly traits: { readonly [name: string]: string }
  /** What is the matter with it. */
  readonly reason?: string
}

/** Everything in a database, by its title. */
export const describeObjects = ({ model, others }: Introspection): ReadonlyMap<string, DescribedObject> => {
  const objects = new Map<string, DescribedObject>()
  const add: Add = (title, table, name, traits, reason) => {
    const given = Object.entries(traits).filter((entry): entry is [string, string] => entry[1] !== undefined)
    // Two of one title are told apart by their number; only things without a name of their own can be.
    let key = title
    for (let number = 2; objects.has(key); number++) key = `${title} (${number})`
    const names = table === undefined || table === name ? [name] : [table, name]
    objects.set(key, {
      title: key,
      table,
      names,
      traits: Object.fromEntries(given),
      ...(reason !== undefined && { reason }),
    })
  }
  for (const each of model.enums) {
    if (each.native)
      add(`enum ${each.name}`, undefined, each.name, {
        values: listed(each.values),
        comment: each.comment,
      })
  }
  for (const table of model.tables) describeTable(table, model, add)
  for (const view of model.views)
    add(`view ${view.name}`, undefined, view.name, { definition: textOf(view.sql), comment: view.comment })
  for (const other of others) add(titleOf(other), other.table, other.name, traitsOfOther(other), other.reason)
  return objects
}

type Traits = { readonly [name: string]: string | undefined }
type Add = (title: string, table: string | undefined, name: string, traits: Traits, reason?: string) => void

/** What it is called in comparisons. */
export const titleOf = ({ kind, name, table }: OtherObject): string =>
  table === undefined || table === name ? `${kind} ${name}` : `${kind} ${name} of ${table}`

const traitsOfOther = ({ kind, script, parts }: OtherObject): Traits => {
  if (parts !== undefined) return parts
  const definition = script?.create.join(';\n')
  const unproven = kind === 'check' ? uncheckedCondition(definition ?? '') : undefined
  return unproven === undefined ? { definition } : { condition: unproven }
}

/** A check of a table like any other, but that rows which are there may break it. */
const uncheckedCondition = (definition: string): string | undefined => {
  const [, condition] = /\bCHECK \((.*)\)( NO INHERIT)? NOT VALID$/s.exec(definition) ?? []
  return condition === undefined ? undefined : `${withoutParentheses(condition)}, not valid`
}

const withoutParentheses = (sql: string): string => /^\(([^()]*)\)$/.exec(sql)?.[1] ?? sql

const describeTable = (table: Table, model: Model, add: Add): void => {
  const { name } = table
  add(`table ${name}`, name, name, {
    comment: table.comment,
    options: Object.values(table.options).flat().join(', ') || undefined,
  })
  for (const column of table.columns)
    add(`column ${name}.${column.name}`, name, column.name, columnTraits(column, model))
  if (table.primaryKey)
    add(`primary key of ${name}`, name, table.primaryKey.name, {
      name: table.primaryKey.name,
      columns: table.primaryKey.columns.join(', '),
    })
  for (const key of table.uniques) {
    add(`unique constraint ${key.name} of ${name}`, name, key.name, {
      columns: key.columns.join(', '),
      nulls: key.nullsDistinct ? undefined : 'not distinct',
      deferrable: key.deferrable,
    })
  }
  for (const check of table.checks)
    add(`check ${check.name} of ${name}`, name, check.name, { condition: textOf(check.sql) })
  for (const key of table.foreignKeys)
    add(`foreign key ${key.name} of ${name}`, name, key.name, foreignKeyTraits(key))
  for (const index of table.indexes)
    add(`index ${index.name} of ${name}`, name, index.name, indexTraits(index))
}

const columnTraits = (column: Column, model: Model): Traits => ({
  type: typeText(column.type, model),
  nullable: column.nullable ? 'yes' : 'no',
  default: column.default && defaultText(column.default),
  generated:
    column.generated && `${textOf(column.generated.sql)}, ${column.generated.stored ? 'stored' : 'virtual'}`,
  identity: column.identity,
  'check of values': column.typeCheck || undefined,
  collation: column.collate === undefined ? undefined : textOf(column.collate),
  comment: column.comment,
})

/** A type that the language has no word for may be spelt as one that it has. */
const typeText = (type: LogicalType, model: Model): string => {
  if (type.kind === 'native') return `${Object.values(type.sql).join(' / ')} as declared`
  if (type.kind === 'array') return `${typeText(type.element, model)}[]`
  if (type.kind === 'varchar' || type.kind === 'char') return `${type.kind}(${type.length})`
  if (type.kind === 'decimal') return `decimal(${type.precision},${type.scale})`
  if (type.kind !== 'enum') return type.kind
  const list = model.enums.find(({ name }) => name === type.name)
  return list === undefined || list.native ? type.name : `one of ${listed([...list.values].sort())}`
}

/** In quotes where a value could be taken for several. */
const listed = (values: readonly string[]): string =>
  values.map((value) => (/^[^\s,'"]+$/.test(value) ? value : JSON.stringify(value))).join(', ')

const defaultText = (value: NonNullable<Column['default']>): string => {
  if (value.kind === 'literal') return JSON.stringify(value.value)
  return value.kind === 'sql' ? textOf(value.sql) : value.kind
}

const foreignKeyTraits = (key: ForeignKey): Traits => ({
  columns: key.columns.join(', '),
  target: `${key.table} (${key.targetColumns.join(', ')})`,
  'on delete': key.onDelete,
  'on update': key.onUpdate,
  deferrable: key.deferrable,
})

const indexTraits = (index: Index): Traits => ({
  columns: index.elements.map(elementText).join(', '),
  unique: index.unique ? 'yes' : 'no',
  where: index.where === undefined ? undefined : textOf(index.where),
  include: index.include.length > 0 ? index.include.join(', ') : undefined,
  using: index.using,
  nulls: index.nullsDistinct ? undefined : 'not distinct',
})

const elementText = (element: IndexElement): string =>
  [
    element.kind === 'column' ? element.column : textOf(element.sql),
    ...(element.kind === 'column' && element.collate !== undefined ? [`collate ${element.collate}`] : []),
    ...(element.operatorClass === undefined ? [] : [element.operatorClass]),
    ...(element.descending ? ['desc'] : []),
    ...(element.nulls === undefined ? [] : [`nulls ${element.nulls}`]),
  ].join(' ')

const textOf = (sql: SqlText): string => (typeof sql === 'string' ? sql : Object.values(sql).join('\n'))
