import { diagnostic } from '../diagnostics/codes.js'
import type { Diagnostic, Span } from '../diagnostics/diagnostic.js'
import type { Model } from '../model/model.js'
import type { EnumNames, TableNames } from './names.js'
import { reservedTypes } from './reserved.js'
import { derivedTypes, relations } from './row-names.js'

/** An enum, a table or a view. */
export type TypeOwner = {
  readonly kind: 'enum' | 'table' | 'view'
  readonly name: string
  /** The versioned table after whose rows these are called. */
  readonly historyOf: string | undefined
  readonly span: Span | undefined
}

export type TypeClash = { readonly type: string; readonly first: TypeOwner; readonly second: TypeOwner }

/** What has one type name with something before it, and nothing but the author can tell apart. */
export function typeClashes(
  model: Model,
  rows: ReadonlyMap<string, string>,
  enums: ReadonlyMap<string, EnumNames>,
): readonly TypeClash[] {
  const owners = new Map<string, TypeOwner>()
  const clashes: TypeClash[] = []
  const claim = (names: readonly string[], second: TypeOwner): void => {
    const type = names.find((name) => owners.has(name))
    const first = type === undefined ? undefined : owners.get(type)
    if (type !== undefined && first !== undefined) clashes.push({ type, first, second })
    for (const name of names) if (!owners.has(name)) owners.set(name, second)
  }
  for (const { name, meta } of model.enums) {
    const { type, values } = enums.get(name) ?? { type: name, values: name }
    claim([type, values], { kind: 'enum', name, historyOf: undefined, span: meta?.origin.span })
  }
  for (const relation of relations(model)) {
    const { name, meta } = relation
    const isView = 'sql' in relation
    claim(derivedTypes(rows.get(name) ?? name), {
      kind: isView ? 'view' : 'table',
      name,
      historyOf: isView ? undefined : relation.historyOf,
      span: meta?.origin.span,
    })
  }
  return clashes
}

export const clashDiagnostic = ({ type, first, second }: TypeClash): Diagnostic =>
  diagnostic(
    'type-name-clash',
    second.span,
    `${second.kind} ${second.name} and ${first.kind} ${first.name} would both be called ${type} in TypeScript`,
    'give one of them another name there: `typescript: <name>`',
  )

/** What the author calls something though generated code means something else by it. */
export const reservedTypeNames = (model: Model): readonly Diagnostic[] =>
  [...model.enums, ...relations(model)].flatMap(({ name, meta }) =>
    meta?.typescript !== undefined && reservedTypes.has(meta.typescript)
      ? [
          diagnostic(
            'type-name-clash',
            meta.origin.span,
            `${name} cannot be called ${meta.typescript} in TypeScript: generated code means something else by it`,
            'give it another name',
          ),
        ]
      : [],
  )

/** Two tables or views that a change of case makes one. */
export function keyClashes(tables: ReadonlyMap<string, TableNames>, model: Model): readonly Diagnostic[] {
  const owners = new Map<string, string>()
  return relations(model).flatMap(({ name, meta }) => {
    const key = tables.get(name)?.key ?? name
    const owner = owners.get(key)
    if (owner === undefined) owners.set(key, name)
    if (owner === undefined) return []
    const message = `${owner} and ${name} would both be the property ${key} of DB in TypeScript`
    return [
      diagnostic(
        'property-name-clash',
        meta?.origin.span,
        message,
        'rename one of them, or use `case: snake`',
      ),
    ]
  })
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
