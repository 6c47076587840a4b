import type { Behaviors, Column, ForeignKey, Model, Settings, Table, View } from '../../model/model.js'
import type { Import } from '../imports.js'
import { braces, bracketed, brackets, lineWidth } from '../layout.js'
import { docComment, propertyKey, stringLiteral } from '../literal.js'
import { type Names, namesOf, type TableNames } from '../names.js'
import { actionUpon, softDeletes } from '../relations/relation.js'
import type { TypedColumn } from '../types/value-type.js'
import { decodeLine } from './decode.js'
import { relationLines } from './relations.js'
import { columnWord } from './type-word.js'
import { uniqueKeyOf } from './unique-key.js'
import { uniqueKeys, uniqueLines } from './uniques.js'

/** A table's definition for the runtime. `behaviors` are lines of their own, `decode` has one line a column. */
export type DefinitionView = {
  readonly comment: readonly string[]
  readonly constant: string
  readonly row: string
  /** Its names in SQL and, where that differs, in `DB`. */
  readonly names: readonly string[]
  readonly columns: readonly string[]
  readonly primaryKey: string
  /** A unique key in its place, where there is no primary key. */
  readonly uniqueKey: readonly string[]
  /** What an upsert can find rows by, beside the primary key. */
  readonly uniques: readonly string[]
  /** The values of the enums that its columns have, on a line of their own. */
  readonly enums: readonly string[]
  readonly behaviors: readonly string[]
  readonly relations: readonly string[]
  readonly decode: readonly string[]
}

/** A table whose rows go with the rows that they point at, or keep these from being deleted softly. */
export type Child = {
  readonly table: string
  readonly foreignKey: ForeignKey
  readonly onDelete: 'cascade' | 'restrict'
}

export function definitionView(
  table: Table,
  {
    names,
    targets,
    cascading,
  }: {
    readonly names: Names
    readonly targets: Settings['targets']
    readonly cascading: ReadonlySet<string>
  },
  children: readonly Child[],
): DefinitionView {
  const own = namesOf(names, table.name)
  const properties = own.properties
  const columns = inObjectOrder(table.columns, properties)
  const key = table.primaryKey?.columns.map((column) => stringLiteral(properties.get(column) ?? column)) ?? []
  return {
    comment: docComment(`What the runtime knows of the table ${table.name}.`),
    constant: own.definition,
    row: own.row,
    names: nameLines(table.name, own),
    columns: columns.map((column) => columnLine(column, properties)),
    primaryKey: `  primaryKey: ${bracketed(brackets, key, { column: 14, after: 1, indent: '  ' })},`,
    uniqueKey: uniqueKeyLines(table, properties),
    uniques:
      table.historyOf === undefined ? uniqueLines(uniqueKeys(table, targets), properties, targets) : [],
    enums: enumLines(columns, names),
    behaviors:
      table.meta && table.historyOf === undefined
        ? [
            ...behaviorLines(table.meta.behaviors, own, names, children),
            ...(cascading.has(table.name) ? ['  cascadesToHistory: true,'] : []),
          ]
        : [],
    relations: relationLines(names.relations.get(table.name) ?? [], own, names),
    decode: columns.map((column) => decodeLine(column, properties.get(column.name) ?? column.name, names)),
  }
}

const nameLines = (name: string, { key }: TableNames): string[] => [
  `  name: ${stringLiteral(name)},`,
  ...(key === name ? [] : [`  property: ${stringLiteral(key)},`]),
]

/** A view has names and types to tell, but nothing that a repository could do with it. */
export function viewDefinition(view: View, names: Names): DefinitionView {
  const own = namesOf(names, view.name)
  const columns = inObjectOrder(view.meta?.columns ?? [], own.properties)
  return {
    comment: docComment(`What the runtime knows of the view ${view.name}.`),
    constant: own.definition,
    row: own.row,
    names: nameLines(view.name, own),
    columns: columns.map((column) => columnLine(column, own.properties)),
    primaryKey: '  primaryKey: [],',
    uniqueKey: [],
    uniques: [],
    enums: enumLines(columns, names),
    behaviors: [],
    relations: [],
    decode: columns.map((column) =>
      decodeLine(column, own.properties.get(column.name) ?? column.name, names),
    ),
  }
}

function uniqueKeyLines(table: Table, properties: ReadonlyMap<string, string>): readonly string[] {
  const key = uniqueKeyOf(table)?.map((column) => stringLiteral(properties.get(column) ?? column))
  if (key === undefined) return []
  return [`  uniqueKey: ${bracketed(brackets, key, { column: 13, after: 1, indent: '  ' })},`]
}

function enumLines(columns: readonly TypedColumn[], names: Names): readonly string[] {
  const used = enumsOf(columns).map(
    (name) => `${propertyKey(name)}: ${names.enums.get(name)?.values ?? name}`,
  )
  return used.length === 0 ? [] : [entry('enums', used)]
}

/** The constants that `enums` mentions. */
export const enumImports = (columns: readonly TypedColumn[], names: Names, from: string): Import[] =>
  enumsOf(columns).map((name) => ({ from, name: names.enums.get(name)?.values ?? name, value: true }))

/** Enums by name, in the order of the columns that have them, alone or in arrays. */
export const enumsOf = (columns: readonly TypedColumn[]): readonly string[] => [
  ...new Set(
    columns.flatMap(({ type }) => {
      const value = type.kind === 'array' ? type.element : type
      return value.kind === 'enum' ? [value.name] : []
    }),
  ),
]

/** JavaScript moves keys that are array indices to the front of an object, so `columns` and `decode` start with them. */
function inObjectOrder<C extends TypedColumn>(
  columns: readonly C[],
  properties: ReadonlyMap<string, string>,
): readonly C[] {
  const index = ({ name }: C): number => {
    const property = properties.get(name) ?? name
    return String(Number(property) >>> 0) === property && Number(property) < 2 ** 32 - 1
      ? Number(property)
      : Infinity
  }
  return [...columns].sort((a, b) => (index(a) === index(b) ? 0 : index(a) - index(b)))
}

function columnLine(
  column: TypedColumn & Partial<Pick<Column, 'generated' | 'identity'>>,
  properties: ReadonlyMap<string, string>,
): string {
  const property = properties.get(column.name) ?? column.name
  const word = stringLiteral(columnWord(column))
  const parts = [
    ...(property === column.name ? [] : [`name: ${stringLiteral(column.name)}`]),
    ...(column.generated === undefined && column.identity !== 'always' ? [] : ['generated: true']),
  ]
  if (parts.length === 0) return `    ${propertyKey(property)}: ${word},`
  const start = `    ${propertyKey(property)}: `
  return `${start}${bracketed(braces, [`type: ${word}`, ...parts], { column: start.length, after: 1, indent: '    ' })},`
}

function behaviorLines(
  { uuid, timestamp, softDelete, audit, versioning }: Behaviors,
  own: TableNames,
  names: Names,
  children: readonly Child[],
): readonly string[] {
  const property: PropertyOf = (column) => stringLiteral(own.properties.get(column) ?? column)
  return [
    ...(uuid ? [entry('uuid', [`id: ${property(uuid.id)}`])] : []),
    ...(timestamp ? [entry('timestamp', timestampParts(timestamp, property))] : []),
    ...(softDelete ? softDeleteLines(softDelete, property, childrenText(children, own, names)) : []),
    ...(audit ? [entry('audit', auditParts(audit, property))] : []),
    ...(versioning ? [entry('versioning', versioningParts(versioning, property))] : []),
  ]
}

type PropertyOf = (column: string) => string
type BehaviorOf<K extends keyof Behaviors> = NonNullable<Behaviors[K]>

const timestampParts = (timestamp: BehaviorOf<'timestamp'>, property: PropertyOf): readonly string[] => [
  `createdAt: ${property(timestamp.createdAt)}`,
  `updatedAt: ${property(timestamp.updatedAt)}`,
]

const softDeleteLines = (
  { deletedAt, deletionId }: BehaviorOf<'softDelete'>,
  property: PropertyOf,
  children: string,
): readonly string[] => [
  '  softDelete: {',
  `    deletedAt: ${property(deletedAt)},`,
  `    deletionId: ${property(deletionId)},`,
  `    children: () => ${children},`,
  '  },',
]

const auditParts = (audit: BehaviorOf<'audit'>, property: PropertyOf): readonly string[] => [
  `createdBy: ${property(audit.createdBy)}`,
  `updatedBy: ${property(audit.updatedBy)}`,
  ...(audit.deletedBy === undefined ? [] : [`deletedBy: ${property(audit.deletedBy)}`]),
  `required: ${audit.required}`,
]

const versioningParts = (versioning: BehaviorOf<'versioning'>, property: PropertyOf): readonly string[] => [
  `version: ${property(versioning.version)}`,
  `history: ${stringLiteral(versioning.history)}`,
]

const entry = (key: string, parts: readonly string[]): string =>
  `  ${key}: ${bracketed(braces, parts, { column: key.length + 4, after: 1, indent: '  ' })},`

function childrenText(children: readonly Child[], own: TableNames, names: Names): string {
  if (children.length === 0) return '[]'
  const indent = ' '.repeat(6)
  const items = children.map((child) => `${indent}${childText(child, own, names, indent)},`)
  const line = `[${childText(children[0] as Child, own, names, undefined)}]`
  if (children.length === 1 && '    children: () => ,'.length + line.length <= lineWidth) return line
  return ['[', ...items, '    ]'].join('\n')
}

function childText(
  { table, foreignKey, onDelete }: Child,
  own: TableNames,
  names: Names,
  indent: string | undefined,
): string {
  const child = namesOf(names, table)
  const list = (columns: readonly string[], properties: ReadonlyMap<string, string>): string =>
    `[${columns.map((column) => stringLiteral(properties.get(column) ?? column)).join(', ')}]`
  const parts = [
    `table: ${child.definition}`,
    `columns: ${list(foreignKey.columns, child.properties)}`,
    `references: ${list(foreignKey.targetColumns, own.properties)}`,
    `onDelete: '${onDelete}'`,
  ]
  if (indent === undefined) return `{ ${parts.join(', ')} }`
  return bracketed(braces, parts, { column: indent.length, after: 1, indent })
}

/** What goes with the rows of each soft-deleting table or keeps them, in the order of the schema. */
export function childrenByParent(model: Model): ReadonlyMap<string, readonly Child[]> {
  const children = new Map<string, Child[]>()
  const parents = new Set(model.tables.filter(softDeletes).map(({ name }) => name))
  for (const table of model.tables) {
    for (const foreignKey of table.foreignKeys) {
      const onDelete = actionUpon(table, foreignKey)
      if (!parents.has(foreignKey.table) || onDelete === 'none') continue
      const child = { table: table.name, foreignKey, onDelete }
      children.set(foreignKey.table, [...(children.get(foreignKey.table) ?? []), child])
    }
  }
  return children
}
