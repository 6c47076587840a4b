import type { ColumnDefinition, SchemaDefinition, TableDefinition } from './definition.js'
import { enumValues } from './enum-values.js'
import { InvalidQueryError } from './errors.js'

/** What a connection knows of a column: its SQL name and what it can hold. */
export type CatalogColumn = {
  readonly name: string
  readonly type: string
  /** Of an enum. */
  readonly values: readonly string[] | undefined
}

export type CatalogTable = {
  readonly name: string
  /** By SQL name and by property. */
  column(name: string): CatalogColumn | undefined
}

/** The schemas attached to one connection: types by origin, and names of properties where they differ from SQL. */
export class Catalog {
  /** Counts up with every attachment, so that what was derived from an older state can be told. */
  version = 0
  /** Whether a table has a history. */
  hasHistory = false
  readonly #schemas = new WeakSet<SchemaDefinition>()
  readonly #tables = new Map<string, CatalogTable>()
  readonly #sqlNames = new Map<string, Set<string>>()
  readonly #properties = new Map<string, string>()

  attach(schema: SchemaDefinition): void {
    if (this.#schemas.has(schema)) return
    this.#schemas.add(schema)
    this.version++
    for (const table of schema.tables) this.#add(table)
  }

  /** By SQL name or by property. */
  table(name: string): CatalogTable | undefined {
    return this.#tables.get(name)
  }

  /** True if some name of the generated code is not the SQL name. */
  get renames(): boolean {
    return this.#properties.size > 0
  }

  /** The SQL name for a name of generated code; a name that no schema knows is left alone. */
  sqlName(property: string): string {
    const names = this.#sqlNames.get(property)
    if (names === undefined) return property
    const [first, second] = names
    if (first === undefined || second === undefined) return first ?? property
    throw new InvalidQueryError(
      `"${property}" stands for several columns (${[...names].join(', ')}). Name the one you mean with sql.raw('"${first}"').`,
    )
  }

  /** The name of generated code for a label of a result. */
  property(label: string): string {
    return this.#properties.get(label) ?? label
  }

  #add(table: TableDefinition): void {
    if (table.versioning) this.hasHistory = true
    const columns = new Map<string, CatalogColumn>()
    for (const [property, definition] of Object.entries(table.columns)) {
      const column = describe(table, property, definition)
      columns.set(property, column).set(column.name, column)
      this.#rename(property, column.name)
    }
    const entry: CatalogTable = { name: table.name, column: (name) => columns.get(name) }
    this.#tables.set(table.name, entry)
    if (table.property !== undefined) {
      this.#tables.set(table.property, entry)
      this.#rename(table.property, table.name)
    }
  }

  #rename(property: string, sqlName: string): void {
    if (property === sqlName) return
    this.#properties.set(sqlName, property)
    const names = this.#sqlNames.get(property)
    if (names) names.add(sqlName)
    else this.#sqlNames.set(property, new Set([sqlName]))
  }
}

function describe(table: TableDefinition, property: string, definition: ColumnDefinition): CatalogColumn {
  const { type, name = property } = typeof definition === 'string' ? { type: definition } : definition
  return { name, type, values: enumValues(table, type) }
}
