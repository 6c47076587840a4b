import {
  generatedColumn,
  isComparable,
  isComputable,
  randomAction,
  randomColumn,
  referencingColumn,
} from './columns.js'
import { freshColumnName, freshName } from './names.js'
import type { Random } from './random.js'
import {
  type EnumSpec,
  type IndexSpec,
  nextId,
  type Schema,
  type ScriptSpec,
  type TableSpec,
  type ViewSpec,
} from './schema.js'

export const randomSchema = (random: Random): Schema => {
  const schema: Schema = { tables: [], enums: [], views: [], scripts: [], drops: [], lastId: 0 }
  const times = (count: number, make: () => void) => {
    for (let made = 0; made < count; made += 1) make()
  }
  times(random.int(3), () => schema.enums.push(randomEnum(random, schema)))
  times(1 + random.int(4), () => schema.tables.push(randomTable(random, schema)))
  for (const table of schema.tables) decorate(random, schema, table)
  times(random.int(2), () => schema.views.push(randomView(random, schema)))
  times(random.int(2), () => schema.scripts.push(randomScript(random, schema)))
  return schema
}

export const randomEnum = (random: Random, schema: Schema): EnumSpec => ({
  id: nextId(schema),
  name: freshName(random, schema, 'kind_'),
  values: ['low', 'high', "it's", 'Über'].slice(0, 1 + random.int(4)).map((value) => ({ value })),
  native: random.chance(0.5),
})

/** Of SQLite; a table that counts cannot have the second. */
export const tableOptions = ['strict', 'without rowid'] as const

const optionalMixins = ['timestamp', 'soft-delete', 'audit', 'versioning'] as const

export const randomTable = (random: Random, schema: Schema): TableSpec => {
  const table: TableSpec = {
    id: nextId(schema),
    name: freshName(random, schema, 'the '.slice(0, random.chance(0.1) ? 4 : 0)),
    mixins: random.chance(0.6) ? [] : [...random.sample(optionalMixins, 1 + random.int(3))],
    columns: [],
    key: [],
    uniques: [],
    indexes: [],
    foreignKeys: [],
    checks: [],
    drops: [],
  }
  if (random.chance(0.1)) table.comment = 'What it holds.'
  if (random.chance(0.2)) table.options = [...random.sample(tableOptions, 1 + random.int(2))]
  if (random.chance(0.3)) table.mixins.push('uuid')
  else giveKey(random, schema, table)
  for (let count = random.int(4); count >= 0; count -= 1) {
    table.columns.push(randomColumn(random, schema, table))
  }
  return table
}

const giveKey = (random: Random, schema: Schema, table: TableSpec): void => {
  const columns = random.chance(0.25) ? 2 : 1
  const counts = columns === 1 && random.chance(0.3)
  for (let made = 0; made < columns; made += 1) {
    const id = nextId(schema)
    const type = counts ? 'bigint' : random.pick(['integer', 'bigint', 'text', 'uuid', 'varchar(40)'])
    table.columns.push({
      id,
      name: freshColumnName(random, schema, table),
      type,
      nullable: false,
      ...(counts && { identity: true }),
    })
    table.key.push(id)
  }
}

/** Whatever speaks of columns or of other tables. */
const decorate = (random: Random, schema: Schema, table: TableSpec): void => {
  const add = <T>(list: T[], made: T | undefined) => {
    if (made !== undefined) list.push(made)
  }
  if (random.chance(0.3)) add(table.columns, generatedColumn(random, schema, table))
  if (random.chance(0.5)) add(table.columns, referencingColumn(random, schema, table))
  if (random.chance(0.3)) add(table.foreignKeys, compositeKey(random, schema, table))
  if (random.chance(0.4)) add(table.uniques, safeUnique(random, table))
  for (let count = random.int(3); count > 0; count -= 1) {
    add(table.indexes, randomIndex(random, schema, table))
  }
  if (random.chance(0.3)) add(table.checks, randomCheck(random, schema, table))
}

/** Rows that exist differ in it, because the key is part of it. */
export const safeUnique = (random: Random, table: TableSpec): number[] | undefined => {
  const [key] = table.key
  const other = random.maybe(
    table.columns.filter(
      ({ id, type, generated }) => isComparable(type) && !table.key.includes(id) && !generated,
    ),
  )
  if (key === undefined || other === undefined || table.key.length > 1) return undefined
  const columns = random.chance(0.5) ? [key, other.id] : [other.id, key]
  return table.uniques.some((unique) => unique.join() === columns.join()) ? undefined : columns
}

export const randomIndex = (random: Random, schema: Schema, table: TableSpec): IndexSpec | undefined => {
  const usable = table.columns.filter(({ type }) => isComparable(type))
  const computable = table.columns.filter(isComputable)
  const name = freshName(random, schema, 'idx_')
  if (random.chance(0.25)) {
    const of = random.maybe(computable)
    return of && { columns: [], expression: of.id, name }
  }
  const columns = random.sample(usable, 1 + random.int(2)).map(({ id }) => id)
  if (columns.length === 0) return undefined
  const nullable = random.maybe(table.columns.filter((column) => column.nullable))
  return {
    columns,
    ...(random.chance(0.3) && { descending: true }),
    ...(nullable && random.chance(0.3) && { where: nullable.id }),
    ...(random.chance(0.7) && { name }),
  }
}

export const randomCheck = (
  random: Random,
  schema: Schema,
  table: TableSpec,
): TableSpec['checks'][number] | undefined => {
  const column = random.maybe(table.columns.filter(isComputable))
  return column && { name: freshName(random, schema, 'check_'), column: column.id, form: 0 }
}

/** To a key of two columns, by two columns of its own that are made for it. */
const compositeKey = (
  random: Random,
  schema: Schema,
  table: TableSpec,
): TableSpec['foreignKeys'][number] | undefined => {
  const target = random.maybe(schema.tables.filter(({ key }) => key.length === 2))
  if (!target) return undefined
  const columns = target.key.map((id) => {
    const own = nextId(schema)
    const type = target.columns.find((column) => column.id === id)?.type ?? 'text'
    table.columns.push({ id: own, name: freshColumnName(random, schema, table), type, nullable: true })
    return own
  })
  return {
    columns,
    table: target.id,
    onDelete: randomAction(random, true),
    onUpdate: randomAction(random, true),
  }
}

export const randomView = (random: Random, schema: Schema): ViewSpec => {
  const table = random.pick(schema.tables.filter(({ dialect }) => dialect === undefined))
  return {
    name: freshName(random, schema, 'view_'),
    table: table.id,
    columns: random.sample(table.columns, 1 + random.int(2)).map(({ id }) => id),
  }
}

export const randomScript = (random: Random, schema: Schema): ScriptSpec => {
  schema.lastId += 1
  const table = random.pick(schema.tables.filter(({ dialect }) => dialect === undefined))
  return {
    name: `script_${schema.lastId}`,
    table: random.chance(0.5) ? table.id : undefined,
    form: random.int(5),
  }
}
