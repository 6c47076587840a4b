import type { PointedAt, Pointing, Related, Through } from '../relations/types.js'
import type { RepositoryTypes } from '../types.js'

/**
 * A row to create with what belongs to it. A row that it points at may stand in place of the columns that point; rows that point
 * at it leave those columns out; of a many-to-many relation the columns of the table between stand as `through`.
 *
 * @example
 * { title: 'First', author: { email: 'a@x', name: 'Ann' }, comments: [{ body: 'One' }], tags: [{ label: 'red', through: { position: 1 } }] }
 */
export type NewWith<T extends RepositoryTypes, Given extends PropertyKey = never> = Omit<
  T['new'],
  Given | PointingColumns<T>
> &
  Choices<T, Given> & {
    readonly [R in keyof T['relations'] as IsPointing<T['relations'][R]> extends true ? never : R]?:
      | Belonging<T['relations'][R]>
      | undefined
  }

type IsPointing<R> = R extends { readonly way: Pointing<PropertyKey> } ? true : false

/** The columns by which rows point at others. */
type PointingColumns<T extends RepositoryTypes> = {
  [R in keyof T['relations']]: T['relations'][R] extends { readonly way: Pointing<infer C> } ? C : never
}[keyof T['relations']]

/** Of each relation that the table points along, the columns or the row; all of these hold together. */
type Choices<T extends RepositoryTypes, Given extends PropertyKey> = [PointingColumns<T>] extends [Given]
  ? unknown
  : {
        [R in keyof T['relations']]: T['relations'][R] extends Related<infer _, infer P, Pointing<infer C>>
          ? (choice: P extends RepositoryTypes ? Choice<T['new'], R, P, C, Given> : never) => void
          : never
      }[keyof T['relations']] extends (choice: infer All) => void
    ? All
    : never

type Choice<New, R extends PropertyKey, P extends RepositoryTypes, C extends PropertyKey, Given> = [
  C,
] extends [Given]
  ? unknown
  : Pick<New, C & keyof New> extends infer Columns
    ? Record<never, never> extends Columns
      ? Columns & { readonly [N in R]?: NewWith<P> | undefined }
      :
          | (Columns & { readonly [N in R]?: undefined })
          | ({ readonly [N in C]?: undefined } & { readonly [N in R]: NewWith<P> })
    : never

type Belonging<R> =
  R extends Related<infer Kind, infer P, infer W>
    ? P extends RepositoryTypes
      ? W extends PointedAt<infer C>
        ? Kind extends 'many'
          ? readonly NewWith<P, C>[]
          : NewWith<P, C>
        : W extends Through<infer B, infer K>
          ? readonly (NewWith<P> & NewThrough<P, B, K>)[]
          : never
      : never
    : never

/** Only where rows have nothing else of that name. */
type NewThrough<
  P extends RepositoryTypes,
  B extends RepositoryTypes,
  K extends PropertyKey,
> = 'through' extends keyof P['row'] | keyof P['relations'] ? unknown : ThroughValues<B, K>

/** The columns of the table between; required where one needs a value. */
export type ThroughValues<B extends RepositoryTypes, K extends PropertyKey> = [
  Exclude<keyof B['new'], K>,
] extends [never]
  ? unknown
  : Record<never, never> extends Omit<B['new'], K>
    ? { readonly through?: Omit<B['new'], K> | undefined }
    : { readonly through: Omit<B['new'], K> }

/** The row as the database keeps it, with what was created along with it. */
export type CreatedWith<T extends RepositoryTypes, G> = T['row'] & {
  [R in keyof G & keyof T['relations'] as G[R] extends undefined ? never : R]: Created<
    T['relations'][R],
    G[R]
  >
}

type Created<R, G> =
  R extends Related<infer Kind, infer P, infer W>
    ? P extends RepositoryTypes
      ? Kind extends 'many'
        ? G extends readonly (infer Item)[]
          ? (CreatedWith<P, Item> & CreatedThrough<W, Item>)[]
          : never
        : CreatedWith<P, G>
      : never
    : never

type CreatedThrough<W, Item> =
  W extends Through<infer B, infer K>
    ? Item extends { readonly through: object }
      ? { through: Omit<B['row'], K> }
      : unknown
    : unknown
