import type { Column, Model, Settings, Table } from '../../model/model.js'
import { typescriptHeader } from '../header.js'
import { type Import, renderImports } from '../imports.js'
import { lineWidth } from '../layout.js'
import { docComment, memberName, stringLiteral } from '../literal.js'
import { type Names, namesOf, type TableNames } from '../names.js'
import { declaredImports, nullableType, ownTypes, valueType } from '../types/value-type.js'
import { type Child, type DefinitionView, definitionView, enumImports } from './definition.js'
import { indexMethods, type Method } from './finders.js'
import { relationImports, relationTypes } from './relations.js'
import { numericType, uniqueKeys, uniqueType } from './uniques.js'

/** What templates/repository.ts.hbs is filled with. */
export type RepositoryView = {
  readonly header: string
  readonly imports: string
  readonly typesComment: readonly string[]
  readonly types: string
  readonly row: string
  readonly new: string
  readonly update: string
  /** Type of the primary key. */
  readonly key: string
  /** One line each. */
  readonly relations: readonly string[]
  readonly hasRelations: boolean
  /** Lines of their own. */
  readonly unique: string
  readonly numeric: string
  readonly queryKey: string
  readonly softDelete: string
  readonly version: string
  /** Names of the columns that are decimals, with a space or line break before; empty if there are none. */
  readonly decimals: string
  readonly comment: readonly string[]
  readonly repository: string
  readonly base: string
  readonly constant: string
  readonly methods: readonly string[]
  /** The table's own, then its history's. */
  readonly definitions: readonly DefinitionView[]
}

/** What a table's repository depends on beside the table. */
export type Surroundings = {
  readonly model: Model
  readonly names: Names
  readonly targets: Settings['targets']
  readonly children: ReadonlyMap<string, readonly Child[]>
  readonly histories: ReadonlyMap<string, Table>
  readonly cascading: ReadonlySet<string>
}

export function repositoryView(table: Table, around: Surroundings): RepositoryView {
  const own = namesOf(around.names, table.name)
  const children = around.children.get(table.name) ?? []
  const history = around.histories.get(table.name)
  const tables = history ? [table, history] : [table]
  const methods = indexMethods(table, around.names, around.targets)
  const relations = around.names.relations.get(table.name) ?? []
  const definitions = tables.map((each) => definitionView(each, around, each === table ? children : []))
  const behaviors = table.meta?.behaviors
  return {
    header: typescriptHeader,
    imports: renderImports([
      ...imports(tables, methods, children, around),
      ...relationImports(relations, table.name, around.names),
    ]),
    typesComment: docComment(`What the compiler knows of the table ${table.name}.`),
    types: own.types,
    row: own.row,
    new: own.new,
    update: own.update,
    key: keyType(table, around.names, own),
    relations: relationTypes(relations, own, around.names),
    hasRelations: relations.length > 0,
    unique: uniqueType(table, uniqueKeys(table, around.targets), own),
    numeric: numericType(table, own),
    queryKey: stringLiteral(own.key),
    softDelete: String(behaviors?.softDelete !== undefined),
    version: String(behaviors?.versioning !== undefined),
    decimals: decimalColumns(table, own),
    comment: docComment(table.comment ?? `Reads and writes the table ${table.name}.`),
    repository: own.repository,
    base: baseOf(table),
    constant: own.definition,
    methods: methods.flatMap(({ lines }) => lines),
    definitions,
  }
}

/** They are texts, which does not tell that they have a sum. */
function decimalColumns({ columns }: Table, { properties }: TableNames): string {
  const names = columns
    .filter(({ type }) => type.kind === 'decimal')
    .map(({ name }) => stringLiteral(properties.get(name) ?? name))
  const line = names.join(' | ')
  if ('  decimals: '.length + line.length <= lineWidth) return names.length === 0 ? '' : ` ${line}`
  return names.map((name) => `\n    | ${name}`).join('')
}

function baseOf({ primaryKey, meta }: Table): string {
  if (primaryKey === undefined) return 'Repository'
  const base = meta?.behaviors.softDelete ? 'SoftDeleteRepository' : 'KeyedRepository'
  if (meta?.behaviors.versioning === undefined) return base
  return base === 'KeyedRepository' ? 'VersionedRepository' : 'VersionedSoftDeleteRepository'
}

function keyType(table: Table, names: Names, own: TableNames): string {
  const columns = keyColumns(table)
  const types = columns.map((column) => nullableType(valueType(column, names), column.nullable))
  if (types.length < 2) return types[0] ?? 'never'
  const members = columns.map(
    (column, index) => `${memberName(own.properties.get(column.name) ?? column.name)}: ${types[index]}`,
  )
  return `{ ${members.join('; ')} }`
}

const keyColumns = (table: Table): Table['columns'] =>
  table.primaryKey?.columns.flatMap((name) => table.columns.find((column) => column.name === name) ?? []) ??
  []

function imports(
  tables: readonly Table[],
  methods: readonly Method[],
  children: readonly Child[],
  { names }: Surroundings,
): Import[] {
  const [table] = tables
  if (!table) return []
  const own = namesOf(names, table.name)
  const columns = tables.flatMap((each) => each.columns)
  const types = columns.filter(isTold).flatMap((column) => ownTypes(column, names))
  const rows = tables.map((each) => namesOf(names, each.name).row)
  const enums = types.filter((type) => type !== 'JsonValue')
  return [
    ...['Kysely', 'SelectQueryBuilder'].map((name) => ({ from: 'kysely', name })),
    { from: 'tablewright', name: baseOf(table), value: true },
    ...['TableDefinition', ...optionTypes(methods), ...types.filter((type) => type === 'JsonValue')].map(
      (name) => ({
        from: 'tablewright',
        name,
      }),
    ),
    ...['DB', own.new, own.update, ...rows, ...enums].map((name) => ({ from: '../database.js', name })),
    ...enumImports(columns, names, '../database.js'),
    ...columns.flatMap((column) => declaredImports(column, names, fromSubfolder)),
    ...children
      .filter((child) => child.table !== table.name)
      .map((child) => childImport(namesOf(names, child.table))),
  ]
}

/** JSON is decoded as JsonValue without saying so. */
const isTold = ({ type, meta }: Column): boolean => type.kind !== 'json' || meta?.typescript !== undefined

const optionTypes = (methods: readonly Method[]): string[] =>
  methods.flatMap(({ kind }) => [
    kind === 'finder' ? 'FindOptions' : 'FindManyOptions',
    'Chosen',
    'Found',
    'WholeRows',
  ])

const childImport = ({ definition, file }: TableNames): Import => ({
  from: `./${file}.js`,
  name: definition,
  value: true,
})

/** Declared modules are named from the output folder; repositories are one folder further down. */
const fromSubfolder = (from: string): string => {
  if (from.startsWith('../')) return `../${from}`
  return from.startsWith('./') ? `../${from.slice(2)}` : from
}
