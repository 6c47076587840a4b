import type { ColumnDefinition, TableDefinition } from '../definition.js'
import { enumValues } from '../enum-values.js'
import { quote } from '../quote.js'
import { type ColumnType, columnType } from '../values/types.js'
import type { Place } from '../values/writer.js'

/** A column with everything that statements need of it, worked out once. */
export type Column = {
  readonly property: string
  readonly name: string
  readonly quoted: string
  /** With the table before it; alone it would name a selected expression in ORDER BY, which may be a cast. */
  readonly qualified: string
  /** Place in the definition; stands for the column in the shape of a call. */
  readonly index: number
  readonly type: string
  readonly parsed: ColumnType
  readonly generated: boolean
  readonly place: Place
}

/** A table definition with its columns looked up. */
export type Table = {
  readonly definition: TableDefinition
  readonly name: string
  readonly quoted: string
  /** What statements call it: its alias, or its name. */
  readonly alias: string
  /** As it stands in FROM of a SELECT, with its alias. */
  readonly source: string
  /** Its rows are selected from elsewhere. */
  readonly isSelected: boolean
  readonly columns: readonly Column[]
  readonly byProperty: ReadonlyMap<string, Column>
  readonly key: readonly Column[]
  readonly uuid: Column | undefined
  readonly createdAt: Column | undefined
  readonly updatedAt: Column | undefined
  readonly deletedAt: Column | undefined
  readonly deletionId: Column | undefined
  readonly createdBy: Column | undefined
  readonly updatedBy: Column | undefined
  readonly deletedBy: Column | undefined
  readonly actorRequired: boolean
  readonly version: Column | undefined
}

/** A table whose rows a statement selects from elsewhere: `rows` is the SELECT in parentheses that stands for it. */
export type SelectedDefinition<Row = unknown> = TableDefinition<Row> & { readonly rows: string }

const tables = new WeakMap<TableDefinition, Table>()
const aliased = new WeakMap<TableDefinition, Map<string, Table>>()

export function tableOf(definition: TableDefinition): Table {
  const known = tables.get(definition)
  if (known) return known
  const table = makeTable(definition, undefined)
  tables.set(definition, table)
  return table
}

/** The table under another name, so that it can stand in a statement twice. */
export function tableAs(definition: TableDefinition, alias: string): Table {
  const known = aliased.get(definition) ?? new Map<string, Table>()
  aliased.set(definition, known)
  const table = known.get(alias) ?? makeTable(definition, alias)
  known.set(alias, table)
  return table
}

export function columnsOf(table: Table, properties: readonly string[]): readonly Column[] {
  return properties.map((property) => {
    const column = table.byProperty.get(property)
    if (!column) throw new Error(`The definition of table ${table.name} has no column "${property}".`)
    return column
  })
}

function makeTable(definition: TableDefinition, alias: string | undefined): Table {
  const columns = Object.entries(definition.columns).map(([property, column], index) =>
    makeColumn(definition, property, column, index, alias),
  )
  const byProperty = new Map(columns.map((column) => [column.property, column]))
  const { uuid, timestamp, softDelete, audit, versioning } = definition
  const named = (property: string | undefined) => (property === undefined ? undefined : columnNamed(property))
  function columnNamed(property: string): Column {
    const column = byProperty.get(property)
    if (!column) throw new Error(`The definition of table ${definition.name} has no column "${property}".`)
    return column
  }
  return {
    definition,
    name: definition.name,
    quoted: quote(definition.name),
    alias: alias ?? definition.name,
    source: sourceOf(definition, alias),
    isSelected: 'rows' in definition,
    columns,
    byProperty,
    key: definition.primaryKey.map(columnNamed),
    uuid: named(uuid?.id),
    createdAt: named(timestamp?.createdAt),
    updatedAt: named(timestamp?.updatedAt),
    deletedAt: named(softDelete?.deletedAt),
    deletionId: named(softDelete?.deletionId),
    createdBy: named(audit?.createdBy),
    updatedBy: named(audit?.updatedBy),
    deletedBy: named(audit?.deletedBy),
    actorRequired: audit?.required ?? false,
    version: named(versioning?.version),
  }
}

function sourceOf(definition: TableDefinition | SelectedDefinition, alias: string | undefined): string {
  if ('rows' in definition) return `${definition.rows} AS ${quote(alias ?? definition.name)}`
  return quote(definition.name) + (alias === undefined ? '' : ` AS ${quote(alias)}`)
}

function makeColumn(
  table: TableDefinition,
  property: string,
  definition: ColumnDefinition,
  index: number,
  alias: string | undefined,
): Column {
  const {
    type,
    name = property,
    generated = false,
  } = typeof definition === 'string' ? { type: definition } : definition
  const place = Object.freeze({ table: table.name, column: name, values: enumValues(table, type) })
  const qualified = `${quote(alias ?? table.name)}.${quote(name)}`
  const quoted = alias === undefined ? quote(name) : qualified
  return { property, name, quoted, qualified, index, type, parsed: columnType(type), generated, place }
}
