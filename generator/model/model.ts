import type { Span } from '../diagnostics/diagnostic.js'
import type {
  Deferrability,
  IdentityKind,
  IndexElement,
  ReferentialAction,
  SoftDeleteAction,
  SqlText,
  TypescriptEntry,
} from '../document/document.js'

export type { Deferrability, IdentityKind, IndexElement, ReferentialAction, SoftDeleteAction, SqlText }

/**
 * The whole database as plain frozen data. Everything outside `meta` is the state of the database and takes part in
 * equality and in changes.json; `meta` is about the author's file and the generated TypeScript, never about the database,
 * and is absent from a replayed model.
 */
export type Model = {
  readonly enums: readonly Enum[]
  readonly tables: readonly Table[]
  readonly views: readonly View[]
  readonly scripts: readonly Script[]
  readonly meta?: { readonly drops: readonly Drop[] }
}

/** What the author says of a table or column that is no longer part of the model: whether its data is kept for the way back. */
export type Drop = {
  readonly table: string
  /** undefined: the whole table. */
  readonly column: string | undefined
  readonly how: 'park' | 'delete'
  readonly span: Span
}

export const emptyModel: Model = Object.freeze({ enums: [], tables: [], views: [], scripts: [] })

/** Where an element was written, and the mixin that brought it. */
export type Origin = { readonly span: Span; readonly mixin: string | undefined }

export type Enum = {
  readonly name: string
  readonly values: readonly string[]
  /** A type of its own where the database has such; else text with a CHECK. */
  readonly native: boolean
  readonly comment: string | undefined
  readonly meta?: {
    readonly origin: Origin
    readonly was: string | undefined
    readonly typescript?: string | undefined
    /** Where rows go whose value is gone: a value that was renamed, or one that took others in. */
    readonly moves?: readonly { readonly from: string; readonly to: string }[]
  }
}

/** What the language can say of a value, before any database has a word for it. */
export type LogicalType =
  | { readonly kind: 'text' }
  | { readonly kind: 'varchar'; readonly length: number }
  | { readonly kind: 'char'; readonly length: number }
  | { readonly kind: 'smallint' }
  | { readonly kind: 'integer' }
  | { readonly kind: 'bigint' }
  | { readonly kind: 'real' }
  | { readonly kind: 'double' }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'date' }
  | { readonly kind: 'time' }
  | { readonly kind: 'timestamp' }
  | { readonly kind: 'uuid' }
  | { readonly kind: 'json' }
  | { readonly kind: 'bytes' }
  | { readonly kind: 'array'; readonly element: LogicalType }
  | { readonly kind: 'enum'; readonly name: string }
  | { readonly kind: 'native'; readonly sql: { readonly [dialect: string]: string } }

/**
 * A literal in canonical form: bigint and decimal as strings with every digit, dates and times as ISO strings, bytes as
 * base64, JSON as itself.
 */
export type Literal =
  | string
  | number
  | boolean
  | null
  | readonly Literal[]
  | { readonly [key: string]: Literal }

export type DefaultValue =
  | { readonly kind: 'literal'; readonly value: Literal }
  | { readonly kind: 'now' }
  | { readonly kind: 'uuid' }
  | { readonly kind: 'sql'; readonly sql: SqlText }

export type Column = {
  readonly name: string
  readonly type: LogicalType
  readonly nullable: boolean
  readonly default: DefaultValue | undefined
  readonly generated: { readonly sql: SqlText; readonly stored: boolean } | undefined
  readonly identity: IdentityKind | undefined
  readonly collate: SqlText | undefined
  readonly comment: string | undefined
  /** What the constraint is called that keeps values of other types out, unless as usual; false: there is none. */
  readonly typeCheck: string | false | undefined
  readonly meta?: {
    readonly origin: Origin
    readonly was: string | undefined
    readonly typescript: TypescriptEntry | undefined
    /** The database gives rows a number here that bring none, without being told to. */
    readonly numbered?: boolean
    /** What rows get that have no value when the column comes, or no longer may be null. */
    readonly backfill?: DefaultValue | undefined
    /** The author's own way from the former type to this one, and back. */
    readonly using?: { readonly up: SqlText | undefined; readonly down: SqlText | undefined } | undefined
  }
}

export type PrimaryKey = { readonly name: string; readonly columns: readonly string[] }

export type Unique = {
  readonly name: string
  readonly columns: readonly string[]
  readonly nullsDistinct: boolean
  readonly deferrable: Deferrability
  readonly meta?: { readonly origin: Origin }
}

export type Index = {
  readonly name: string
  readonly unique: boolean
  readonly elements: readonly IndexElement[]
  /** The author's own predicate. */
  readonly where: SqlText | undefined
  /** Only rows in which this column is null: the live rows of a soft-deleting table. Combined with `where` by AND. */
  readonly live: string | undefined
  readonly include: readonly string[]
  readonly using: string | undefined
  readonly nullsDistinct: boolean
  /** undefined: every dialect. */
  readonly dialects: readonly string[] | undefined
  readonly meta?: { readonly origin: Origin; readonly was: string | undefined }
}

export type Check = {
  readonly name: string
  readonly sql: SqlText
  readonly meta?: { readonly origin: Origin }
}

export type ForeignKey = {
  readonly name: string
  readonly columns: readonly string[]
  readonly table: string
  readonly targetColumns: readonly string[]
  readonly onDelete: ReferentialAction
  readonly onUpdate: ReferentialAction
  readonly deferrable: Deferrability
  readonly meta?: {
    readonly origin: Origin
    /** Name of the relation on this table and of its inverse on the target, if the author gave one. */
    readonly relation: string | undefined
    readonly inverse: string | undefined
    /** The author wrote on_delete, rather than leaving it to the database's own rule. */
    readonly explicitOnDelete: boolean
    /** What the author wrote as on_soft_delete; see soft-delete-action.ts. */
    readonly onSoftDelete?: SoftDeleteAction | undefined
  }
}

/** What a mixin needs the database itself to do. */
export type Trigger =
  | {
      /** On UPDATE: moves `updatedAt` if the statement left it alone, and counts `version` up by one. */
      readonly kind: 'touch'
      readonly name: string
      readonly updatedAt: string | undefined
      readonly version: string | undefined
    }
  | {
      /** On INSERT, UPDATE and DELETE: copies the row into the history table. */
      readonly kind: 'history'
      readonly name: string
      readonly table: string
      readonly columns: readonly string[]
      /** Columns that tell rows apart: where they change, the row that they named before has come to its end. */
      readonly key?: readonly string[] | undefined
      /** Column of the history that takes who did it; migrations that were written before there was one have none. */
      readonly actor?: string | undefined
    }

/** By the name of the database that alone has it, in the words and the order of that database. */
export type TableOptions = { readonly [dialect: string]: readonly string[] }

export type Table = {
  readonly name: string
  readonly columns: readonly Column[]
  readonly primaryKey: PrimaryKey | undefined
  readonly uniques: readonly Unique[]
  readonly indexes: readonly Index[]
  readonly checks: readonly Check[]
  readonly foreignKeys: readonly ForeignKey[]
  readonly triggers: readonly Trigger[]
  readonly comment: string | undefined
  /** The versioned table whose rows this one keeps. Its values were checked there, so it carries no checks of types. */
  readonly historyOf: string | undefined
  readonly dialects: readonly string[] | undefined
  readonly options: TableOptions
  readonly meta?: {
    readonly origin: Origin
    readonly was: string | undefined
    readonly behaviors: Behaviors
    /** What a row is called in TypeScript, if the author says so. */
    readonly typescript?: string | undefined
  }
}

/** What repositories do for a table because of its mixins; names are column names. */
export type Behaviors = {
  readonly uuid: { readonly id: string } | undefined
  readonly timestamp: { readonly createdAt: string; readonly updatedAt: string } | undefined
  readonly softDelete: { readonly deletedAt: string; readonly deletionId: string } | undefined
  readonly audit:
    | {
        readonly createdBy: string
        readonly updatedBy: string
        readonly deletedBy: string | undefined
        readonly required: boolean
      }
    | undefined
  readonly versioning: { readonly version: string; readonly history: string } | undefined
}

/** Columns that every history table has before the copied ones. */
export const historyColumns = {
  id: 'history_id',
  operation: 'history_operation',
  recordedAt: 'history_recorded_at',
  actor: 'history_actor',
} as const

export type View = {
  readonly name: string
  readonly sql: SqlText
  /** Tables, views and scripts that must exist first. */
  readonly dependsOn: readonly string[]
  readonly comment: string | undefined
  readonly meta?: {
    readonly origin: Origin
    readonly columns: readonly {
      readonly name: string
      readonly type: LogicalType
      readonly nullable: boolean
    }[]
    readonly typescript?: string | undefined
  }
}

export type Script = {
  readonly name: string
  readonly create: { readonly [dialect: string]: readonly string[] }
  readonly drop: { readonly [dialect: string]: readonly string[] }
  /** Empty: made before the tables; else after everything named. */
  readonly dependsOn: readonly string[]
  readonly meta?: { readonly origin: Origin }
}

/** A database to write for. */
export type Target = { readonly dialect: string; readonly version: string | undefined }

/** What the author chose beside the model itself. */
export type Settings = {
  readonly targets: readonly Target[]
  readonly output: string
  readonly case: 'snake' | 'camel'
  /** The folder of the author's own repository classes, relative to the schema like `output`. */
  readonly repositories: string | undefined
  /** Validators of input are generated, too. */
  readonly validators: boolean
}

export type Resolved = { readonly model: Model; readonly settings: Settings }
