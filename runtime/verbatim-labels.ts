import type { CompiledQuery } from 'kysely'

const verbatim = new WeakMap<CompiledQuery, ReadonlySet<string>>()

/** Remembers the aliases of a query that look like SQL names but are what its author wrote, so that results keep them. */
export function keepLabels(query: CompiledQuery, labels: ReadonlySet<string>): void {
  verbatim.set(query, labels)
}

export function keptLabels(query: CompiledQuery): ReadonlySet<string> | undefined {
  return verbatim.get(query)
}
