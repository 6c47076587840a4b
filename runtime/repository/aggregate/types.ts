import type { Answer, IsOpen, NameOf, Option, Selected } from '../relations/found.js'
import type { CountOptions, Direction, RepositoryTypes } from '../types.js'

/** Columns that are decimals, whose values are texts. */
type DecimalOf<T> = T extends { readonly decimals: infer D } ? D : never

/** Columns that have a sum. */
export type Summable<T extends RepositoryTypes> =
  | {
      [P in keyof T['row']]: [Exclude<T['row'][P], null>] extends [number | bigint] ? P : never
    }[keyof T['row']]
  | (DecimalOf<T> & keyof T['row'])

/** Columns that have a smallest and a largest value. */
export type Orderable<T extends RepositoryTypes> = {
  [P in keyof T['row']]: [Exclude<T['row'][P], null>] extends [string | number | bigint | Date] ? P : never
}[keyof T['row']]

/** Columns by which rows can be told apart. */
export type Groupable<T extends RepositoryTypes> = {
  [P in keyof T['row']]: [Exclude<T['row'][P], null>] extends [
    string | number | bigint | boolean | Date | Uint8Array,
  ]
    ? P
    : never
}[keyof T['row']]

/**
 * What is worked out over all rows that match.
 *
 * @example
 * { where: { platform: 'web' }, count: true, sum: ['budget'], max: ['created_at'] }
 */
export type AggregateOptions<T extends RepositoryTypes> = CountOptions<T> & {
  /** How many rows. */
  readonly count?: boolean | undefined
  /** Exact for whole numbers and decimals. */
  readonly sum?: readonly Summable<T>[] | undefined
  /** Of decimals a text with six digits more than the column, rounded; else the nearest double. */
  readonly avg?: readonly Summable<T>[] | undefined
  readonly min?: readonly Orderable<T>[] | undefined
  readonly max?: readonly Orderable<T>[] | undefined
}

/**
 * The same for each group of rows that are equal in the columns `by`.
 *
 * @example
 * { by: ['platform'], count: true, sum: ['budget'], orderBy: { sum: { budget: 'desc' } }, limit: 10 }
 */
export type GroupByOptions<T extends RepositoryTypes> = AggregateOptions<T> & {
  readonly by: readonly Groupable<T>[]
  /** By what is asked for; in a list the first decides first. */
  readonly orderBy?: GroupOrdering<T> | readonly GroupOrdering<T>[] | undefined
  /** At most so many groups; a whole number, not negative. */
  readonly limit?: number | undefined
  /** Leaves out so many groups first. */
  readonly offset?: number | undefined
}

type GroupOrdering<T extends RepositoryTypes> = {
  readonly by?: { readonly [P in Groupable<T>]?: Direction }
  readonly count?: Direction
  readonly sum?: { readonly [P in Summable<T>]?: Direction }
  readonly avg?: { readonly [P in Summable<T>]?: Direction }
  readonly min?: { readonly [P in Orderable<T>]?: Direction }
  readonly max?: { readonly [P in Orderable<T>]?: Direction }
}

/** What was asked for; `null` where no row has a value. What is not asked for in every case is optional. */
export type Aggregated<T extends RepositoryTypes, O> = Figures<T, O, Word>

/** A group: the values that its rows are equal in as `by`, and what was asked for. */
export type Group<T extends RepositoryTypes, O> = Figures<T, O, Word | 'by'>

type Word = 'count' | 'sum' | 'avg' | 'min' | 'max'

type Figures<T extends RepositoryTypes, O, W extends PropertyKey> = {
  [N in NameOf<O> & W as Answer<Option<O, N>> extends 'yes' ? N : never]: FigureOf<T, Option<O, N>, N>
} & (IsOpen<Option<O, NameOf<O> & W>> extends true
  ? {
      [N in NameOf<O> & W as IsOpen<Option<O, N>> extends true ? N : never]?: FigureOf<T, Option<O, N>, N>
    }
  : unknown)

type FigureOf<T extends RepositoryTypes, List, W> = W extends 'count'
  ? number
  : Exclude<List, undefined> extends infer Columns
    ? W extends 'by'
      ? Selected<T['row'], Columns>
      : Selected<W extends 'avg' ? Averages<T> : Values<T>, Columns>
    : never

type Values<T extends RepositoryTypes> = { [P in keyof T['row']]: Exclude<T['row'][P], null> | null }
type Averages<T extends RepositoryTypes> = {
  [P in keyof T['row']]: (P extends DecimalOf<T> ? string : number) | null
}
