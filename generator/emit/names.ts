import { diagnostic } from '../diagnostics/codes.js'
import type { Diagnostic, Outcome, Span } from '../diagnostics/diagnostic.js'
import { hasErrors } from '../diagnostics/diagnostic.js'
import type { Model, Settings, Table, View } from '../model/model.js'
import { camel, pascal, snake } from '../naming/case.js'
import { singular } from '../naming/plural.js'
import { fileNames } from './file-names.js'
import { isIdentifier } from './literal.js'
import { reservedParameters, reservedTypes, reservedVariables } from './reserved.js'
import { importedNames } from './type-expression.js'

/** What a table or view is called in generated code. */
export type TableNames = {
  /** `Campaign`: a row. */
  readonly row: string
  /** `CampaignTable`: its columns as Kysely knows them. */
  readonly table: string
  readonly new: string
  readonly update: string
  readonly repository: string
  readonly types: string
  /** The constant that holds the definition. */
  readonly definition: string
  /** In `DB`. */
  readonly key: string
  /** In `Repositories`. */
  readonly property: string
  /** Without folder and extension. */
  readonly file: string
  /** Property by column. */
  readonly properties: ReadonlyMap<string, string>
}

export type EnumNames = { readonly type: string; readonly values: string }

export type Names = {
  readonly case: Settings['case']
  /** Tables and views by their SQL names, which they share. */
  readonly tables: ReadonlyMap<string, TableNames>
  readonly enums: ReadonlyMap<string, EnumNames>
  /** What a type imported from a module is called here, by module and name. */
  readonly imported: ReadonlyMap<string, ReadonlyMap<string, string>>
}

/** Every name that generated code will use, so that no two things are called the same. */
export function emitNames(model: Model, wordCase: Settings['case']): Outcome<Names> {
  const enums = enumNames(model)
  const taken = new Set([...reservedTypes, ...[...enums.values()].map((names) => names.type)])
  const rows = rowNames(model, taken)
  const tables = new Map<string, TableNames>()
  const files = fileNames(model.tables.map((table) => table.name))
  for (const relation of relations(model)) {
    const row = rows.get(relation.name) ?? relation.name
    tables.set(relation.name, tableNames(relation, row, files.get(relation.name) ?? relation.name, wordCase))
  }
  const types = new Set([...taken, ...[...rows.values()].flatMap(derivedTypes)])
  const diagnostics = [...typeClashes(model, rows, enums), ...propertyClashes(model, tables)]
  const value = { case: wordCase, tables, enums, imported: importedTypes(model, types) }
  return { value: hasErrors(diagnostics) ? undefined : value, diagnostics }
}

/** The name a reader expects under the author's choice of case. */
export const propertyName = (sqlName: string, wordCase: Settings['case']): string =>
  wordCase === 'camel' ? camel(sqlName) : sqlName

/** Properties as names of parameters, all different. */
export function parameterNames(properties: readonly string[], wordCase: Settings['case']): readonly string[] {
  const taken = new Set(reservedParameters)
  return properties.map((property) => {
    let name = isIdentifier(property) ? property : wordCase === 'camel' ? camel(property) : snake(property)
    while (taken.has(name)) name = `${name}_`
    taken.add(name)
    return name
  })
}

const relations = (model: Model): readonly (Table | View)[] => [...model.tables, ...model.views]

const columnsOf = (relation: Table | View): readonly { readonly name: string }[] =>
  'columns' in relation ? relation.columns : (relation.meta?.columns ?? [])

function enumNames(model: Model): Map<string, EnumNames> {
  const named = (name: string): EnumNames => {
    const base = pascal(name)
    return { type: reservedTypes.has(base) ? `${base}Enum` : base, values: `${camel(name)}Values` }
  }
  return new Map(model.enums.map(({ name }) => [name, named(name)]))
}

/** A history table is called after the rows it keeps, whatever the plural of its own name. */
function rowNames(model: Model, taken: ReadonlySet<string>): Map<string, string> {
  const own = new Map(model.tables.map((table) => [table.name, pascal(singular(table.name))]))
  const bases = relations(model).map((relation): [string, string] => {
    const kept = 'historyOf' in relation ? relation.historyOf : undefined
    const of = kept === undefined ? undefined : own.get(kept)
    return [relation.name, of === undefined ? pascal(singular(relation.name)) : `${of}History`]
  })
  const owners = new Map<string, Set<string>>()
  for (const [, base] of bases)
    for (const name of derivedTypes(base)) owners.set(name, (owners.get(name) ?? new Set()).add(base))
  const plain = new Set(bases.map(([, base]) => base))
  /** Of `users` and `user_updates` the second gives way: a table's own name is easier to change than the pattern of all. */
  const clashes = (base: string): boolean =>
    derivedTypes(base).some(
      (name) => taken.has(name) || ((owners.get(name)?.size ?? 0) > 1 && (name === base || !plain.has(name))),
    )
  return new Map(bases.map(([name, base]) => [name, clashes(base) ? `${base}Row` : base]))
}

const derivedTypes = (row: string): string[] => [
  row,
  `${row}Table`,
  `New${row}`,
  `${row}Update`,
  `${row}Repository`,
  `${row}Types`,
]

function tableNames(
  relation: Table | View,
  row: string,
  file: string,
  wordCase: Settings['case'],
): TableNames {
  const key = propertyName(relation.name, wordCase)
  const definition = camel(relation.name)
  return {
    row,
    table: `${row}Table`,
    new: `New${row}`,
    update: `${row}Update`,
    repository: `${row}Repository`,
    types: `${row}Types`,
    definition: reservedVariables.has(definition) ? `${definition}Table` : definition,
    key,
    property: key === 'transaction' ? 'transaction_' : key,
    file,
    properties: new Map(columnsOf(relation).map(({ name }) => [name, propertyName(name, wordCase)])),
  }
}

/** Local names of declared types: their own unless a type of ours has it or two modules export the same name. */
function importedTypes(model: Model, types: ReadonlySet<string>): Map<string, ReadonlyMap<string, string>> {
  const taken = new Set(types)
  const imported = new Map<string, Map<string, string>>()
  const declared = model.tables.flatMap((table) => table.columns.map((column) => column.meta?.typescript))
  for (const declaration of declared) {
    if (declaration?.from === undefined) continue
    const names = imported.get(declaration.from) ?? new Map<string, string>()
    imported.set(declaration.from, names)
    for (const name of importedNames(declaration.type)) {
      if (names.has(name)) continue
      const local = free(name, taken)
      taken.add(local)
      names.set(name, local)
    }
  }
  return imported
}

function free(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name
  let candidate = `${name}Type`
  for (let count = 2; taken.has(candidate); count++) candidate = `${name}Type${count}`
  return candidate
}

type Claim = { readonly what: string; readonly span: Span | undefined }

function typeClashes(
  model: Model,
  rows: ReadonlyMap<string, string>,
  enums: ReadonlyMap<string, EnumNames>,
): Diagnostic[] {
  const claims = new Map<string, Claim>()
  const diagnostics: Diagnostic[] = []
  const claim = (name: string, by: Claim): void => {
    const first = claims.get(name)
    if (!first) claims.set(name, by)
    else if (first.what !== by.what)
      diagnostics.push(
        diagnostic(
          'type-name-clash',
          by.span,
          `${by.what} and ${first.what} would both be called ${name} in TypeScript`,
          'rename one of them',
        ),
      )
  }
  for (const { name, meta } of model.enums)
    claim(enums.get(name)?.type ?? name, { what: `enum ${name}`, span: meta?.origin.span })
  for (const relation of relations(model)) {
    const row = rows.get(relation.name) ?? relation.name
    const by = {
      what: `${'sql' in relation ? 'view' : 'table'} ${relation.name}`,
      span: relation.meta?.origin.span,
    }
    const before = diagnostics.length
    for (const name of derivedTypes(row)) if (diagnostics.length === before) claim(name, by)
  }
  return diagnostics
}

function propertyClashes(model: Model, tables: ReadonlyMap<string, TableNames>): Diagnostic[] {
  return model.tables.flatMap((table) => {
    const owners = new Map<string, string>()
    return table.columns.flatMap((column) => {
      const property = tables.get(table.name)?.properties.get(column.name) ?? column.name
      const owner = owners.get(property)
      if (owner === undefined) {
        owners.set(property, column.name)
        return []
      }
      const message = `columns ${owner} and ${column.name} of ${table.name} would both be the property ${property} in TypeScript`
      return [
        diagnostic(
          'property-name-clash',
          column.meta?.origin.span,
          message,
          'rename one of them, or use `case: snake`',
        ),
      ]
    })
  })
}
