import { hasErrors, type Outcome } from '../diagnostics/diagnostic.js'
import type { Model, Settings, Table, View } from '../model/model.js'
import { camel, pascal } from '../naming/case.js'
import { fileNames } from './file-names.js'
import { importedTypes } from './imported-types.js'
import { propertyClashes, typeClashes } from './name-clashes.js'
import { type EnumNames, type Names, propertyName, type TableNames } from './names.js'
import { reservedTypes, reservedVariables } from './reserved.js'
import { derivedTypes, relations, rowNames } from './row-names.js'

/** Every name that generated code will use, so that no two things are called the same. */
export function emitNames(model: Model, wordCase: Settings['case']): Outcome<Names> {
  const enums = enumNames(model)
  const taken = new Set([...reservedTypes, ...[...enums.values()].map((names) => names.type)])
  const rows = rowNames(model, taken)
  const types = new Set([...taken, ...[...rows.values()].flatMap(derivedTypes)])
  const others = new Set([...types, ...[...enums.values()].map((names) => names.values)])
  const tables = new Map<string, TableNames>()
  const files = fileNames(model.tables.map((table) => table.name))
  for (const relation of relations(model)) {
    const row = rows.get(relation.name) ?? relation.name
    tables.set(
      relation.name,
      tableNames(relation, row, files.get(relation.name) ?? relation.name, wordCase, others),
    )
  }
  const diagnostics = [...typeClashes(model, rows, enums), ...propertyClashes(model, tables)]
  const value = { case: wordCase, tables, enums, imported: importedTypes(model, others) }
  return { value: hasErrors(diagnostics) ? undefined : value, diagnostics }
}

function enumNames(model: Model): Map<string, EnumNames> {
  const named = (name: string): EnumNames => {
    const base = pascal(name)
    return { type: reservedTypes.has(base) ? `${base}Enum` : base, values: `${camel(name)}Values` }
  }
  return new Map(model.enums.map(({ name }) => [name, named(name)]))
}

function tableNames(
  relation: Table | View,
  row: string,
  file: string,
  wordCase: Settings['case'],
  others: ReadonlySet<string>,
): TableNames {
  const key = propertyName(relation.name, wordCase)
  return {
    row,
    table: `${row}Table`,
    new: `New${row}`,
    update: `${row}Update`,
    repository: `${row}Repository`,
    types: `${row}Types`,
    definition: constantName(relation.name, others),
    key,
    property: key === 'transaction' ? 'transaction_' : key,
    file,
    properties: new Map(columnsOf(relation).map(({ name }) => [name, propertyName(name, wordCase)])),
  }
}

/** In a script without capitals a constant would be called like its type; `run_state_values` like the values of an enum. */
function constantName(table: string, others: ReadonlySet<string>): string {
  const name = camel(table)
  return reservedVariables.has(name) || others.has(name) ? `${name}Definition` : name
}

const columnsOf = (relation: Table | View): readonly { readonly name: string }[] =>
  'columns' in relation ? relation.columns : (relation.meta?.columns ?? [])
