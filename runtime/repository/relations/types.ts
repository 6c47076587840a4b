import type { DeletedOptions, OrderBy, RepositoryTypes, Where } from '../types.js'

/**
 * A relation as generated code tells it to the compiler. `one`: always there; `live`: there unless it is deleted; `optional`: one
 * or none; `many`: any number.
 */
export interface Related<Kind extends 'one' | 'live' | 'optional' | 'many', Types, Way = unknown> {
  readonly kind: Kind
  readonly types: Types
  readonly way: Way
}

/** The way of a relation along which the table itself points, by these columns. */
export interface Pointing<Columns extends PropertyKey> {
  readonly pointing: Columns
}

/** The way of a relation along which the other table points, by these columns of its own. */
export interface PointedAt<Columns extends PropertyKey> {
  readonly pointedAt: Columns
}

/** The way of a many-to-many relation: the table between, and its columns that tie it to both ends. */
export interface Through<Types extends RepositoryTypes, Ties extends keyof Types['row']> {
  readonly between: Types
  readonly ties: Ties
}

/** Any relation. */
export type AnyRelated = Related<'one' | 'live' | 'optional' | 'many', RepositoryTypes>

/**
 * What a read may ask of each row. A read is typed by what it was called with: what is surely asked for is surely there, and what
 * depends on a condition may be missing.
 */
export type Chosen<T extends RepositoryTypes> = {
  readonly select?: readonly (keyof T['row'])[] | undefined
  readonly include?: Include<T> | undefined
}

/** All columns, and nothing along. */
export type WholeRows = Record<never, never>

/**
 * What rows bring along. `true` takes whole rows; options say which, in what order, and what these include in turn.
 *
 * @example
 * { owner: true, ads: { where: { title: { contains: 'x' } }, orderBy: { title: 'asc' }, limit: 3, include: { clicks: true } } }
 */
export type Include<T extends RepositoryTypes> = {
  readonly [R in keyof T['relations']]?: boolean | IncludeOptions<T['relations'][R]> | undefined
}

type IncludeOptions<R> = R extends AnyRelated
  ? R['kind'] extends 'many'
    ? IncludeMany<R['types']> & IncludeThrough<R['types'], R['way']>
    : IncludeOne<R['types']>
  : never

type IncludeOne<T extends RepositoryTypes> = DeletedOptions<T> & Chosen<T>

type IncludeMany<T extends RepositoryTypes> = DeletedOptions<T> &
  Chosen<T> & {
    readonly where?: Where<T> | undefined
    readonly orderBy?: OrderBy<T['row']> | undefined
    /** For each row that includes them. */
    readonly limit?: number | undefined
    readonly offset?: number | undefined
  }

/** Only where the table between has columns of its own, and rows have nothing else of that name. */
type IncludeThrough<T extends RepositoryTypes, W> =
  W extends Through<infer B, infer K>
    ? [Exclude<keyof B['row'], K>] extends [never]
      ? unknown
      : 'through' extends keyof T['row'] | keyof T['relations']
        ? unknown
        : { readonly through?: boolean | ThroughOptions<B, K> | undefined }
    : unknown

/** The columns of the table between that each row brings along as `through`. */
type ThroughOptions<B extends RepositoryTypes, K extends keyof B['row']> = {
  readonly select?: readonly Exclude<keyof B['row'], K>[] | undefined
  readonly where?: Where<B> | undefined
  /** Goes before the order of the rows themselves. */
  readonly orderBy?: OrderBy<B['row']> | undefined
}

/** Filters on what a relation leads to: on many rows with a word, on one row as on the row itself. */
export type RelationFilters<R> = { readonly [N in keyof R]?: RelationFilter<R[N]> }

type RelationFilter<R> = R extends AnyRelated
  ? R['kind'] extends 'many'
    ? ManyFilter<R['types']>
    : (Where<R['types']> & DeletedOptions<R['types']>) | (R['kind'] extends 'one' ? never : null)
  : never

/** Deleted rows do not count, unless `withDeleted` or `onlyDeleted` says so. */
export type ManyFilter<T extends RepositoryTypes> = DeletedOptions<T> & {
  /** At least one such row. */
  readonly some?: Where<T>
  /** No such row. */
  readonly none?: Where<T>
  /** No other row; also true where there are none at all. */
  readonly every?: Where<T>
}
