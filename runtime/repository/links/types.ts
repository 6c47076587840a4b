import type { ThroughValues } from '../nested/types.js'
import type { Related, Through } from '../relations/types.js'
import type { RepositoryTypes } from '../types.js'

/** Relations that lead through a table between, whose rows are links. */
export type Linkable<T extends RepositoryTypes> = {
  [R in keyof T['relations']]: T['relations'][R] extends {
    readonly way: Through<infer _B, infer _K>
  }
    ? R
    : never
}[keyof T['relations']]

/** The key of a row on the other side. */
export type LinkedKey<R> =
  R extends Related<'many', infer P, infer _> ? (P extends RepositoryTypes ? P['key'] : never) : never

/** A row to link: its key, or its key with values of the table between, where that has columns of its own. */
export type LinkTo<R> =
  R extends Related<'many', infer P, Through<infer B, infer K>>
    ? P extends RepositoryTypes
      ? { readonly key: P['key'] } & ThroughValues<B, K> extends infer Full
        ? Full | (Full extends { readonly through: object } ? never : P['key'])
        : never
      : never
    : never
