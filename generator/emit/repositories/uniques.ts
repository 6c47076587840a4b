import type { Behaviors, Column, Index, Settings, SqlText, Table } from '../../model/model.js'
import { braces, bracketed, brackets, lineWidth } from '../layout.js'
import { propertyKey, stringLiteral } from '../literal.js'
import type { TableNames } from '../names.js'

/** A unique key that every targeted database has, as an upsert finds rows by it. */
export type UniqueKey = {
  /** Where the columns do not say which rows are unique. */
  readonly name: string | undefined
  readonly on: readonly (string | { readonly sql: SqlText })[]
  readonly live: boolean
  readonly where: SqlText | undefined
  readonly nullsDistinct: boolean
}

/** The unique keys and indexes of a table beside its primary key, those alone first that hold for every row. */
export function uniqueKeys(table: Table, targets: Settings['targets']): readonly UniqueKey[] {
  const constraints = table.uniques
    .filter(({ deferrable }) => deferrable === 'no')
    .map(
      ({ columns, nullsDistinct }): UniqueKey => ({
        name: undefined,
        on: columns,
        live: false,
        where: undefined,
        nullsDistinct,
      }),
    )
  const indexes = table.indexes
    .filter((index) => isEverywhere(index, targets))
    .flatMap((index) => uniqueIndex(index, table.meta?.behaviors.softDelete))
  const seen = new Set([(table.primaryKey?.columns ?? []).join()])
  return [...constraints, ...indexes].filter(({ name, on }) => {
    const key = name ?? on.join()
    return !seen.has(key) && seen.add(key)
  })
}

const isEverywhere = ({ unique, using, dialects }: Index, targets: Settings['targets']): boolean =>
  unique &&
  (using === undefined || using === 'btree') &&
  targets.every(({ dialect }) => dialects === undefined || dialects.includes(dialect))

function uniqueIndex(index: Index, softDelete: Behaviors['softDelete']): UniqueKey[] {
  const { name, elements, live, where, nullsDistinct } = index
  if (live !== undefined && live !== softDelete?.deletedAt) return []
  const on = elements.map((element) => (element.kind === 'column' ? element.column : { sql: element.sql }))
  const isPlain = where === undefined && elements.every(({ kind }) => kind === 'column')
  return [{ name: isPlain ? undefined : name, on, live: live !== undefined, where, nullsDistinct }]
}

/** What the compiler is told: the name of each, the primary key's first. */
export function uniqueType(table: Table, keys: readonly UniqueKey[], own: TableNames): string {
  const property: PropertyOf = (column) => stringLiteral(own.properties.get(column) ?? column)
  const primaryKey = table.primaryKey?.columns ?? []
  const canBeGiven = (name: string): boolean => {
    const column = table.columns.find((each) => each.name === name)
    return column !== undefined && column.generated === undefined && column.identity !== 'always'
  }
  const members = [
    ...(primaryKey.length > 0 && primaryKey.every(canBeGiven) ? [keyType(primaryKey, property)] : []),
    ...keys.map(({ name, on }) =>
      name === undefined ? keyType(on.map(String), property) : stringLiteral(name),
    ),
  ]
  return union('  unique', members)
}

/** What the compiler is told of the columns that can be added to; nothing if there are none, so that the first one adds a line. */
export function numericType({ columns, primaryKey, meta }: Table, own: TableNames): string {
  const { audit, versioning } = meta?.behaviors ?? {}
  const kept = new Set([
    ...(primaryKey?.columns ?? []),
    versioning?.version,
    audit?.createdBy,
    audit?.updatedBy,
    audit?.deletedBy,
  ])
  const members = columns
    .filter((column) => isNumber(column) && !kept.has(column.name))
    .map(({ name }) => stringLiteral(own.properties.get(name) ?? name))
  return members.length === 0 ? '' : union('  numeric', members)
}

const isNumber = ({ type, generated, identity }: Column): boolean =>
  ['smallint', 'integer', 'bigint', 'real', 'double', 'decimal'].includes(type.kind) &&
  generated === undefined &&
  identity !== 'always'

type PropertyOf = (column: string) => string

const keyType = (columns: readonly string[], property: PropertyOf): string =>
  columns.length === 1 ? columns.map(property).join() : `readonly [${columns.map(property).join(', ')}]`

/** `name: a | b`, one member a line where it does not fit. */
function union(start: string, members: readonly string[]): string {
  const line = `${start}: ${members.length === 0 ? 'never' : members.join(' | ')}`
  if (line.length <= lineWidth) return line
  return [`${start}:`, ...members.map((member) => `    | ${member}`)].join('\n')
}

/** What the runtime is told, as lines of the definition. */
export function uniqueLines(
  keys: readonly UniqueKey[],
  properties: ReadonlyMap<string, string>,
  targets: Settings['targets'],
): readonly string[] {
  if (keys.length === 0) return []
  const items = keys.map((key) => `    ${keyText(key, properties, targets)},`)
  const line = `  uniques: [${items.map((item) => item.trim().replace(/,$/, '')).join(', ')}],`
  return line.length <= lineWidth && !line.includes('\n') ? [line] : ['  uniques: [', ...items, '  ],']
}

function keyText(
  { name, on, live, where, nullsDistinct }: UniqueKey,
  properties: ReadonlyMap<string, string>,
  targets: Settings['targets'],
): string {
  const parts = on.map((part) =>
    typeof part === 'string'
      ? stringLiteral(properties.get(part) ?? part)
      : `{ sql: ${sqlText(part.sql, targets)} }`,
  )
  const entries = [
    ...(name === undefined ? [] : [`name: ${stringLiteral(name)}`]),
    `on: ${bracketed(brackets, parts, { column: 10, indent: '      ' })}`,
    ...(live ? ['live: true'] : []),
    ...(where === undefined ? [] : [`where: ${sqlText(where, targets)}`]),
    ...(nullsDistinct ? [] : ['nullsDistinct: false']),
  ]
  return bracketed(braces, entries, { column: 4, after: 1, indent: '    ' })
}

/** One text for all databases, or one for each. */
function sqlText(text: SqlText, targets: Settings['targets']): string {
  if (typeof text === 'string') return stringLiteral(text)
  const texts = targets.flatMap(({ dialect }) => {
    const own = text[dialect]
    return own === undefined ? [] : [`${propertyKey(dialect)}: ${stringLiteral(own)}`]
  })
  return `{ ${texts.join(', ')} }`
}
