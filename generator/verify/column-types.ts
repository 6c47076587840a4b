import { join } from 'node:path'
import type { SourceFile, Type } from 'ts-morph'
import { standInForImports } from './stand-in-for-imports.js'
import { listedTexts, typeText } from './type-text.js'

/** What a `DB` type says of one column. */
export type ColumnFacts = {
  readonly table: string
  /** undefined: it says nothing, which `any` and `unknown` do. */
  readonly type: string | undefined
  /** Of an enum, its values, where `type` may be its name. */
  readonly values?: string | undefined
  readonly nullable: boolean | undefined
  readonly insert: 'required' | 'optional' | 'read-only' | undefined
}

/**
 * Of each text of a file that exports `DB`, the facts of each column by `table.column`, as the compiler works them out. The files
 * are taken to lie in `folder`, from which packages are found. No column is left out because its type cannot be told; there are
 * none at all where Kysely itself is not found.
 */
export async function columnTypes(
  texts: readonly string[],
  folder: string,
): Promise<readonly ReadonlyMap<string, ColumnFacts>[]> {
  const { ModuleKind, ModuleResolutionKind, Project, ScriptTarget } = await import('ts-morph')
  // One for all, because reading the packages is most of the work.
  const project = new Project({
    skipAddingFilesFromTsConfig: true,
    compilerOptions: {
      strict: true,
      skipLibCheck: true,
      types: ['node'],
      target: ScriptTarget.ES2022,
      module: ModuleKind.NodeNext,
      moduleResolution: ModuleResolutionKind.NodeNext,
      customConditions: import.meta.url.endsWith('.ts') ? ['tablewright-source'] : [],
    },
  })
  const files = texts.map((text, at) => ({
    database: project.createSourceFile(join(folder, `in-memory-database-${at}.ts`), text, overwrite),
    probe: project.createSourceFile(join(folder, `in-memory-probe-${at}.ts`), probeText(at), overwrite),
  }))
  for (const { database } of files) standInForImports(database)
  return files.map(({ probe }) => factsIn(probe))
}

const overwrite = { overwrite: true }

const factsIn = (probe: SourceFile): ReadonlyMap<string, ColumnFacts> => {
  const facts = new Map<string, ColumnFacts>()
  if (probe.getImportDeclaration('kysely')?.getModuleSpecifierSourceFile() === undefined) return facts
  const rows = tablesOf(probe, 'Rows')
  const inserts = tablesOf(probe, 'Inserts')
  for (const [table, row] of rows) {
    const written = propertiesOf(inserts.get(table) ?? row, probe)
    for (const [column, type] of propertiesOf(row, probe)) {
      facts.set(`${table}.${column}`, factsOf(table, type, written.get(column) ?? type, probe))
    }
  }
  return facts
}

/** Column by column, because a row of which Kysely cannot work out one column has none. */
const probeText = (at: number): string => `
import type { InsertType, SelectType } from 'kysely'
import type { DB } from './in-memory-database-${at}.js'
export type Rows = { [T in keyof DB]: { [C in keyof DB[T]]: SelectType<DB[T][C]> } }
export type Inserts = { [T in keyof DB]: { [C in keyof DB[T]]: InsertType<DB[T][C]> } }
`

const factsOf = (table: string, type: Type, written: Type, probe: SourceFile): ColumnFacts => ({
  table,
  type: saysNothing(type) ? undefined : typeText(type.getNonNullableType(), probe),
  values: listedTexts(type.getNonNullableType(), probe),
  nullable: saysNothing(type) ? undefined : type.isNullable(),
  insert: written.isNever()
    ? 'read-only'
    : saysNothing(written)
      ? undefined
      : written.isNullable()
        ? 'optional'
        : 'required',
})

const saysNothing = (type: Type): boolean => type.isAny() || type.isUnknown()

const tablesOf = (probe: SourceFile, name: string): ReadonlyMap<string, Type> =>
  propertiesOf(probe.getTypeAliasOrThrow(name).getType(), probe)

const propertiesOf = (type: Type, probe: SourceFile): ReadonlyMap<string, Type> =>
  new Map(type.getProperties().map((property) => [property.getName(), property.getTypeAtLocation(probe)]))
