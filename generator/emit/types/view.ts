import type { Enum, Model, Table, View } from '../../model/model.js'
import { typescriptHeader } from '../header.js'
import { type Import, renderImports } from '../imports.js'
import { bracketed, brackets, unionType } from '../layout.js'
import { docComment, memberName, stringLiteral } from '../literal.js'
import type { Names, TableNames } from '../names.js'
import { type Access, accessOf, kyselyWord, propertyLine } from './kysely-type.js'
import { declaredImports, nullableType, ownTypes, type TypedColumn, valueType } from './value-type.js'

/** What templates/database.ts.hbs is filled with. */
export type DatabaseView = {
  readonly header: string
  readonly hasImports: boolean
  readonly imports: string
  readonly databaseComment: string
  readonly enums: readonly EnumView[]
  readonly tables: readonly TableView[]
}

export type EnumView = {
  readonly comment: readonly string[]
  readonly type: string
  readonly union: string
  readonly values: string
}

/** A table, or a view whose columns are declared. `lines` are its properties with their comments. */
export type TableView = {
  readonly key: string
  readonly comment: readonly string[]
  readonly table: string
  readonly row: string
  readonly new: string
  readonly update: string
  readonly writable: boolean
  readonly lines: readonly string[]
}

type Described = { readonly view: TableView; readonly imports: readonly Import[] }

export function databaseView(model: Model, names: Names): DatabaseView {
  const described = [
    ...model.tables.map((table) => describeTable(table, names)),
    ...model.views.filter(hasColumns).map((view) => describeView(view, names)),
  ]
  return {
    header: typescriptHeader,
    hasImports: described.length > 0,
    imports: renderImports(described.flatMap(({ imports }) => imports)),
    databaseComment: docComment(databaseComment(names)).join('\n'),
    enums: model.enums.map((entry) => enumView(entry, names)),
    tables: described.map(({ view }) => view),
  }
}

/** A view without declared columns is migrated, but nothing is known that could be typed. */
export const hasColumns = (view: View): boolean => (view.meta?.columns.length ?? 0) > 0

const databaseComment = (names: Names): string =>
  [
    'Every table as Kysely sees it. A column of type `ColumnType<T, never, never>` is written by',
    'repositories and triggers alone, so that soft deletion, audit and history stay true; a migration',
    'that must write it can cast.',
    ...(names.case === 'camel'
      ? [
          'Names are in camel case; a Kysely instance that `connect` did not make needs its CamelCasePlugin,',
          'which cannot tell `flag_2fa` from `flag2fa`: such a column needs `connect`.',
        ]
      : []),
  ].join('\n')

function enumView({ name, values, comment }: Enum, names: Names): EnumView {
  const { type, values: constant } = names.enums.get(name) ?? { type: name, values: name }
  const literals = values.map(stringLiteral)
  const declaration = `export const ${constant} = `
  const check = ` as const satisfies readonly ${type}[]`
  return {
    comment: docComment(comment),
    type,
    union: unionType(`export type ${type}`, literals),
    values:
      declaration +
      bracketed(brackets, literals, { column: declaration.length, after: check.length }) +
      check,
  }
}

function describeTable(table: Table, names: Names): Described {
  const own = names.tables.get(table.name)
  if (!own) throw new Error(`no names for table ${table.name}`)
  const imports: Import[] = []
  const lines = table.columns.flatMap((column) => {
    const access = accessOf(column, table)
    const word = kyselyWord(access)
    if (word !== undefined) imports.push({ from: 'kysely', name: word })
    imports.push(...declaredImports(column, names, sameFolder))
    const type = nullableType(valueType(column, names), column.nullable)
    imports.push(...jsonImport(column, names))
    return property(own.properties.get(column.name) ?? column.name, type, access, column.comment)
  })
  return {
    view: tableView(own, table.comment, table.historyOf === undefined, lines),
    imports: [...imports, ...rowImports(table)],
  }
}

function describeView(view: View, names: Names): Described {
  const own = names.tables.get(view.name)
  if (!own) throw new Error(`no names for view ${view.name}`)
  const imports: Import[] = [
    { from: 'kysely', name: 'ColumnType' },
    { from: 'kysely', name: 'Selectable' },
  ]
  const lines = (view.meta?.columns ?? []).flatMap((column) => {
    const type = nullableType(valueType(column, names), column.nullable)
    imports.push(...jsonImport(column, names))
    return property(own.properties.get(column.name) ?? column.name, type, 'readOnly', undefined)
  })
  return { view: tableView(own, view.comment, false, lines), imports }
}

const tableView = (
  own: TableNames,
  comment: string | undefined,
  writable: boolean,
  lines: readonly string[],
): TableView => ({
  key: memberName(own.key),
  comment: docComment(comment),
  table: own.table,
  row: own.row,
  new: own.new,
  update: own.update,
  writable,
  lines,
})

const property = (name: string, type: string, access: Access, comment: string | undefined): string[] => [
  ...docComment(comment, '  '),
  propertyLine(name, type, access),
]

/** Declared modules are named from the output folder, where this file is. */
const sameFolder = (from: string): string => from

const jsonImport = (column: TypedColumn, names: Names): Import[] =>
  ownTypes(column, names).includes('JsonValue') ? [{ from: 'tablewright', name: 'JsonValue' }] : []

const rowImports = ({ historyOf }: Table): Import[] =>
  (historyOf === undefined ? ['Selectable', 'Insertable', 'Updateable'] : ['Selectable']).map((name) => ({
    from: 'kysely',
    name,
  }))
