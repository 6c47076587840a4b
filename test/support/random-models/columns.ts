import { freshColumnName } from './names.js'
import type { Random } from './random.js'
import { type Action, type ColumnSpec, nextId, type Schema, type TableSpec } from './schema.js'
import { isText } from './to-document.js'

/** Every type of the language, with a default that fits. */
const types: readonly (readonly [type: string, value: unknown])[] = [
  ['text', 'a'],
  ['varchar(20)', ''],
  ['char(3)', 'abc'],
  ['smallint', 1],
  ['integer', 0],
  ['bigint', 7],
  ['real', 1.5],
  ['double', 0.25],
  ['decimal(8,2)', '1.50'],
  ['decimal(30,4)', '0'],
  ['boolean', true],
  ['date', '2026-02-28'],
  ['time', '23:59:59'],
  ['timestamp', '2026-01-31T12:00:00.000Z'],
  ['uuid', '018f4c5e-0000-7000-8000-000000000000'],
  ['json', { a: [1, null] }],
  ['bytes', 'AAEC'],
  ['text[]', ['x', 'y']],
  ['integer[]', []],
  ['decimal(6,1)[]', ['1.5']],
]

const words: { readonly [type: string]: unknown } = {
  date: 'now',
  timestamp: 'now',
  uuid: 'uuid',
}

export const defaultFor = (random: Random, type: string, schema: Schema): unknown => {
  const [, id] = /^enum (\d+)$/.exec(type) ?? []
  if (id !== undefined) {
    return random.pick(schema.enums.find((each) => each.id === Number(id))?.values ?? []).value
  }
  if (random.chance(0.3) && type in words) return words[type]
  return types.find(([name]) => name === type)?.[1]
}

export const isComparable = (type: string): boolean =>
  /^(text|varchar|smallint|integer|bigint|date|uuid|timestamp|boolean|enum)\b(?!.*\[)/.test(type)

const isWhole = (type: string): boolean => /^(smallint|integer)$/.test(type)

/** What a condition or an expression of these schemas can speak of. */
export const isComputable = ({ type, generated, references }: ColumnSpec): boolean =>
  generated === undefined && references === undefined && (isText(type) || isWhole(type))

export const randomColumn = (random: Random, schema: Schema, table: TableSpec): ColumnSpec => {
  const named = { id: nextId(schema), name: freshColumnName(random, schema, table) }
  const enumeration = random.maybe(schema.enums)
  if (random.chance(0.1)) return { ...named, type: 'native', nullable: true }
  const type =
    enumeration && random.chance(0.25)
      ? `enum ${enumeration.id}`
      : (types[random.int(types.length)]?.[0] ?? 'text')
  const column: ColumnSpec = { ...named, type, nullable: random.chance(0.4) }
  if (random.chance(0.4)) column.default = defaultFor(random, type, schema)
  if (random.chance(0.2)) column.comment = random.pick(['What it says.', "it's", 'two\nlines'])
  if (isText(type) && random.chance(0.15)) column.collate = true
  if (isComputable(column) && random.chance(0.2)) column.check = 0
  return column
}

export const generatedColumn = (random: Random, schema: Schema, table: TableSpec): ColumnSpec | undefined => {
  const of = random.maybe(
    table.columns.filter((column) => isComputable(column) && !table.key.includes(column.id)),
  )
  return (
    of && {
      id: nextId(schema),
      name: freshColumnName(random, schema, table),
      type: isText(of.type) ? 'text' : 'integer',
      nullable: of.nullable,
      generated: { form: random.chance(0.5) ? 0 : 1, of: of.id },
    }
  )
}

export const randomAction = (random: Random, nullable: boolean): Action =>
  random.pick<Action>(
    nullable ? ['cascade', 'restrict', 'no action', 'set null'] : ['cascade', 'restrict', 'no action'],
  )

/** Points at a table with one key column, at its own table, or back in a cycle. */
export const referencingColumn = (
  random: Random,
  schema: Schema,
  table: TableSpec,
): ColumnSpec | undefined => {
  const target = random.maybe(
    schema.tables.filter(({ key, dialect }) => key.length < 2 && dialect === undefined),
  )
  if (!target) return undefined
  return {
    id: nextId(schema),
    name: freshColumnName(random, schema, table),
    type: 'inherited',
    nullable: true,
    references: {
      table: target.id,
      onDelete: randomAction(random, true),
      onUpdate: randomAction(random, true),
      deferrable: random.chance(0.2),
    },
  }
}
