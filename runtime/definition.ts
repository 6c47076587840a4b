import type { DialectName } from './session.js'
import type { Reader } from './values/reader.js'

/**
 * What generated code tells the runtime of a table. Property names are those of the generated TypeScript; a column whose SQL
 * name differs says so with `name`.
 */
export type TableDefinition<Row = unknown> = {
  /** SQL name. */
  readonly name: string
  /** Key of the table in the generated `DB`, if it is not the SQL name. */
  readonly property?: string
  readonly columns: { readonly [property: string]: ColumnDefinition }
  /** Properties; empty for a table without a primary key. */
  readonly primaryKey: readonly string[]
  /** Properties of a unique key that is never NULL, where there is no primary key. */
  readonly uniqueKey?: readonly string[]
  /** What an upsert can name beside the primary key. */
  readonly uniques?: readonly UniqueDefinition[]
  /** Values of the enums that columns name with `enum(name)`, in the order of the schema. */
  readonly enums?: { readonly [name: string]: readonly string[] }
  readonly uuid?: { readonly id: string }
  readonly timestamp?: { readonly createdAt: string; readonly updatedAt: string }
  readonly softDelete?: SoftDeleteDefinition
  readonly audit?: {
    readonly createdBy: string
    readonly updatedBy: string
    readonly deletedBy?: string
    readonly required: boolean
  }
  readonly versioning?: { readonly version: string; readonly history: string }
  /** Has no history itself, but foreign keys carry its changes to rows that have one. */
  readonly cascadesToHistory?: true
  /** By the property that includes them. Lazy, because tables may point at each other. */
  readonly relations?: () => { readonly [property: string]: RelationDefinition }
  /** Makes a row object of an array in the order of `columns`. Generated, one object literal, so that rows share one shape. */
  readonly decode: (row: readonly unknown[], read: Reader) => Row
}

/**
 * A column's type in the words of the schema language: `text`, `varchar(255)`, `decimal(12,2)`, `bigint[]`, `timestamp`;
 * `enum(name)` for an enum; `native(sql type)` for one that the language does not model. A trailing `?` means nullable. The
 * short form is the type alone.
 */
export type ColumnDefinition =
  | string
  | {
      readonly type: string
      /** SQL name, if not the property's name. */
      readonly name?: string
      /** Computed by the database; never written. */
      readonly generated?: true
    }

/** A unique key or index, as far as both databases have it. */
export type UniqueDefinition = {
  /** Name of the index, by which an upsert names one whose columns alone do not say which rows are unique. */
  readonly name?: string
  /** Properties, and expressions of an index. */
  readonly on: readonly (string | { readonly sql: DatabaseText })[]
  /** Rows that are soft-deleted are no part of it. */
  readonly live?: true
  /** The index holds only rows for which this is true. */
  readonly where?: DatabaseText
  /** Two NULLs are the same. */
  readonly nullsDistinct?: false
}

/** SQL, the same for every database or one text for each. */
export type DatabaseText = string | { readonly [dialect in DialectName]?: string }

export type SoftDeleteDefinition = {
  readonly deletedAt: string
  readonly deletionId: string
  /** Foreign keys that point here, unless they do not care for a deletion. Lazy, because tables may point at each other. */
  readonly children: () => readonly ChildDefinition[]
}

export type ChildDefinition = {
  readonly table: TableDefinition
  /** Properties of the child, in the order of `references`. */
  readonly columns: readonly string[]
  /** Properties of the parent. */
  readonly references: readonly string[]
  /** `cascade`: deleted with the parent; `restrict`: a live child, or any if it does not soft-delete, refuses the deletion. */
  readonly onDelete: 'cascade' | 'restrict'
}

/** A way from rows of a table to rows of another: `columns` of the one equal `references` of the other. */
export type RelationDefinition = {
  readonly table: TableDefinition
  /** Any number of rows, or one at most. */
  readonly many: boolean
  /** The columns are a foreign key of the table itself. */
  readonly belongsTo?: true
  /** Properties of the table that the relation starts from. */
  readonly columns: readonly string[]
  /** Properties of the other table, in the same order; of a many-to-many relation in the order of `through.to`. */
  readonly references: readonly string[]
  /**
   * Of a foreign key to a soft-deleting table: its row must be live when it is linked to, or a live row never refers to a deleted
   * one.
   */
  readonly liveParent?: 'always' | 'when linked'
  /** The table between: its `from` equals `columns`, its `to` equals `references`. */
  readonly through?: {
    readonly table: TableDefinition
    readonly from: readonly string[]
    readonly to: readonly string[]
  }
}

/** All tables of a schema, as generated code exports it. */
export type SchemaDefinition = {
  readonly tables: readonly TableDefinition[]
}
