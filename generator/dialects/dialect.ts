import type { Change } from '../changes/change.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type {
  Enum,
  ForeignKey,
  Index,
  LogicalType,
  Model,
  Script,
  SqlText,
  Table,
  Target,
  Trigger,
  View,
} from '../model/model.js'
import type { WithOrigin } from './report.js'

/** One SQL text without its closing semicolon, and a phrase that says what it is for, such as `create table campaigns`. */
export type Statement = { readonly sql: string; readonly comment: string }

/**
 * What one database will do to make or remove whole objects. What it does to objects that exist differs so much that each
 * dialect has operations of its own for it, in its folder.
 */
export type Operation =
  | { readonly kind: 'createEnum'; readonly enum: Enum }
  | { readonly kind: 'dropEnum'; readonly enum: Enum }
  /** Columns, keys and checks, and those foreign keys that are not added later; indexes and triggers are operations of their own. */
  | { readonly kind: 'createTable'; readonly table: Table; readonly foreignKeys: readonly ForeignKey[] }
  | { readonly kind: 'dropTable'; readonly table: Table }
  | { readonly kind: 'addForeignKey'; readonly table: Table; readonly foreignKey: ForeignKey }
  | { readonly kind: 'dropForeignKey'; readonly table: Table; readonly foreignKey: ForeignKey }
  /** `table` is empty, because it was made in the same migration. */
  | { readonly kind: 'createIndex'; readonly table: Table; readonly index: Index }
  | { readonly kind: 'createTrigger'; readonly table: Table; readonly trigger: Trigger }
  /** A dropped table takes its triggers with it; what they leave behind (functions) is removed here. */
  | { readonly kind: 'dropTrigger'; readonly table: Table; readonly trigger: Trigger }
  | { readonly kind: 'createView'; readonly view: View }
  | { readonly kind: 'dropView'; readonly view: View }
  /** `altered`: its statements turn what is there into it, with what there is to know of that. */
  | { readonly kind: 'createScript'; readonly script: Script; readonly altered?: readonly Hazard[] }
  | { readonly kind: 'dropScript'; readonly script: Script; readonly altered?: readonly Hazard[] }
  /** The rows of a table that goes into a table of their own. */
  | { readonly kind: 'park'; readonly table: Table; readonly into: string }
  /** The way back; `table` is the one that exists again. Of tables in `lost`, which its rows point at, no row comes back. */
  | {
      readonly kind: 'unpark'
      readonly table: Table
      readonly from: string
      readonly lost: readonly string[]
    }
  /** A history that begins for rows which exist: each gets its present state as the first entry. */
  | { readonly kind: 'fillHistory'; readonly table: Table; readonly history: Table }

export type OperationKind = Operation['kind']
export type OperationOf<K extends OperationKind> = Extract<Operation, { readonly kind: K }>

/** Statements for every kind of operation: a kind without one does not compile. */
export type Render = {
  readonly [K in OperationKind]: (operation: OperationOf<K>, models: BeforeAfter) => readonly Statement[]
}

/** Permanent names of what a reviewer must know before a migration runs. */
export type HazardKind =
  | 'drops-data'
  | 'rewrites-table'
  | 'blocks-writes'
  | 'narrows-type'
  | 'may-fail'
  | 'invents-data'
  | 'breaks-running-code'

export type Hazard = { readonly kind: HazardKind; readonly message: string }

/** The model on both sides of a migration, for whatever a renderer must look up (enums, targets of foreign keys). */
export type BeforeAfter = { readonly before: Model; readonly after: Model }

/** Behaviour that differs between databases, as data. */
export type Capabilities = {
  /** A foreign key can be added to a table that exists, so cycles are broken by adding keys later. */
  readonly addForeignKey: boolean
  /** A foreign key may name a table that does not exist yet. */
  readonly forwardReferences: boolean
  readonly nativeEnums: boolean
}

/** Everything that is particular to one database. Each dialect folder has the same file names. */
export type Dialect = {
  readonly name: string
  /** For people: `SQLite`, `PostgreSQL`. */
  readonly title: string
  /** Short names the schema language knows, such as the `pg` of `pg("timestamp(6)")`. */
  readonly aliases: readonly string[]
  /** Oldest version that generated SQL is written for when the author names none, and the oldest that may be named. */
  readonly versions: { readonly default: string; readonly minimum: string }
  /** What the language allows and this database cannot do, each with the place in the schema. */
  readonly check: (model: Model, target: Target) => readonly Diagnostic[]
  readonly sqlType: (type: LogicalType, model: Model) => string
  /** Names that differ only in case are the same name. */
  readonly foldsNames: boolean
  /**
   * The TypeScript type of what a connection returns for a type of the database's own, which may be made by the author's
   * scripts; undefined: not known.
   */
  readonly driverTypes: (scripts: readonly string[]) => (declared: string) => string | undefined
  /**
   * What its tables alone may have, in the order of SQL; `ofHistory`: the table that keeps the rows of another is made like it;
   * `named`: the name of something in the table stands behind the word.
   */
  readonly tableOptions: readonly {
    readonly word: string
    readonly ofHistory: boolean
    readonly named?: boolean
  }[]
  /** Whether a column of such a type that is the primary key by itself gets a number where a row gives none. */
  readonly numbersKeys: (declared: string, options: readonly string[]) => boolean
  /** The whole work of a migration in this database, in the order in which it is done. */
  readonly lower: (migration: Lowering) => Lowered
}

/** What a dialect makes steps of. */
export type Lowering = {
  readonly changes: readonly Change[]
  readonly models: BeforeAfter
  /** The oldest version that must be able to run the SQL. */
  readonly version: string
}

export type Lowered = {
  readonly steps: readonly Step[]
  /** What the runner must see to before steps start, because SQL inside a transaction cannot: `foreign_keys: off`. */
  readonly directives: readonly string[]
}

/** One thing that a migration does: its SQL, the changes that caused it and what it puts at risk. */
export type Step = {
  /** `shared`: commits with its neighbours of that kind; `own`: in a transaction of its own; `none`: outside any transaction. */
  readonly mode: 'shared' | 'own' | 'none'
  readonly causes: readonly Change[]
  readonly statements: readonly Statement[]
  readonly hazards: readonly Hazard[]
  /** What the statements are about, for messages that point into the schema. */
  readonly subject: { readonly element: WithOrigin; readonly table: Table | undefined }
}

/** The text meant for a dialect; undefined if the author gave texts by dialect and none for this one. */
export const textFor = (text: SqlText, dialect: string): string | undefined =>
  typeof text === 'string' ? text : Object.hasOwn(text, dialect) ? text[dialect] : undefined

/** Whether something with an optional list of dialects exists in this one. */
export const isFor = (
  element: { readonly dialects: readonly string[] | undefined },
  dialect: string,
): boolean => element.dialects === undefined || element.dialects.includes(dialect)
