import { randomAction } from './columns.js'
import type { Edit } from './edits.js'
import { pickTable } from './edits-of-columns.js'
import { freshName } from './names.js'
import { randomCheck, randomIndex, safeUnique } from './new-schema.js'
import type { Random } from './random.js'
import type { Schema, TableSpec } from './schema.js'

const onTable =
  (change: (table: TableSpec, schema: Schema, random: Random) => string | undefined): Edit =>
  (schema, random) => {
    const table = pickTable(random, schema)
    const done = table && change(table, schema, random)
    return table && done && `${done} of ${table.name}`
  }

const added = <K extends 'uniques' | 'indexes' | 'checks'>(
  key: K,
  make: (random: Random, schema: Schema, table: TableSpec) => TableSpec[K][number] | undefined,
): Edit =>
  onTable((table, schema, random) => {
    const part = make(random, schema, table)
    if (part === undefined) return undefined
    ;(table[key] as TableSpec[K][number][]).push(part)
    return `add to ${key} ${JSON.stringify(part)}`
  })

const dropped = (key: 'uniques' | 'indexes' | 'checks' | 'foreignKeys'): Edit =>
  onTable((table, _, random) => {
    if (table[key].length === 0) return undefined
    const [gone] = table[key].splice(random.int(table[key].length), 1)
    return `drop from ${key} ${JSON.stringify(gone)}`
  })

export const partEdits: { readonly [name: string]: Edit } = {
  addUnique: added('uniques', (random, _, table) => safeUnique(random, table)),
  dropUnique: dropped('uniques'),
  addIndex: added('indexes', randomIndex),
  dropIndex: dropped('indexes'),
  addCheck: added('checks', randomCheck),
  dropCheck: dropped('checks'),
  dropForeignKey: dropped('foreignKeys'),
  changeIndex: onTable((table, _, random) => {
    const index = random.maybe(table.indexes.filter(({ expression }) => expression === undefined))
    if (!index) return undefined
    if (index.descending) delete index.descending
    else index.descending = true
    return 'turn an index'
  }),
  renameIndex: onTable((table, schema, random) => {
    const index = random.maybe(table.indexes.filter(({ name, was }) => name !== undefined && !was))
    if (index?.name === undefined) return undefined
    index.was = index.name
    index.name = freshName(random, schema, 'idx_')
    return `rename index ${index.was}`
  }),
  renameKey: onTable((table, schema, random) => {
    if (table.key.length === 0) return undefined
    if (table.keyName === undefined) table.keyName = freshName(random, schema, 'PK_')
    else delete table.keyName
    return 'rename the key'
  }),
  changeCheck: onTable((table, _, random) => {
    const check = random.maybe(table.checks)
    if (!check) return undefined
    check.form = check.form === 0 ? 1 : 0
    return `change check ${check.name}`
  }),
  changeForeignKey: onTable((table, _, random) => {
    const key = random.maybe(table.foreignKeys)
    if (!key) return undefined
    key.onDelete = randomAction(random, true)
    return 'change foreign key'
  }),
  extendKey: onTable((table, schema, random) => {
    const isTarget = schema.tables.some(
      ({ columns, foreignKeys }) =>
        columns.some(({ references }) => references?.table === table.id) ||
        foreignKeys.some((key) => key.table === table.id),
    )
    const [only] = table.key
    const counts = table.columns.some(({ id, identity }) => id === only && identity)
    const more = random.maybe(
      table.columns.filter(
        ({ id, type, nullable, generated, references }) =>
          id !== only &&
          !nullable &&
          !generated &&
          !references &&
          /^(text|integer|bigint|uuid|date)$/.test(type),
      ),
    )
    if (isTarget || table.key.length !== 1 || counts || !more) return undefined
    table.key.push(more.id)
    return `add ${more.name} to the key`
  }),
}
