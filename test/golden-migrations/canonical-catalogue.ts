import { canonicalLine, catalogueQuery } from '../../generator/dialects/postgres/catalogue/catalogue-query.js'
import { pragmaQueries } from '../../generator/dialects/sqlite/catalogue/pragma-queries.js'
import {
  type SchemaRow,
  schemaLines,
  schemaQuery,
} from '../../generator/dialects/sqlite/catalogue/schema-lines.js'
import { type Opened, run } from '../support/opened.js'

/** Equal exactly where the schema means the same, whatever statements made it. */
export const canonicalCatalogue = (database: Opened): Promise<readonly string[]> =>
  database.dialect === 'sqlite' ? sqliteCatalogue(database) : postgresCatalogue(database)

async function postgresCatalogue(database: Opened): Promise<readonly string[]> {
  return (await run(database, catalogueQuery)).map(({ line }) => canonicalLine(String(line))).sort()
}

async function sqliteCatalogue(database: Opened): Promise<readonly string[]> {
  const declared = schemaLines((await run(database, schemaQuery)) as unknown as readonly SchemaRow[])
  const seen: string[] = []
  for (const sql of pragmaQueries) {
    seen.push(...(await run(database, sql)).map((row) => String(Object.values(row)[0])))
  }
  return [...declared, ...seen.sort()]
}
