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

type AnyRelated = Related<'one' | 'live' | 'optional' | 'many', RepositoryTypes>

/** Includes nothing. */
export type NoInclude = Record<never, never>

/**
 * What rows bring along. `true` takes whole rows; options say which, in what order, and what these include in turn.
 *
 * @example
 * { owner: true, ads: { where: { title: { contains: 'x' } }, orderBy: { title: 'asc' }, limit: 3, include: { clicks: true } } }
 */
export type Include<T extends RepositoryTypes> = {
  readonly [R in keyof T['relations']]?: boolean | IncludeOptions<T['relations'][R]>
}

type IncludeOptions<R> = R extends AnyRelated
  ? R['kind'] extends 'many'
    ? IncludeMany<R['types']> & IncludeThrough<R['types'], R['way']>
    : IncludeOne<R['types']>
  : never

type IncludeOne<T extends RepositoryTypes> = DeletedOptions<T> & {
  readonly select?: readonly (keyof T['row'])[]
  readonly include?: Include<T>
}

type IncludeMany<T extends RepositoryTypes> = DeletedOptions<T> & {
  readonly where?: Where<T>
  readonly orderBy?: OrderBy<T['row']>
  /** For each row that includes them. */
  readonly limit?: number
  readonly offset?: number
  readonly select?: readonly (keyof T['row'])[]
  readonly include?: Include<T>
}

/** Only where the table between has columns of its own, and rows have nothing else of that name. */
type IncludeThrough<T extends RepositoryTypes, W> =
  W extends Through<infer B, infer K>
    ? [Exclude<keyof B['row'], K>] extends [never]
      ? unknown
      : 'through' extends keyof T['row'] | keyof T['relations']
        ? unknown
        : { readonly through?: boolean | ThroughOptions<B, K> }
    : unknown

/** The columns of the table between that each row brings along as `through`. */
type ThroughOptions<B extends RepositoryTypes, K extends keyof B['row']> = {
  readonly select?: readonly Exclude<keyof B['row'], K>[]
  readonly where?: Where<B>
  /** Goes before the order of the rows themselves. */
  readonly orderBy?: OrderBy<B['row']>
}

/** A row as a read returns it: the selected columns, all of them if none are, and what is included. */
export type Found<T extends RepositoryTypes, S extends keyof T['row'], I> = ([S] extends [never]
  ? T['row']
  : Pick<T['row'], S>) &
  ([keyof I] extends [never] ? unknown : Included<T['relations'], I>)

type Included<R, I> = {
  [N in keyof I & keyof R as I[N] extends false | undefined ? never : N]: IncludedValue<R[N], I[N]>
}

type IncludedValue<R, O> = R extends AnyRelated
  ? R['kind'] extends 'many'
    ? (RowWith<R['types'], O> & RowThrough<R['way'], O>)[]
    : R['kind'] extends 'one'
      ? RowWith<R['types'], O>
      : R['kind'] extends 'live'
        ? RowWith<R['types'], O> | (O extends { readonly withDeleted: true } ? never : null)
        : RowWith<R['types'], O> | null
  : never

type RowWith<T extends RepositoryTypes, O> = (O extends { readonly select: readonly (infer S)[] }
  ? Pick<T['row'], S & keyof T['row']>
  : T['row']) &
  (O extends { readonly include: infer I } ? Included<T['relations'], I> : unknown)

type RowThrough<W, O> = O extends { readonly through: infer P }
  ? W extends Through<infer B, infer K>
    ? P extends true | object
      ? {
          through: P extends { readonly select: readonly (infer S)[] }
            ? Pick<B['row'], S & keyof B['row']>
            : Omit<B['row'], K>
        }
      : unknown
    : unknown
  : unknown

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
