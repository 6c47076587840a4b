/**
 * A schema that is easy to edit: what names something else does so by number, so that a rename is one assignment and the
 * SQL that speaks of it follows.
 */
export type Schema = {
  tables: TableSpec[]
  enums: EnumSpec[]
  views: ViewSpec[]
  scripts: ScriptSpec[]
  /** Tables that are none any more. */
  drops: DropSpec[]
  lastId: number
}

export type DropSpec = { readonly name: string; readonly how: 'park' | 'delete' }

export type Action = 'cascade' | 'restrict' | 'no action' | 'set null'

export type ReferenceSpec = {
  table: number
  onDelete: Action
  onUpdate: Action
  deferrable: boolean
  name?: string
}

export type ColumnSpec = {
  readonly id: number
  name: string
  was?: string
  /** As the language spells it; `enum 7` is the enum with that number, `inherited` that of the key it references. */
  type: string
  nullable: boolean
  default?: unknown
  backfill?: unknown
  /** Its type is another than it was before all edits. */
  widened?: boolean
  /** Converted by its length. */
  using?: boolean
  generated?: { form: 0 | 1; of: number }
  identity?: boolean
  collate?: boolean
  comment?: string
  /** A condition that every value meets, in one of two forms. */
  check?: 0 | 1
  unique?: boolean
  references?: ReferenceSpec
  typeCheck?: false | string
}

export type IndexSpec = {
  columns: number[]
  descending?: boolean
  unique?: boolean
  /** Only rows in which this column is null. */
  where?: number
  expression?: number
  include?: number
  name?: string
  was?: string
}

export type TableSpec = {
  readonly id: number
  name: string
  was?: string
  comment?: string
  mixins: string[]
  columns: ColumnSpec[]
  /** Empty: the mixin uuid brings it. */
  key: number[]
  keyName?: string
  uniques: number[][]
  indexes: IndexSpec[]
  foreignKeys: { columns: number[]; table: number; onDelete: Action; onUpdate: Action }[]
  checks: { name: string; column: number; form: 0 | 1 }[]
  dialect?: string
  options?: string[]
  drops: DropSpec[]
}

export type EnumSpec = {
  readonly id: number
  name: string
  was?: string
  values: { value: string; was?: string[] }[]
  native: boolean
  comment?: string
}

export type ViewSpec = { name: string; table: number; columns: number[]; comment?: string }
export type ScriptSpec = { name: string; table: number | undefined; form: number }

export const nextId = (schema: Schema): number => {
  schema.lastId += 1
  return schema.lastId
}

export const tableWith = (schema: Schema, id: number): TableSpec => {
  const found = schema.tables.find((table) => table.id === id)
  if (!found) throw new Error(`No table ${id}`)
  return found
}

export const columnWith = (table: TableSpec, id: number): ColumnSpec => {
  const found = table.columns.find((column) => column.id === id)
  if (!found) throw new Error(`No column ${id} in ${table.name}`)
  return found
}
