import type { Column, Index, IndexElement, Settings, Table } from '../../model/model.js'
import { pascal } from '../../naming/case.js'
import { angles, bracketed, lineWidth, parentheses } from '../layout.js'
import { docComment, propertyKey, stringLiteral } from '../literal.js'
import { type Names, namesOf, parameterNames, type TableNames } from '../names.js'
import { nullableType, valueType } from '../types/value-type.js'

/** A method made for an index: a finder of one row, or a lister of many. `lines` is the whole method. */
export type Method = {
  readonly name: string
  readonly kind: 'finder' | 'lister'
  readonly columns: readonly Column[]
  readonly lines: readonly string[]
}

type Key = { readonly name: string; readonly columns: readonly string[]; readonly nullsDistinct: boolean }

type Order = readonly Extract<IndexElement, { readonly kind: 'column' }>[]

/** Methods of the base classes, which a finder by a column of that name must not replace. */
const inherited = new Set(['findById', 'findByUnique', 'findByKey'])

/** A finder for each unique key and a lister for each other index, as far as every targeted database has it whole. */
export function indexMethods(table: Table, names: Names, targets: Settings['targets']): readonly Method[] {
  const everywhere = table.indexes.filter((index) => isWhole(index, targets))
  const finders = [...table.uniques, ...everywhere.filter((index) => index.unique).map(uniqueIndex)]
    .filter((key) => !sameColumns(key.columns, table.primaryKey?.columns ?? []))
    .flatMap((key) => finder(table, key, names))
  const listers = everywhere.filter((index) => !index.unique).flatMap((index) => lister(table, index, names))
  const covered = [
    table.primaryKey?.columns ?? [],
    ...finders.map(({ columns }) => columns.map(({ name }) => name)),
  ]
  const useful = listers.filter(({ columns }) =>
    covered.every(
      (key) =>
        !sameColumns(
          key,
          columns.map(({ name }) => name),
        ),
    ),
  )
  return firstOfEachName([...finders, ...useful])
}

/** A partial index holds some rows only, an expression is no column, and an index of one database is slow on the others. */
const isWhole = (index: Index, targets: Settings['targets']): boolean =>
  index.where === undefined &&
  index.elements.every((element) => element.kind === 'column') &&
  (index.using === undefined || index.using === 'btree' || index.using === 'hash') &&
  targets.every(({ dialect }) => index.dialects === undefined || index.dialects.includes(dialect))

const uniqueIndex = ({ name, elements, nullsDistinct }: Index): Key => ({
  name,
  columns: elements.flatMap((element) => (element.kind === 'column' ? [element.column] : [])),
  nullsDistinct,
})

const sameColumns = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((column) => b.includes(column))

const firstOfEachName = (methods: readonly Method[]): readonly Method[] => {
  const seen = new Set<string>()
  return methods.filter(({ name }) => !seen.has(name) && seen.add(name))
}

function finder(table: Table, key: Key, names: Names): Method[] {
  const columns = comparable(table, key.columns)
  if (columns === undefined) return []
  const own = namesOf(names, table.name)
  const name = methodName('findBy', columns, own.properties)
  const parameters = parametersOf(columns, !key.nullsDistinct, names, own)
  const lines = method({
    comment: `By the unique key ${key.name}.`,
    name,
    generics: generics(own),
    parameters: [...parameters.map(({ text }) => text), `options?: FindOptions<${own.types}, C>`],
    returns: `Promise<Found<${own.types}, C> | undefined>`,
    call: 'this.findByUnique',
    arguments: [values(parameters), 'options', stringLiteral(name)],
  })
  return [{ name, kind: 'finder', columns, lines }]
}

/** Equal on the leading ascending columns, in the order of the rest: `[platform, created_at desc]` lists by platform, newest first. */
function lister(table: Table, index: Index, names: Names): Method[] {
  const elements = index.elements.flatMap((element) => (element.kind === 'column' ? [element] : []))
  const descending = elements.findIndex((element) => element.descending)
  const split = descending === -1 ? elements.length : descending
  const columns = comparable(
    table,
    elements.slice(0, split).map(({ column }) => column),
  )
  if (columns === undefined || columns.length === 0) return []
  const own = namesOf(names, table.name)
  const name = methodName('listBy', columns, own.properties)
  const order = elements.slice(split)
  const parameters = parametersOf(columns, true, names, own)
  const lines = method({
    comment: `By the index ${index.name}${orderComment(order, own.properties)}.`,
    name,
    generics: generics(own),
    parameters: [...parameters.map(({ text }) => text), `options?: FindManyOptions<${own.types}, C>`],
    returns: `Promise<Found<${own.types}, C>[]>`,
    call: 'this.listBy',
    arguments: [values(parameters), 'options', orderText(order, own.properties), stringLiteral(name)],
  })
  return [{ name, kind: 'lister', columns, lines }]
}

/** The columns, if a caller can sensibly ask for one value of each. */
function comparable(table: Table, names: readonly string[]): readonly Column[] | undefined {
  const bookkeeping = table.meta?.behaviors.softDelete
  const columns = names.flatMap((name) => table.columns.find((column) => column.name === name) ?? [])
  const fits = columns.every(
    ({ name, type }) =>
      type.kind !== 'json' &&
      type.kind !== 'array' &&
      name !== bookkeeping?.deletedAt &&
      name !== bookkeeping?.deletionId,
  )
  return fits && columns.length === names.length ? columns : undefined
}

function methodName(
  verb: string,
  columns: readonly Column[],
  properties: ReadonlyMap<string, string>,
): string {
  const name = verb + columns.map((column) => pascal(properties.get(column.name) ?? column.name)).join('And')
  return inherited.has(name) ? `${name}Column` : name
}

type Parameter = { readonly property: string; readonly name: string; readonly text: string }

function parametersOf(
  columns: readonly Column[],
  takesNull: boolean,
  names: Names,
  own: TableNames,
): readonly Parameter[] {
  const properties = columns.map((column) => own.properties.get(column.name) ?? column.name)
  const parameters = parameterNames(properties, names.case)
  return columns.map((column, index) => {
    const property = properties[index] ?? column.name
    const name = parameters[index] ?? property
    return {
      property,
      name,
      text: `${name}: ${nullableType(valueType(column, names), column.nullable && takesNull)}`,
    }
  })
}

const values = (parameters: readonly Parameter[]): string =>
  `{ ${parameters.map(({ property, name }) => (property === name ? name : `${propertyKey(property)}: ${name}`)).join(', ')} }`

function orderText(order: Order, properties: ReadonlyMap<string, string>): string {
  if (order.length === 0) return 'undefined'
  const terms = order.map(({ column, descending, nulls }) => {
    const property = properties.get(column) ?? column
    const direction = descending ? "'desc'" : "'asc'"
    if (nulls === undefined) return `{ ${propertyKey(property)}: ${direction} }`
    return `{ column: ${stringLiteral(property)}, direction: ${direction}, nulls: '${nulls}' }`
  })
  return terms.length === 1 ? terms.join('') : `[${terms.join(', ')}]`
}

const orderComment = (order: Order, properties: ReadonlyMap<string, string>): string =>
  order.length === 0
    ? ''
    : `, in the order of ${order.map(({ column, descending }) => `${properties.get(column) ?? column}${descending ? ' descending' : ''}`).join(', ')}`

type MethodText = {
  readonly comment: string
  readonly name: string
  readonly generics: readonly string[]
  readonly parameters: readonly string[]
  readonly returns: string
  readonly call: string
  readonly arguments: readonly string[]
}

/** What is selected and included decides what is returned. */
const generics = ({ types }: TableNames): readonly string[] => [
  `const C extends Chosen<${types}> = WholeRows`,
]

function method({
  comment,
  name,
  generics,
  parameters,
  returns,
  call,
  arguments: given,
}: MethodText): string[] {
  const returned = `    return ${call}`
  const start = `  ${name}`
  const head = `${start}${bracketed(angles, generics, { column: start.length, after: 1, indent: '  ' })}`
  return [
    '',
    ...docComment(comment, '  '),
    `${head}${bracketed(parentheses, parameters, { column: lineWidth, after: returns.length + 4, indent: '  ' })}: ${returns} {`,
    `${returned}${bracketed(parentheses, given, { column: returned.length, indent: '    ' })}`,
    '  }',
  ]
}
