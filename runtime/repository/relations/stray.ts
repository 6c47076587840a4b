import type { RepositoryTypes } from '../types.js'
import type { AnyRelated } from './types.js'

/**
 * Refuses names in an `include` that was built elsewhere: of objects that are written in place the compiler itself finds names that
 * do not exist.
 */
export type WithoutStrays<T extends RepositoryTypes, C> = C extends { readonly include: infer I }
  ? Strays<T['relations'], I> extends infer N extends PropertyKey
    ? [N] extends [never]
      ? unknown
      : { readonly include: { readonly [Stray in N]: never } }
    : unknown
  : unknown

/** Names that are neither relations nor options, at any depth. */
type Strays<R, I> = {
  [N in keyof I]: N extends keyof R
    ? R[N] extends AnyRelated
      ? I[N] extends infer O extends object
        ? Exclude<keyof O, OptionName> | NestedStrays<R[N], O>
        : never
      : never
    : N
}[keyof I]

type NestedStrays<R extends AnyRelated, O> = O extends { readonly include: infer I }
  ? Strays<R['types']['relations'], I>
  : never

type OptionName =
  | 'where'
  | 'orderBy'
  | 'limit'
  | 'offset'
  | 'select'
  | 'include'
  | 'withDeleted'
  | 'onlyDeleted'
  | 'through'
