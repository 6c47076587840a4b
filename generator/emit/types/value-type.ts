import type { Column, LogicalType } from '../../model/model.js'
import type { Import } from '../imports.js'
import type { Names } from '../names.js'
import { importedNames, renameTypes, typeTokens } from '../type-expression.js'

/** What generated types need to know of a column of a table or of a view. */
export type TypedColumn = Pick<Column, 'name' | 'type' | 'nullable'> & {
  readonly meta?: Pick<NonNullable<Column['meta']>, 'typescript'>
}

/** The TypeScript type of a value that is not NULL. */
export function valueType(column: TypedColumn, names: Names): string {
  return declaredType(column, names) ?? logicalValueType(column.type, names)
}

/** What the author says of the column, in the names of the file. */
export function declaredType(column: TypedColumn, names: Names): string | undefined {
  const declared = column.meta?.typescript
  if (declared === undefined) return undefined
  const imported = declared.from === undefined ? undefined : names.imported.get(declared.from)
  return imported ? renameTypes(declared.type, imported) : declared.type
}

/** `toModule` says how a module named from the output folder is named in the file that imports. */
export function declaredImports(
  column: TypedColumn,
  names: Names,
  toModule: (from: string) => string,
): Import[] {
  const declared = column.meta?.typescript
  if (declared?.from === undefined) return []
  const { from, type } = declared
  const local = names.imported.get(from)
  return importedNames(type).map((name) => ({ from: toModule(from), name, as: local?.get(name) ?? name }))
}

/** What the value's type mentions of our own: enums by their names in TypeScript, and JsonValue. */
export function ownTypes(column: TypedColumn, names: Names): readonly string[] {
  const declared = declaredType(column, names)
  if (declared !== undefined) {
    const enums = new Set([...names.enums.values()].map(({ type }) => type))
    return typeTokens(declared)?.filter((word) => word === 'JsonValue' || enums.has(word)) ?? []
  }
  const type = column.type.kind === 'array' ? column.type.element : column.type
  return type.kind === 'enum' || type.kind === 'json' ? [logicalValueType(type, names)] : []
}

export function logicalValueType(type: LogicalType, names: Names): string {
  switch (type.kind) {
    case 'text':
    case 'varchar':
    case 'char':
    case 'decimal':
    case 'date':
    case 'time':
    case 'uuid':
      return 'string'
    case 'smallint':
    case 'integer':
    case 'real':
    case 'double':
      return 'number'
    case 'bigint':
      return 'bigint'
    case 'boolean':
      return 'boolean'
    case 'timestamp':
      return 'Date'
    case 'json':
      return 'JsonValue'
    case 'bytes':
      return 'Uint8Array'
    case 'array':
      return `${grouped(logicalValueType(type.element, names))}[]`
    case 'enum':
      return names.enums.get(type.name)?.type ?? 'string'
    case 'native':
      return 'unknown'
    default:
      return type satisfies never
  }
}

/** The type with NULL, if the column can be. */
export const nullableType = (type: string, nullable: boolean): string =>
  nullable && type !== 'unknown' ? `${grouped(type)} | null` : type

/** Functions and conditional types end only where the text ends, so they need parentheses before `[]` and `|`. */
const grouped = (type: string): string =>
  /=>|\bextends\b|\?|\bkeyof\b|\btypeof\b/.test(type) ? `(${type})` : type
