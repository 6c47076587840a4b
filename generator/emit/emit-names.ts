import { hasErrors, type Outcome } from '../diagnostics/diagnostic.js'
import type { Enum, Model, Settings, Table, View } from '../model/model.js'
import { camel, pascal } from '../naming/case.js'
import { fileNames } from './file-names.js'
import { importedTypes } from './imported-types.js'
import {
  clashDiagnostic,
  keyClashes,
  propertyClashes,
  reservedTypeNames,
  type TypeClash,
  typeClashes,
} from './name-clashes.js'
import { type EnumNames, type Names, propertyName, type TableNames } from './names.js'
import { nameRelations } from './relations/name-relations.js'
import { reservedTypes, reservedVariables } from './reserved.js'
import { derivedTypes, relations, rowNames } from './row-names.js'

/** Every name that generated code will use, so that no two things are called the same. */
export function emitNames(model: Model, wordCase: Settings['case']): Outcome<Names> {
  const { enums, rows, taken: ownTypes } = typeNames(model)
  const types = new Set([...ownTypes, ...[...rows.values()].flatMap(derivedTypes)])
  const others = new Set([...types, ...[...enums.values()].map((names) => names.values)])
  const tables = new Map<string, TableNames>()
  const taken: Taken = { constants: new Set(), properties: new Set(['transaction', 'afterCommit', 'db']) }
  const files = fileNames(model.tables.map((table) => table.name))
  for (const relation of relations(model)) {
    const row = rows.get(relation.name) ?? relation.name
    tables.set(
      relation.name,
      tableNames(relation, row, files.get(relation.name) ?? relation.name, wordCase, others, taken),
    )
  }
  const clashes = typeClashes(model, rows, enums)
  const named = nameRelations(model, tables, wordCase)
  const diagnostics = [
    ...reservedTypeNames(model),
    ...clashes.map(clashDiagnostic),
    ...(clashes.length > 0 ? [] : keyClashes(tables, model)),
    ...propertyClashes(model, tables),
    ...named.diagnostics,
  ]
  const value = {
    case: wordCase,
    tables,
    relations: named.relations,
    enums,
    imported: importedTypes(model, others),
  }
  return { value: hasErrors(diagnostics) ? undefined : value, diagnostics }
}

/** Types that would be called the same. */
export function typeNameClashes(model: Model): readonly TypeClash[] {
  const { enums, rows } = typeNames(model)
  return typeClashes(model, rows, enums)
}

function typeNames(model: Model) {
  const enums = enumNames(model)
  const taken = new Set([...reservedTypes, ...[...enums.values()].map((names) => names.type)])
  return { enums, rows: rowNames(model, taken), taken }
}

function enumNames(model: Model): Map<string, EnumNames> {
  const named = ({ name, meta }: Enum): EnumNames => {
    if (meta?.typescript !== undefined)
      return { type: meta.typescript, values: `${camel(meta.typescript)}Values` }
    const base = pascal(name)
    return { type: reservedTypes.has(base) ? `${base}Enum` : base, values: `${camel(name)}Values` }
  }
  return new Map(model.enums.map((each) => [each.name, named(each)]))
}

/** Names that are given already. */
type Taken = { readonly constants: Set<string>; readonly properties: Set<string> }

function tableNames(
  relation: Table | View,
  row: string,
  file: string,
  wordCase: Settings['case'],
  others: ReadonlySet<string>,
  taken: Taken,
): TableNames {
  const key = propertyName(relation.name, wordCase)
  return {
    row,
    table: `${row}Table`,
    new: `New${row}`,
    update: `${row}Update`,
    repository: `${row}Repository`,
    types: `${row}Types`,
    definition: free(constantName(relation.name, others), 'Definition', taken.constants),
    key,
    property: free(key, '_', taken.properties),
    file,
    properties: new Map(columnsOf(relation).map(({ name }) => [name, propertyName(name, wordCase)])),
  }
}

/** In a script without capitals a constant would be called like its type; `run_state_values` like the values of an enum. */
function constantName(table: string, others: ReadonlySet<string>): string {
  const name = camel(table)
  return reservedVariables.has(name) || others.has(name) ? `${name}Definition` : name
}

/** Two constants are called the same only where the author gave the types other names. */
function free(name: string, ending: string, taken: Set<string>): string {
  let free = name
  while (taken.has(free)) free = `${free}${ending}`
  taken.add(free)
  return free
}

const columnsOf = (relation: Table | View): readonly { readonly name: string }[] =>
  'columns' in relation ? relation.columns : (relation.meta?.columns ?? [])
