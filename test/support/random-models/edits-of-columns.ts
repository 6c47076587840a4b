import {
  defaultFor,
  generatedColumn,
  isComputable,
  randomAction,
  randomColumn,
  referencingColumn,
} from './columns.js'
import type { Edit } from './edits.js'
import { freshColumnName, freshName } from './names.js'
import type { Random } from './random.js'
import type { ColumnSpec, Schema, TableSpec } from './schema.js'

/** Nothing of its table, nor of another, speaks of it by a key. */
const isFree = (schema: Schema, table: TableSpec, column: ColumnSpec): boolean =>
  !table.key.includes(column.id) &&
  !column.was &&
  !table.foreignKeys.some(({ columns }) => columns.includes(column.id)) &&
  !schema.views.some(
    (view) => view.table === table.id && view.columns.some((id) => goesWith(table, id, column)),
  )

/** What is computed from a column cannot stay without it. */
const goesWith = (table: TableSpec, id: number, { id: gone }: ColumnSpec): boolean =>
  id === gone || table.columns.some((each) => each.id === id && each.generated?.of === gone)

export const pickTable = (random: Random, schema: Schema): TableSpec | undefined =>
  random.maybe(schema.tables)

/** Every part that speaks of the column goes with it. */
export const removeColumn = (table: TableSpec, id: number): void => {
  table.columns = table.columns.filter((column) => column.id !== id && column.generated?.of !== id)
  const left = new Set(table.columns.map((column) => column.id))
  table.uniques = table.uniques.filter((columns) => columns.every((each) => left.has(each)))
  table.checks = table.checks.filter(({ column }) => left.has(column))
  table.foreignKeys = table.foreignKeys.filter(({ columns }) => columns.every((each) => left.has(each)))
  table.indexes = table.indexes.filter(({ columns, where, expression, include }) =>
    [...columns, where, expression, include].every((each) => each === undefined || left.has(each)),
  )
}

const widened: { readonly [type: string]: readonly string[] } = {
  smallint: ['integer', 'bigint'],
  integer: ['bigint', 'text', 'decimal(30,4)'],
  bigint: ['text', 'decimal(30,4)'],
  'varchar(20)': ['varchar(80)', 'text'],
  'char(3)': ['text', 'varchar(20)'],
  real: ['double'],
  'decimal(8,2)': ['decimal(12,2)', 'decimal(30,4)', 'text'],
  date: ['text'],
  uuid: ['text'],
  boolean: ['text'],
}

const onColumn =
  (
    fits: (column: ColumnSpec, table: TableSpec, schema: Schema) => boolean,
    change: (column: ColumnSpec, table: TableSpec, schema: Schema, random: Random) => string,
  ): Edit =>
  (schema, random) => {
    const table = pickTable(random, schema)
    const column = table && random.maybe(table.columns.filter((each) => fits(each, table, schema)))
    return table && column && `${change(column, table, schema, random)} ${table.name}.${column.name}`
  }

const isPlain = (column: ColumnSpec): boolean => !column.generated && !column.references && !column.identity

export const columnEdits: { readonly [name: string]: Edit } = {
  addColumn: (schema, random) => {
    const table = pickTable(random, schema)
    if (!table) return undefined
    const column = randomColumn(random, schema, table)
    if (!column.nullable && column.default === undefined) {
      column.backfill = defaultFor(random, column.type, schema)
    }
    table.columns.push(column)
    return `add ${table.name}.${column.name} ${column.type}`
  },
  addGeneratedColumn: (schema, random) => {
    const table = pickTable(random, schema)
    const column = table && generatedColumn(random, schema, table)
    if (!table || !column) return undefined
    table.columns.push(column)
    return `add generated ${table.name}.${column.name}`
  },
  addReference: (schema, random) => {
    const table = pickTable(random, schema)
    const column = table && referencingColumn(random, schema, table)
    if (!table || !column) return undefined
    table.columns.push(column)
    return `add reference ${table.name}.${column.name}`
  },
  dropColumn: onColumn(
    (column, table, schema) => table.columns.length > 1 && isFree(schema, table, column),
    (column, table, _, random) => {
      removeColumn(table, column.id)
      const park = random.chance(0.4) && table.key.length > 0 && !column.generated
      if (park) table.drops.push({ name: column.name, how: 'park' })
      return park ? 'park' : 'drop'
    },
  ),
  renameColumn: onColumn(
    (column) => column.was === undefined && column.backfill === undefined,
    (column, table, schema, random) => {
      column.was = column.name
      column.name = random.chance(0.5)
        ? freshColumnName(random, schema, table)
        : freshName(random, schema, '')
      return `rename ${column.was} to`
    },
  ),
  widenType: onColumn(
    (column, table) =>
      isPlain(column) &&
      column.type in widened &&
      column.default === undefined &&
      column.check === undefined &&
      !table.key.includes(column.id) &&
      !table.checks.some((check) => check.column === column.id) &&
      !table.columns.some(({ generated }) => generated?.of === column.id) &&
      !table.indexes.some(({ expression }) => expression === column.id),
    (column, _, __, random) => {
      const from = column.type
      column.type = random.pick(widened[from] ?? ['text'])
      column.widened = true
      if (column.collate && column.type !== 'text') delete column.collate
      return `widen ${from} to ${column.type}`
    },
  ),
  convertType: onColumn(
    (column, table) =>
      isPlain(column) &&
      column.type === 'text' &&
      // The expression is over what the column was.
      !column.widened &&
      column.default === undefined &&
      column.check === undefined &&
      !column.collate &&
      !table.key.includes(column.id) &&
      !table.checks.some((check) => check.column === column.id) &&
      !table.columns.some(({ generated }) => generated?.of === column.id) &&
      !table.indexes.some(({ expression }) => expression === column.id),
    (column) => {
      column.type = 'integer'
      column.using = true
      return 'convert'
    },
  ),
  makeNullable: onColumn(
    (column, table) =>
      isPlain(column) && !column.nullable && !table.key.includes(column.id) && !isUsed(column, table),
    (column) => {
      column.nullable = true
      return 'make nullable'
    },
  ),
  requireColumn: onColumn(
    (column, table) =>
      isPlain(column) &&
      column.nullable &&
      column.type !== 'native' &&
      !table.foreignKeys.some(({ columns }) => columns.includes(column.id)),
    (column, table, schema, random) => {
      column.nullable = false
      column.backfill = defaultFor(random, column.type, schema) ?? backfillOf(column.type)
      for (const { generated, ...each } of table.columns) {
        if (generated?.of === column.id) each.nullable = false
      }
      return 'require'
    },
  ),
  changeDefault: onColumn(
    (column, table) => isPlain(column) && !table.key.includes(column.id),
    (column, _, schema, random) => {
      if (column.default !== undefined && random.chance(0.5)) {
        if (!column.nullable && column.backfill === undefined) column.backfill = column.default
        delete column.default
        return 'drop default of'
      }
      column.default = defaultFor(random, column.type, schema)
      return 'set default of'
    },
  ),
  changeComment: onColumn(
    () => true,
    (column) => {
      if (column.comment === undefined) column.comment = 'New words; "quoted".'
      else delete column.comment
      return 'comment on'
    },
  ),
  changeCollation: onColumn(
    (column, table) =>
      isPlain(column) && /^(text|varchar\(\d+\))$/.test(column.type) && !table.key.includes(column.id),
    (column) => {
      if (column.collate) delete column.collate
      else column.collate = true
      return 'collate'
    },
  ),
  changeExpression: onColumn(
    ({ generated }) => generated !== undefined,
    (column) => {
      if (column.generated) column.generated.form = column.generated.form === 0 ? 1 : 0
      return 'change expression of'
    },
  ),
  changeColumnCheck: onColumn(
    (column) => isComputable(column) && !column.identity,
    (column) => {
      if (column.check === 1) delete column.check
      else column.check = column.check === 0 ? 1 : 0
      return 'check'
    },
  ),
  changeTypeCheck: onColumn(isPlain, (column, _, schema, random) => {
    const how = random.pick(['none', 'named', 'usual'])
    if (how === 'usual') delete column.typeCheck
    else column.typeCheck = how === 'none' ? false : freshName(random, schema, 'chk_')
    return `${how} check of values of`
  }),
  renameReference: onColumn(
    ({ references }) => references !== undefined,
    (column, _, schema, random) => {
      const { references } = column
      if (references) {
        if (references.name === undefined) references.name = freshName(random, schema, 'fk_')
        else delete references.name
      }
      return 'rename key of'
    },
  ),
  changeActions: onColumn(
    ({ references }) => references !== undefined,
    (column, _, __, random) => {
      const { references } = column
      if (references) {
        references.onDelete = randomAction(random, column.nullable)
        references.deferrable = random.chance(0.3)
      }
      return 'change actions of'
    },
  ),
}

/** A column that others are computed from, which would be null with it. */
const isUsed = (column: ColumnSpec, table: TableSpec): boolean =>
  table.columns.some(({ generated }) => generated?.of === column.id)

const backfillOf = (type: string): unknown => (/^(varchar|text|char)/.test(type) ? 'x' : 0)
