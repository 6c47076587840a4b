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
  readonly count?: boolean
  /** Exact for whole numbers and decimals. */
  readonly sum?: readonly Summable<T>[]
  /** Of decimals a text with six digits more than the column, rounded; else the nearest double. */
  readonly avg?: readonly Summable<T>[]
  readonly min?: readonly Orderable<T>[]
  readonly max?: readonly Orderable<T>[]
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
  readonly orderBy?: GroupOrdering<T> | readonly GroupOrdering<T>[]
  /** At most so many groups; a whole number, not negative. */
  readonly limit?: number
  /** Leaves out so many groups first. */
  readonly offset?: number
}

type GroupOrdering<T extends RepositoryTypes> = {
  readonly by?: { readonly [P in Groupable<T>]?: Direction }
  readonly count?: Direction
  readonly sum?: { readonly [P in Summable<T>]?: Direction }
  readonly avg?: { readonly [P in Summable<T>]?: Direction }
  readonly min?: { readonly [P in Orderable<T>]?: Direction }
  readonly max?: { readonly [P in Orderable<T>]?: Direction }
}

/** What was asked for; `null` where no row has a value. */
export type Aggregated<T extends RepositoryTypes, O> = {
  [W in keyof O & Word]: FigureOf<T, O[W], W>
}

/** A group: the values that its rows are equal in as `by`, and what was asked for. */
export type Group<T extends RepositoryTypes, O> = {
  [W in keyof O & (Word | 'by')]: W extends 'by'
    ? { [P in Asked<O[W]> & keyof T['row']]: T['row'][P] }
    : FigureOf<T, O[W], W>
}

type Word = 'count' | 'sum' | 'avg' | 'min' | 'max'
type FigureOf<T extends RepositoryTypes, List, W> = W extends 'count'
  ? number
  : { [P in Asked<List> & keyof T['row']]: W extends 'avg' ? Average<T, P> : Present<T, P> | null }
type Asked<List> = List extends readonly (infer P)[] ? P : never
type Present<T extends RepositoryTypes, P extends keyof T['row']> = Exclude<T['row'][P], null>
type Average<T extends RepositoryTypes, P extends keyof T['row']> =
  | (P extends DecimalOf<T> ? string : number)
  | null
