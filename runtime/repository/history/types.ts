import type { Chosen, Related, WholeRows } from '../relations/types.js'
import type { LimitOptions, OrderBy, Reading, RepositoryTypes, Where } from '../types.js'

/** What a statement did to a row. Soft deletion and its end are updates. */
export type HistoryOperation = 'insert' | 'update' | 'delete'

/** A state of a row, and how it came to be. */
export interface HistoryEntry<Row> {
  /** Place among all states of all rows of the table; a later one is greater. For `before`. */
  readonly id: bigint
  /** The row's version from then on; of a deletion, the version that the row had. */
  readonly version: number
  readonly operation: HistoryOperation
  /** When it was written, by the database's clock. */
  readonly at: Date
  /** Who did it, as a text; `null` where nobody said. */
  readonly actor: string | null
  /** The row as it was from then on; of a deletion, as it last was. */
  readonly row: Row
}

/** Which states of a row are read. */
export type HistoryOptions = LimitOptions & {
  /** At most so many, from the newest on. */
  readonly limit?: number | undefined
  /** Only those before this one: the `id` of the last entry of the page before. */
  readonly before?: bigint | undefined
}

/** Two versions of a row that are to be compared. */
export type HistoryRange = LimitOptions & { readonly from: number; readonly to: number }

/** The columns in which two states of a row differ, each with its value in both. */
export type Changes<Row> = {
  readonly [P in keyof Row]?: { readonly from: Row[P]; readonly to: Row[P] }
}

/** Two states of a row and what changed from the one to the other. */
export interface HistoryDifference<Row> {
  readonly from: HistoryEntry<Row>
  readonly to: HistoryEntry<Row>
  readonly changes: Changes<Row>
}

/**
 * What the compiler knows of a table as it was: the same, but no row is sure to be there along a relation, because what has no
 * history is read as it is now.
 */
export interface PastTypes<T extends RepositoryTypes> extends RepositoryTypes {
  row: T['row']
  new: never
  update: never
  key: T['key']
  relations: { [R in keyof T['relations']]: PastRelated<T['relations'][R]> }
  query: never
  softDelete: T['softDelete']
  version: T['version']
}

type PastRelated<R> =
  R extends Related<infer Kind, infer Types, infer Way>
    ? Types extends RepositoryTypes
      ? Related<Kind extends 'many' ? 'many' : 'optional', PastTypes<Types>, Way>
      : never
    : never

/** Options of a revert. */
export type RevertOptions = {
  /** The version the caller has read; a row that has moved on throws StaleVersionError. */
  readonly version?: number | undefined
}

/** Options of a read of one row as it was. */
export type PastOptions<T extends RepositoryTypes, C extends Chosen<T> = WholeRows> = Reading<T, C>

/** Options of a read of the first row that matched. */
export type PastOneOptions<T extends RepositoryTypes, C extends Chosen<T> = WholeRows> = PastOptions<T, C> & {
  readonly where?: Where<T> | undefined
  readonly orderBy?: OrderBy<T['row']> | undefined
  /** Leaves out so many rows first. */
  readonly offset?: number | undefined
}

/** Options of a read of many rows as they were. */
export type PastManyOptions<T extends RepositoryTypes, C extends Chosen<T> = WholeRows> = PastOneOptions<
  T,
  C
> & {
  /** At most so many rows; a whole number, not negative. */
  readonly limit?: number | undefined
}
