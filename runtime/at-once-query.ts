import type { CompiledQuery } from 'kysely'

const atOnce = new WeakSet<CompiledQuery>()

/** Marks a query whose caller does the waiting: while another process holds the lock our driver lets it fail at once. */
export function runAtOnce(query: CompiledQuery): CompiledQuery {
  atOnce.add(query)
  return query
}

export function isRunAtOnce(query: CompiledQuery): boolean {
  return atOnce.has(query)
}
