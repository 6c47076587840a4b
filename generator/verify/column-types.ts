import { join } from 'node:path'
import type { SourceFile, Type } from 'ts-morph'

/** What a `DB` type says of one column. */
export type ColumnFacts = {
  readonly type: string
  /** Of an enum, its values, where `type` may be its name. */
  readonly values?: string | undefined
  readonly nullable: boolean
  readonly insert: 'required' | 'optional' | 'read-only'
}

/**
 * Facts of each column by `table.column`, as the compiler works them out from the text of a file that exports `DB`. The file is
 * taken to lie in `folder`, from which packages are found.
 */
export async function columnTypes(text: string, folder: string): Promise<ReadonlyMap<string, ColumnFacts>> {
  const { ModuleKind, ModuleResolutionKind, Project, ScriptTarget } = await import('ts-morph')
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
  project.createSourceFile(join(folder, 'in-memory-database.ts'), text, { overwrite: true })
  const probe = project.createSourceFile(join(folder, 'in-memory-probe.ts'), probeText, { overwrite: true })
  const rows = tablesOf(probe, 'Rows')
  const inserts = tablesOf(probe, 'Inserts')
  const facts = new Map<string, ColumnFacts>()
  for (const [table, row] of rows) {
    for (const [column, { type }] of propertiesOf(row, probe)) {
      const written = propertiesOf(inserts.get(table) ?? row, probe).get(column)
      facts.set(`${table}.${column}`, {
        type: textOf(type.getNonNullableType(), probe),
        values: listedTexts(type.getNonNullableType(), probe),
        nullable: type.isNullable(),
        insert: written === undefined ? 'read-only' : written.optional ? 'optional' : 'required',
      })
    }
  }
  return facts
}

const probeText = `
import type { Insertable, Selectable } from 'kysely'
import type { DB } from './in-memory-database.js'
export type Rows = { [T in keyof DB]: Selectable<DB[T]> }
export type Inserts = { [T in keyof DB]: Insertable<DB[T]> }
`

const tablesOf = (probe: SourceFile, name: string): ReadonlyMap<string, Type> => {
  const tables = propertiesOf(probe.getTypeAliasOrThrow(name).getType(), probe)
  return new Map([...tables].map(([table, { type }]) => [table, type]))
}

type Property = { readonly type: Type; readonly optional: boolean }

const propertiesOf = (type: Type, probe: SourceFile): ReadonlyMap<string, Property> =>
  new Map(
    type
      .getProperties()
      .map((property) => [
        property.getName(),
        { type: property.getTypeAtLocation(probe), optional: property.isOptional() },
      ]),
  )

/** The values of an enum, whatever it is called. */
const listedTexts = (type: Type, probe: SourceFile): string | undefined =>
  type.isUnion() && type.getUnionTypes().every((each) => each.isStringLiteral())
    ? type
        .getUnionTypes()
        .map((each) => each.getText(probe))
        .sort()
        .join(' | ')
    : undefined

/** Without the paths of imports, and with the members of a union in one order. */
const textOf = (type: Type, probe: SourceFile): string =>
  type
    .getText(probe)
    .replaceAll(/import\("[^"]*"\)\./g, '')
    .split(' | ')
    .sort()
    .join(' | ')
