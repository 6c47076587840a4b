import type { JsonNull } from '../values/json.js'
import type { PathOperators } from './json/types.js'
import type { WithoutStrays } from './relations/stray.js'
import type { Chosen, Include, RelationFilters, WholeRows } from './relations/types.js'

/**
 * What generated code tells the compiler of one table; the type parameter of every repository.
 *
 * @example
 * interface CampaignTypes {
 *   row: Campaign
 *   new: NewCampaign
 *   update: CampaignUpdate
 *   key: string
 *   relations: { owner: Related<'one', UserTypes>; ads: Related<'many', AdTypes> }
 *   unique: 'id' | 'email' | readonly ['platform', 'name']
 *   numeric: 'budget'
 *   query: SelectQueryBuilder<DB, 'campaigns', object>
 *   softDelete: true
 *   version: false
 * }
 */
export interface RepositoryTypes {
  /** What reads return. */
  row: object
  /** What `create` takes: required columns required, columns with a default optional. */
  new: object
  /** What `update` takes. */
  update: object
  /** The primary key's value; for a composite key an object of its columns; `never` without a primary key. */
  key: unknown
  /** By the property that includes them, {@link Related} each. */
  relations: object
  /** The unique keys that an upsert can find rows by: a column, a list of columns, or the name of an index. */
  unique: unknown
  /** The columns that `increment` can add to, if there are any. */
  numeric?: PropertyKey
  /** What `query()` returns: a Kysely select query on the table. */
  query: unknown
  /** Whether rows are soft-deleted. */
  softDelete: boolean
  /** Whether rows carry a version. */
  version: boolean
  /** Columns that are decimals, if there are any: their values are texts. */
  decimals?: PropertyKey
}

/**
 * Which rows a call is about. Columns stand side by side and all must hold; a value alone means equal, `null` means IS NULL.
 * `and`, `or` take lists, `not` takes one filter. A column that is NULL is neither equal nor unequal to a value, so
 * `{ ne: 'a' }` and `notIn` leave NULL columns out, as in SQL. `undefined` is refused: a forgotten variable must not widen
 * the filter.
 *
 * @example
 * { platform: { in: ['web', 'tv'] }, budget: { gte: '10' }, or: [{ notes: null }, { notes: { startsWith: 'x' } }] }
 */
export type Where<T extends RepositoryTypes> = {
  readonly [P in keyof T['row']]?: Condition<T['row'][P]>
} & RelationFilters<T['relations']> & {
    /** All of these hold; an empty list always holds. */
    readonly and?: readonly Where<T>[]
    /** At least one of these holds; an empty list never holds. */
    readonly or?: readonly Where<T>[]
    readonly not?: Where<T>
  }

/** A filter on one column: its value for equality, `null`, or operators that all must hold. */
export type Condition<V> =
  | Extract<V, null>
  | ([unknown] extends [V] ? ComparisonOperators<unknown> : ConditionOf<V, Exclude<V, null>>)

type ConditionOf<V, Present> = [Present] extends [string]
  ? Present | (TextOperators<Present> & NullOperators<V>)
  : [Present] extends [boolean]
    ? Present | (ListOperators<Present> & NullOperators<V>)
    : [Present] extends [number | bigint | Date]
      ? Present | (ComparisonOperators<Present> & NullOperators<V>)
      : [Present] extends [Uint8Array]
        ? Present | (ListOperators<Present> & NullOperators<V>)
        :
            | Extract<Present, string | number | boolean | JsonNull | readonly unknown[]>
            | (EqualityOperators<Present> & NullOperators<V> & PathOperators<Present>)

type NullOperators<V> = {
  /** True: the column is NULL; false: it is not. */
  readonly isNull?: [Extract<V, null>] extends [never] ? never : boolean
}

/** JSON and arrays. */
export type EqualityOperators<V> = {
  readonly eq?: V | null
  /** Not equal; `null` means IS NOT NULL. A NULL column is not unequal to a value. */
  readonly ne?: V | null
}

/** Values that can be listed but have no order. */
export type ListOperators<V> = EqualityOperators<V> & {
  /** One of these; an empty list matches nothing. */
  readonly in?: readonly V[]
  /** None of these; an empty list matches every row, any other list leaves NULL columns out. */
  readonly notIn?: readonly V[]
}

/** Numbers, dates and everything else with an order. */
export type ComparisonOperators<V> = ListOperators<V> & {
  readonly gt?: V
  readonly gte?: V
  readonly lt?: V
  readonly lte?: V
  /** From the first to the second, both included. */
  readonly between?: readonly [V, V]
}

/**
 * Text. `like` and `ilike` take the patterns of SQL (`%`, `_`, backslash before a literal one); the other three take the text
 * itself, in which nothing is special.
 */
export type TextOperators<V> = ComparisonOperators<V> & {
  /** Upper and lower case differ. */
  readonly like?: string
  /** Upper and lower case of ASCII letters are the same; beyond ASCII it is up to the database. */
  readonly ilike?: string
  readonly contains?: string
  readonly startsWith?: string
  readonly endsWith?: string
}

/** Direction of an ORDER BY; ascending unless said. */
export type Direction = 'asc' | 'desc'

/** Where NULL stands. Unless said: last ascending, first descending. */
export type NullsPlacement = 'first' | 'last'

/** One column of an order, with the place of NULLs. */
export type OrderTerm<Row> = {
  readonly column: keyof Row
  readonly direction?: Direction | undefined
  readonly nulls?: NullsPlacement | undefined
}

/** `{ created_at: 'desc' }`, or a list of those where the first decides first; or terms that say where NULL stands. */
export type OrderBy<Row> = Ordering<Row> | readonly Ordering<Row>[]

type Ordering<Row> = { readonly [P in keyof Row]?: Direction } | OrderTerm<Row>

/** Which of the soft-deleted rows a read sees: none unless said. */
export type DeletedOptions<T extends RepositoryTypes> = {
  /** Live and deleted rows. */
  readonly withDeleted?: (T['softDelete'] extends true ? boolean : never) | undefined
  /** Deleted rows alone. */
  readonly onlyDeleted?: (T['softDelete'] extends true ? boolean : never) | undefined
}

/** What ends a read before it is done. */
export type LimitOptions = {
  /** Ends the read with an AbortedError when it is aborted. On PostgreSQL the statement is cancelled. */
  readonly signal?: AbortSignal | undefined
  /** Seconds after which the read ends with a TimeoutError; fractions are possible. */
  readonly timeout?: number | undefined
}

/**
 * Locks the rows that are read until the end of the transaction; what they include is not locked. `update`: nobody else changes or
 * locks them. `share`: nobody changes them. On SQLite a transaction has the whole database for itself, whatever is said here.
 *
 * @example
 * { lock: { mode: 'update', skipLocked: true } }
 */
export type LockOptions = {
  readonly lock?: LockMode | LockChoice | undefined
}

export type LockMode = 'update' | 'share'

type LockChoice = {
  readonly mode: LockMode
} & (
  | {
      /** Rows that somebody else has locked are left out. */
      readonly skipLocked?: boolean | undefined
      readonly noWait?: false | undefined
    }
  | {
      readonly skipLocked?: false | undefined
      /** A row that somebody else has locked throws a LockNotAvailableError. */
      readonly noWait?: boolean | undefined
    }
)

/** What of each row is read, and what comes with it; `C` is what a call says of that. */
export type Reading<T extends RepositoryTypes, C extends Chosen<T> = WholeRows> = DeletedOptions<T> &
  LimitOptions & {
    /** Only these columns. */
    readonly select?: 'select' extends keyof C ? unknown : Chosen<T>['select']
    readonly include?: Include<T> | undefined
  } & Pick<C, keyof C & ('select' | 'include')> &
  NoInfer<WithoutStrays<T, C>>

/** Options of a read that returns one row by its key. */
export type FindOptions<T extends RepositoryTypes, C extends Chosen<T> = WholeRows> = Reading<T, C> &
  LockOptions

/** Options of a count or an existence test. */
export type CountOptions<T extends RepositoryTypes> = DeletedOptions<T> &
  LimitOptions & {
    readonly where?: Where<T> | undefined
  }

/** Options of a read that may return many rows. */
export type FindManyOptions<T extends RepositoryTypes, C extends Chosen<T> = WholeRows> = Reading<T, C> &
  LockOptions & {
    readonly where?: Where<T> | undefined
    readonly orderBy?: OrderBy<T['row']> | undefined
    /** At most so many rows; a whole number, not negative. */
    readonly limit?: number | undefined
    /** Leaves out so many rows first. */
    readonly offset?: number | undefined
  }

/** Options of `findOne`. */
export type FindOneOptions<T extends RepositoryTypes, C extends Chosen<T> = WholeRows> = Reading<T, C> &
  LockOptions & {
    readonly where?: Where<T> | undefined
    readonly orderBy?: OrderBy<T['row']> | undefined
    readonly offset?: number | undefined
  }

/** Which rows a bulk write changes; `where: {}` means all of them, and leaving it out is refused. */
export type BulkOptions<T extends RepositoryTypes> = { readonly where: Where<T> }

/** Options of a write to one row. */
export type WriteOptions<T extends RepositoryTypes> = {
  /** The version the caller has read; a row that has moved on throws StaleVersionError. */
  readonly version?: (T['version'] extends true ? number : never) | undefined
}
