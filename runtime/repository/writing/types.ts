import type { BulkOptions, RepositoryTypes, WriteOptions } from '../types.js'

/** What leaves rows alone that have the values already. */
export type SkipOptions = {
  /**
   * A row that has all the values already is not written: its `updated_at`, `version` and history stay as they are, and it is
   * returned all the same.
   */
  readonly skipUnchanged?: boolean | undefined
}

/** Options of an update of one row. */
export type UpdateOptions<T extends RepositoryTypes> = WriteOptions<T> & SkipOptions

/** Options of an update of all rows that match. Those that are left alone by `skipUnchanged` are neither counted nor returned. */
export type UpdateManyOptions<T extends RepositoryTypes> = BulkOptions<T> & SkipOptions

/** The rows, and not only how many: in no order, and as many as match. */
export type Returning = { readonly returning: true }

/** A change of one row, by its key. */
export type KeyedUpdate<T extends RepositoryTypes> = WriteOptions<T> & {
  readonly key: T['key']
  readonly changes: T['update']
}

/** What is added to the numbers of a row. */
export type Increments<T extends RepositoryTypes> = {
  readonly [P in NumericOf<T> & keyof T['row']]?: Exclude<T['row'][P], null> | undefined
}

type NumericOf<T> = T extends { readonly numeric: infer N } ? N : never

/** Options of an upsert. */
export type UpsertOptions<T extends RepositoryTypes> = SkipOptions & {
  /** The unique key by which rows are found: a column, the columns of a key, or the name of an index. Otherwise the primary key. */
  readonly on?: T['unique'] | undefined
  /** The columns that a row that is there gets; all that are given, unless said. With an empty list it stays as it is. */
  readonly update?: readonly (keyof T['update'])[] | undefined
  /**
   * Where no live row has the key, the one that was deleted last is restored, as `restore` does, and updated. Otherwise deleted
   * rows are left alone.
   */
  readonly revive?: (T['softDelete'] extends true ? boolean : never) | undefined
}
