import { diagnostic } from '../diagnostics/codes.js'
import type { Diagnostic, Span } from '../diagnostics/diagnostic.js'
import type { Model } from '../model/model.js'
import type { EnumNames, TableNames } from './names.js'
import { derivedTypes, relations } from './row-names.js'

type Claim = { readonly what: string; readonly span: Span | undefined }

/** Two things with one type name that nothing but the author can tell apart. */
export function typeClashes(
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

/** Two columns that a change of case makes one. */
export function propertyClashes(model: Model, tables: ReadonlyMap<string, TableNames>): Diagnostic[] {
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
