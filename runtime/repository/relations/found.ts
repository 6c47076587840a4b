import type { RepositoryTypes } from '../types.js'
import type { AnyRelated, Chosen, Through, WholeRows } from './types.js'

/**
 * A row as a read returns it: the selected columns, all of them if none are, and what is included. What is not asked for in every
 * case, because it depends on a condition, is optional.
 *
 * @example
 * type Listed = Found<CampaignTypes, { select: ['id', 'name']; include: { owner: true } }>
 */
export type Found<T extends RepositoryTypes, C extends Chosen<T> = WholeRows> = RowWith<T, C>

/** `O` are options, or `true`; in a union not all of them ask for the same. */
type RowWith<T extends RepositoryTypes, O> = Selected<T['row'], Option<O, 'select'>> &
  Included<T['relations'], Option<O, 'include'>>

/** `undefined` where the option may be missing. */
export type Option<O, N extends PropertyKey> = O extends unknown
  ? N extends keyof O
    ? O[N]
    : undefined
  : never

/** Of a row, the columns in a list: those of every list are there, those of some may be. */
export type Selected<Row, List> = [List] extends [undefined]
  ? Row
  : [Exclude<Some<Row, List>, Every<List>>] extends [never]
    ? Pick<Row, Every<List> & keyof Row>
    : Pick<Row, Every<List> & keyof Row> & Partial<Pick<Row, Exclude<Some<Row, List>, Every<List>>>>

type Some<Row, List> = (List extends readonly (infer P)[] ? P : keyof Row) & keyof Row

/** A union of functions takes what each of them takes. */
type Every<List> = (
  List extends readonly (infer P)[]
    ? number extends List['length']
      ? P extends unknown
        ? (column: P) => void
        : never
      : (column: P) => void
    : never
) extends (column: infer Sure) => void
  ? Sure
  : never

type Included<R, I> = [I] extends [undefined]
  ? unknown
  : {
      [N in NameOf<I> & keyof R as Answer<Option<I, N>> extends 'yes' ? N : never]: Value<R[N], Option<I, N>>
    } & (IsOpen<Option<I, NameOf<I>>> extends true
      ? {
          [N in NameOf<I> & keyof R as IsOpen<Option<I, N>> extends true ? N : never]?: Value<
            R[N],
            Option<I, N>
          >
        }
      : unknown)

/** Names that are anywhere in a union. */
export type NameOf<I> = I extends unknown ? keyof I : never

/** Whether an option asks for something; both in a union that may not. */
export type Answer<O> = O extends false | undefined ? 'no' : 'yes'

/** Whether that depends on a condition. */
export type IsOpen<O> = 'yes' | 'no' extends Answer<O> ? true : false

/** What stands there where it is asked for. */
type Value<R, O> = R extends AnyRelated ? Row<R, Exclude<O, false | undefined>> : never

type Row<R extends AnyRelated, O> = R['kind'] extends 'many'
  ? (RowWith<R['types'], O> & WayOf<R['way'], Option<O, 'through'>>)[]
  : R['kind'] extends 'one'
    ? RowWith<R['types'], O>
    : R['kind'] extends 'live'
      ? RowWith<R['types'], O> | (O extends { readonly withDeleted: true } ? never : null)
      : RowWith<R['types'], O> | null

type WayOf<W, P> = [P] extends [false | undefined]
  ? unknown
  : W extends Through<infer B, infer K>
    ? IsOpen<P> extends true
      ? { through?: Between<B, K, Exclude<P, false | undefined>> }
      : { through: Between<B, K, P> }
    : unknown

type Between<B extends RepositoryTypes, K extends PropertyKey, P> = Selected<
  Omit<B['row'], K>,
  Option<P, 'select'>
>
