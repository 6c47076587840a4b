import type { CompiledQuery } from 'kysely'
import type { Columns } from './query-scope.js'

const types = new WeakMap<CompiledQuery, Columns>()

/** Remembers what the results of a query are, for a database that does not tell. */
export function keepResultTypes(query: CompiledQuery, results: Columns): void {
  types.set(query, results)
}

export function resultTypesOf(query: CompiledQuery): Columns | undefined {
  return types.get(query)
}
