import type { Span } from '../diagnostics/diagnostic.js'

/** A value and where it stands in the file. */
export type Located<T> = { readonly value: T; readonly span: Span }

/** One text for every dialect, or one for each dialect by its name. */
export type SqlText = string | { readonly [dialect: string]: string }

/** A JSON value as YAML spells it. Integers beyond 2^53 arrive as bigint, decimals keep their digits in {@link LiteralEntry}. */
export type JsonLiteral =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly JsonLiteral[]
  | { readonly [key: string]: JsonLiteral }

/** `source` is the scalar as written, so that `0.10` and `9223372036854775807` lose no digit. */
export type LiteralEntry = {
  readonly kind: 'literal'
  readonly value: JsonLiteral
  readonly source: string | undefined
}

export type DefaultEntry =
  | LiteralEntry
  | { readonly kind: 'now' }
  | { readonly kind: 'uuid' }
  | { readonly kind: 'sql'; readonly sql: SqlText }

/** `varchar(255)`, `int[]`, an enum's name, `pg("timestamp(6)")`, all still text; or one native type for each dialect. */
export type TypeEntry =
  | { readonly kind: 'named'; readonly text: string }
  | { readonly kind: 'native'; readonly sql: { readonly [dialect: string]: string } }

export type ReferentialAction = 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default'

/** What repositories do with a row when the row that it points at is deleted softly. */
export type SoftDeleteAction = 'cascade' | 'restrict' | 'none'
export type Deferrability = 'no' | 'immediate' | 'deferred'
export type IdentityKind = 'always' | 'default' | 'serial'
export type NullsOrder = 'first' | 'last'

/** `from` undefined: a type known without an import, such as `string` or `Record<string, number>`. */
export type TypescriptEntry = { readonly type: string; readonly from: string | undefined }

/** `up` alone: a text, or one for each dialect, without a way back of the author's own. */
export type ConversionEntry = { readonly up: SqlText | undefined; readonly down: SqlText | undefined }

/** What is no longer part of the schema, and whether its data is kept for the way back. */
export type DropEntry = {
  readonly name: Located<string>
  readonly span: Span
  readonly drop: Located<'park' | 'delete'>
}

export type ColumnEntry = {
  readonly name: Located<string>
  readonly span: Span
  readonly type: Located<TypeEntry> | undefined
  readonly nullable: boolean
  readonly default: Located<DefaultEntry> | undefined
  /** What rows get that were there before the column had to have a value. */
  readonly backfill: Located<DefaultEntry> | undefined
  /** How values get from the former type to this one. */
  readonly using: Located<ConversionEntry> | undefined
  readonly unique: Located<boolean> | undefined
  readonly primaryKey: Located<boolean> | undefined
  /** `table` or `table.column`, in which a name that holds a dot or a double quote stands in double quotes. */
  readonly references: Located<string> | undefined
  /** What its foreign key is called. */
  readonly referenceName: Located<string> | undefined
  readonly onDelete: Located<ReferentialAction> | undefined
  readonly onUpdate: Located<ReferentialAction> | undefined
  readonly onSoftDelete: Located<SoftDeleteAction> | undefined
  readonly deferrable: Located<Deferrability> | undefined
  readonly relation: Located<string> | undefined
  readonly inverse: Located<string> | undefined
  readonly check: Located<SqlText> | undefined
  readonly comment: Located<string> | undefined
  readonly was: Located<string> | undefined
  readonly generated: Located<{ readonly sql: SqlText; readonly stored: boolean }> | undefined
  readonly identity: Located<IdentityKind> | undefined
  readonly collate: Located<SqlText> | undefined
  readonly typescript: Located<TypescriptEntry> | undefined
  /** What the constraint is called that keeps values of other types out; false: there is none. */
  readonly typeCheck: Located<string | boolean> | undefined
}

/** The model's own, too: a mixin renames the column, and dialects are filled in, but nothing more is resolved. */
export type IndexElement =
  | {
      readonly kind: 'column'
      readonly column: string
      readonly descending: boolean
      readonly nulls: NullsOrder | undefined
      readonly collate: string | undefined
      readonly operatorClass: string | undefined
    }
  | {
      readonly kind: 'expression'
      readonly sql: SqlText
      readonly descending: boolean
      readonly nulls: NullsOrder | undefined
      readonly operatorClass: string | undefined
    }

export type IndexEntry = {
  readonly span: Span
  readonly name: Located<string> | undefined
  readonly elements: readonly Located<IndexElement>[]
  readonly unique: boolean
  readonly where: Located<SqlText> | undefined
  readonly include: readonly Located<string>[]
  readonly using: Located<string> | undefined
  /** `nulls: not distinct` gives false. */
  readonly nullsDistinct: boolean
  readonly was: Located<string> | undefined
  readonly dialects: readonly Located<string>[] | undefined
}

/** `[a, b]`, or `{ columns: [a, b], name: … }`. */
export type UniqueEntry = {
  readonly span: Span
  readonly name: Located<string> | undefined
  readonly columns: readonly Located<string>[]
  readonly nullsDistinct: boolean
  readonly deferrable: Located<Deferrability> | undefined
}

export type ForeignKeyEntry = {
  readonly span: Span
  readonly name: Located<string> | undefined
  readonly columns: readonly Located<string>[]
  readonly table: Located<string>
  /** Empty: the primary key of the target. */
  readonly targetColumns: readonly Located<string>[]
  readonly onDelete: Located<ReferentialAction> | undefined
  readonly onUpdate: Located<ReferentialAction> | undefined
  readonly onSoftDelete: Located<SoftDeleteAction> | undefined
  readonly deferrable: Located<Deferrability> | undefined
  readonly relation: Located<string> | undefined
  readonly inverse: Located<string> | undefined
}

export type CheckEntry = { readonly name: Located<string>; readonly sql: Located<SqlText> }

/** A mixin by name with its options, if any: `audit`, or `{ audit: { actor: bigint } }`. */
export type MixinUse = {
  readonly name: Located<string>
  readonly options: readonly {
    readonly key: Located<string>
    readonly value: Located<JsonLiteral>
  }[]
}

/** What a table and a mixin have in common. */
export type Members = {
  readonly mixins: readonly MixinUse[]
  readonly columns: readonly ColumnEntry[]
  readonly drops: readonly DropEntry[]
  readonly unique: readonly UniqueEntry[]
  readonly indexes: readonly IndexEntry[]
  readonly checks: readonly CheckEntry[]
  readonly foreignKeys: readonly ForeignKeyEntry[]
}

export type MixinEntry = Members & { readonly name: Located<string>; readonly span: Span }

export type PrimaryKeyEntry = {
  readonly columns: readonly Located<string>[]
  readonly name: Located<string> | undefined
}

/** Words of one database each, for what only its tables may have. */
export type OptionsEntry = { readonly [dialect: string]: readonly Located<string>[] }

export type TableEntry = Members & {
  readonly name: Located<string>
  readonly span: Span
  readonly comment: Located<string> | undefined
  readonly options: OptionsEntry | undefined
  readonly primaryKey: PrimaryKeyEntry | undefined
  /** What a row is called in TypeScript. */
  readonly typescript: Located<string> | undefined
  readonly was: Located<string> | undefined
  readonly dialects: readonly Located<string>[] | undefined
}

export type EnumEntry = {
  readonly name: Located<string>
  readonly span: Span
  readonly values: readonly Located<string>[]
  /** Where rows go whose value has another name, or is part of another one. */
  readonly moves: readonly { readonly from: Located<string>; readonly to: string }[]
  readonly native: boolean
  readonly comment: Located<string> | undefined
  readonly typescript: Located<string> | undefined
  readonly was: Located<string> | undefined
}

export type ViewEntry = {
  readonly name: Located<string>
  readonly span: Span
  readonly sql: Located<SqlText>
  readonly dependsOn: readonly Located<string>[]
  /** Types of its columns for the generated code; empty: the view is migrated but has no type. */
  readonly columns: readonly {
    readonly name: Located<string>
    readonly type: Located<TypeEntry>
    readonly nullable: boolean
  }[]
  readonly comment: Located<string> | undefined
  readonly typescript: Located<string> | undefined
}

/** An object of `sql:`: statements that make it and statements that remove it, for each dialect that has it. */
export type ScriptEntry = {
  readonly name: Located<string>
  readonly span: Span
  readonly create: { readonly [dialect: string]: readonly string[] }
  readonly drop: { readonly [dialect: string]: readonly string[] }
  readonly dependsOn: readonly Located<string>[]
}

/** A database to write for, and the oldest version that must be able to run what is written. */
export type TargetEntry = {
  readonly dialect: Located<string>
  readonly version: string | undefined
}

export type Source = { readonly file: string; readonly text: string }

/** schema.yaml and its included files: every key checked, nothing resolved, every position kept. */
export type SchemaDocument = {
  readonly sources: readonly Source[]
  readonly targets: readonly TargetEntry[]
  readonly output: string
  readonly case: 'snake' | 'camel'
  /** The folder of the author's own repository classes. */
  readonly repositories: string | undefined
  /** Validators of input are generated, too. */
  readonly validators: boolean
  readonly enums: readonly EnumEntry[]
  readonly mixins: readonly MixinEntry[]
  readonly tables: readonly TableEntry[]
  readonly drops: readonly DropEntry[]
  readonly views: readonly ViewEntry[]
  readonly scripts: readonly ScriptEntry[]
}
