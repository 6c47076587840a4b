import type { Column, Enum, LogicalType, Model, Table } from '../model/model.js'

/**
 * What a database holds that was made of a schema, with what the schema says beside the state of a database: former names, what
 * rows get, how values are converted, what is dropped on purpose.
 */
export const withMeta = (found: Model, schema: Model): Model => {
  const tables = new Map(schema.tables.map((table) => [table.name, table]))
  const moves = movesByColumn(found, schema)
  return {
    ...found,
    enums: found.enums.map((each) => withEnumMeta(each, schema, moves)),
    tables: found.tables.map((table) => withTableMeta(table, tables.get(table.name))),
    ...(schema.meta && { meta: schema.meta }),
  }
}

const withTableMeta = (found: Table, author: Table | undefined): Table => {
  if (author === undefined) return found
  const columns = new Map(author.columns.map((column) => [column.name, column]))
  const indexes = new Map(author.indexes.map((index) => [index.name, index]))
  return {
    ...found,
    columns: found.columns.map((column) => withColumnMeta(column, columns.get(column.name))),
    indexes: found.indexes.map((index) => ({ ...index, ...metaOf(indexes.get(index.name)) })),
    ...metaOf(author),
  }
}

const withColumnMeta = (found: Column, author: Column | undefined): Column => ({
  ...found,
  ...metaOf(author),
})

const metaOf = <T>(element: { readonly meta?: T } | undefined): { readonly meta?: T } =>
  element?.meta === undefined ? {} : { meta: element.meta }

type Moves = ReadonlyMap<string, Enum>

const withEnumMeta = (found: Enum, schema: Model, moves: Moves): Enum => {
  const author = found.native ? schema.enums.find(({ name }) => name === found.name) : moves.get(found.name)
  if (author?.meta === undefined) return found
  // A list of texts is called after its column where it is found, so its own former name is nobody's.
  return { ...found, meta: found.native ? author.meta : { ...author.meta, was: undefined } }
}

/** The author's enum for each list that is known by its column alone. */
const movesByColumn = (found: Model, schema: Model): Moves => {
  const authors = new Map(schema.enums.map((each) => [each.name, each]))
  const types = new Map(
    schema.tables.flatMap((table) =>
      table.columns.map(({ name, type }) => [`${table.name}\n${name}`, enumOf(type)] as const),
    ),
  )
  return new Map(
    found.tables.flatMap((table) =>
      table.columns.flatMap(({ name, type }): readonly [string, Enum][] => {
        const list = enumOf(type)
        const author = authors.get(types.get(`${table.name}\n${name}`) ?? '')
        return list === undefined || author === undefined ? [] : [[list, author]]
      }),
    ),
  )
}

const enumOf = (type: LogicalType): string | undefined => {
  if (type.kind === 'enum') return type.name
  return type.kind === 'array' ? enumOf(type.element) : undefined
}
