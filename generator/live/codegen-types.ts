import { CamelCasePlugin, type Kysely } from 'kysely'

/** The types that kysely-codegen makes of a database; undefined: it is not installed. */
export async function codegenTypes(
  db: Kysely<unknown>,
  dialect: 'sqlite' | 'postgres',
  options: { readonly camelCase: boolean },
): Promise<string | undefined> {
  const codegen = await loadCodegen()
  if (codegen === undefined) return undefined
  const { generate, PostgresDialect, SqliteDialect } = codegen
  return generate({
    // The same class, declared once for import and once for require.
    db: db as unknown as Parameters<typeof generate>[0]['db'],
    dialect: dialect === 'sqlite' ? new SqliteDialect() : new PostgresDialect({ dateParser: 'string' }),
    outFile: null,
    camelCase: options.camelCase,
  })
}

/** What it calls a table or a column in camel case, which is Kysely's own way. */
export const codegenName = (name: string): string => kyselyNames.camel(name)

const kyselyNames = new (class extends CamelCasePlugin {
  camel(name: string): string {
    return this.camelCase(name)
  }
})()

async function loadCodegen(): Promise<typeof import('kysely-codegen') | undefined> {
  try {
    return await import('kysely-codegen')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return undefined
    throw error
  }
}
