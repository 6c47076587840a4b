import { readFileSync } from 'node:fs'
import BetterSqlite3 from 'better-sqlite3'
import { Kysely, PostgresDialect, SqliteDialect, sql } from 'kysely'
import {
  PostgresDialect as CodegenPostgres,
  SqliteDialect as CodegenSqlite,
  generate as introspectTypes,
} from 'kysely-codegen'
import pg from 'pg'
import { diffModels } from '../../generator/changes/diff.js'
import { planBothWays } from '../../generator/compile.js'
import { dialects } from '../../generator/dialects/index.js'
import { emitAll } from '../../generator/emit/registry.js'
import { emptyModel } from '../../generator/model/model.js'
import type { DialectName } from '../../runtime/index.js'
import { resolveYaml } from '../model/resolve-yaml.js'
import { freshDatabase } from '../support/postgres.js'

const { model, settings } = resolveYaml(readFileSync(new URL('schema.yaml', import.meta.url), 'utf8'))

/** database.ts as we generate it. */
export function ourTypes(): string {
  const files = emitAll({ model, settings }).value ?? []
  const database = files.find(({ path }) => path === 'database.ts')
  if (!database) throw new Error('no database.ts')
  return database.content
}

/** The types that kysely-codegen makes of a database which our own migration has filled. */
export async function theirTypes(dialect: DialectName): Promise<string> {
  const place = dialect === 'sqlite' ? { url: '', drop: async () => {} } : await freshDatabase()
  const db = new Kysely<unknown>({
    dialect:
      dialect === 'sqlite'
        ? new SqliteDialect({ database: new BetterSqlite3(':memory:') })
        : new PostgresDialect({ pool: new pg.Pool({ connectionString: place.url }) }),
  })
  try {
    for (const statement of migration(dialect)) await sql.raw(statement).execute(db)
    return await introspectTypes({
      // The same class, declared once for import and once for require.
      db: db as unknown as Parameters<typeof introspectTypes>[0]['db'],
      dialect: dialect === 'sqlite' ? new CodegenSqlite() : new CodegenPostgres({ dateParser: 'string' }),
      outFile: null,
    })
  } finally {
    await db.destroy()
    await place.drop()
  }
}

function migration(name: DialectName): readonly string[] {
  const changes = diffModels(emptyModel, model).value ?? []
  const dialect = dialects.filter((candidate) => candidate.name === name)
  const [plan] = planBothWays(emptyModel, model, changes, dialect)
  return (plan?.up.transactions ?? []).flatMap(({ steps }) =>
    steps.flatMap(({ statements }) => statements.map(({ sql }) => sql)),
  )
}
