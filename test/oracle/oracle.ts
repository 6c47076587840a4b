import { readFileSync } from 'node:fs'
import {
  PostgresDialect as CodegenPostgres,
  SqliteDialect as CodegenSqlite,
  generate as introspectTypes,
} from 'kysely-codegen'
import { emitAll } from '../../generator/emit/registry.js'
import type { DialectName } from '../../runtime/session.js'
import { resolveYaml } from '../model/resolve-yaml.js'
import { opened } from '../support/opened.js'
import { creationOf } from '../support/plans.js'

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
  const { db, close } = await opened(dialect, { by: 'kysely', ddl: creationOf(model, dialect) })
  try {
    return await introspectTypes({
      // The same class, declared once for import and once for require.
      db: db as unknown as Parameters<typeof introspectTypes>[0]['db'],
      dialect: dialect === 'sqlite' ? new CodegenSqlite() : new CodegenPostgres({ dateParser: 'string' }),
      outFile: null,
    })
  } finally {
    await close()
  }
}
