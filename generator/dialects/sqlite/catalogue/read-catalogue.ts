import type { Query } from '../../introspection.js'
import { pragmaQueries } from './pragma-queries.js'
import { type SchemaRow, schemaLines, schemaQuery } from './schema-lines.js'

/** The whole catalogue, a line for each part of each object. */
export const readCatalogue = async (query: Query): Promise<readonly string[]> => {
  const lines = schemaLines(await query<SchemaRow>(schemaQuery))
  const seen: string[] = []
  for (const sql of pragmaQueries)
    seen.push(...(await query<{ readonly line: string }>(sql)).map(({ line }) => line))
  return [...lines, ...seen.sort()]
}
