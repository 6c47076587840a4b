import type { Edit } from './edits.js'
import { pickTable, removeColumn } from './edits-of-columns.js'
import { freshName } from './names.js'
import { randomEnum, randomScript, randomTable, randomView, tableOptions } from './new-schema.js'
import type { Random } from './random.js'
import type { EnumSpec, Schema, TableSpec } from './schema.js'

const onEnum =
  (change: (of: EnumSpec, schema: Schema, random: Random) => string | undefined): Edit =>
  (schema, random) => {
    const of = random.maybe(schema.enums)
    const done = of && change(of, schema, random)
    return of && done && `${done} enum ${of.name}`
  }

/** Defaults and backfills say values by their names. */
const renameInColumns = (schema: Schema, of: EnumSpec, from: string, to: string): void => {
  for (const column of schema.tables.flatMap(({ columns }) => columns)) {
    if (column.type !== `enum ${of.id}`) continue
    if (column.default === from) column.default = to
    if (column.backfill === from) column.backfill = to
  }
}

const removeTable = (schema: Schema, { id }: TableSpec): void => {
  schema.tables = schema.tables.filter((table) => table.id !== id)
  schema.views = schema.views.filter(({ table }) => table !== id)
  schema.scripts = schema.scripts.filter(({ table }) => table !== id)
  for (const table of schema.tables) {
    table.foreignKeys = table.foreignKeys.filter((key) => key.table !== id)
    for (const column of [...table.columns]) {
      if (column.references?.table !== id) continue
      removeColumn(table, column.id)
      schema.views = schema.views.filter(
        (view) => view.table !== table.id || !view.columns.includes(column.id),
      )
    }
  }
}

const toggle = (list: string[], item: string): void => {
  const at = list.indexOf(item)
  if (at < 0) list.push(item)
  else list.splice(at, 1)
}

export const objectEdits: { readonly [name: string]: Edit } = {
  addTable: (schema, random) => {
    const table = randomTable(random, schema)
    schema.tables.push(table)
    return `add table ${table.name}`
  },
  dropTable: (schema, random) => {
    const table = random.maybe(schema.tables.filter(({ was }) => was === undefined))
    if (!table || schema.tables.length < 2) return undefined
    removeTable(schema, table)
    if (schema.tables.some(({ columns }) => columns.length === 0)) return undefined
    const park = random.chance(0.5)
    if (park) schema.drops.push({ name: table.name, how: 'park' })
    return `${park ? 'park' : 'drop'} table ${table.name}`
  },
  renameTable: (schema, random) => {
    const table = random.maybe(schema.tables.filter(({ was }) => was === undefined))
    if (!table) return undefined
    table.was = table.name
    table.name = freshName(random, schema, 'new_')
    return `rename table ${table.was} to ${table.name}`
  },
  commentTable: (schema, random) => {
    const table = pickTable(random, schema)
    if (!table) return undefined
    if (table.comment === undefined) table.comment = "It's new."
    else delete table.comment
    return `comment on table ${table.name}`
  },
  toggleOption: (schema, random) => {
    const table = pickTable(random, schema)
    if (!table || table.dialect === 'postgres') return undefined
    const option = random.pick(tableOptions)
    table.options ??= []
    toggle(table.options, option)
    return `toggle ${option} of ${table.name}`
  },
  toggleMixin: (schema, random) => {
    const table = pickTable(random, schema)
    if (!table) return undefined
    const mixin = random.pick(['timestamp', 'soft-delete', 'audit', 'versioning'])
    toggle(table.mixins, mixin)
    return `toggle ${mixin} of ${table.name}`
  },
  changeDialects: (schema, random) => {
    const table = random.maybe(
      schema.tables.filter(
        ({ id }) =>
          !schema.views.some((view) => view.table === id) &&
          !schema.scripts.some((script) => script.table === id) &&
          !schema.tables.some(
            (other) =>
              other.foreignKeys.some((key) => key.table === id) ||
              other.columns.some(({ references }) => references?.table === id),
          ),
      ),
    )
    if (!table) return undefined
    if (table.dialect === undefined) table.dialect = random.pick(['sqlite', 'postgres'])
    else delete table.dialect
    return `change the databases of ${table.name}`
  },
  addEnum: (schema, random) => {
    const added = randomEnum(random, schema)
    schema.enums.push(added)
    return `add enum ${added.name}`
  },
  dropEnum: (schema, random) => {
    const unused = schema.enums.filter(
      ({ id }) => !schema.tables.some(({ columns }) => columns.some(({ type }) => type === `enum ${id}`)),
    )
    const gone = random.maybe(unused)
    if (!gone) return undefined
    schema.enums.splice(schema.enums.indexOf(gone), 1)
    return `drop enum ${gone.name}`
  },
  addValue: onEnum((of, schema, random) => {
    const value = freshName(random, schema, 'value_')
    of.values.splice(random.int(of.values.length + 1), 0, { value })
    return `add ${value} to`
  }),
  renameValue: onEnum((of, schema, random) => {
    const renamed = random.maybe(of.values.filter(({ was }) => was === undefined))
    if (!renamed) return undefined
    const from = renamed.value
    renamed.was = [from]
    renamed.value = freshName(random, schema, 'renamed_')
    renameInColumns(schema, of, from, renamed.value)
    return `rename value ${from} of`
  }),
  mergeValues: onEnum((of, schema, random) => {
    const [into, gone] = random.sample(
      of.values.filter(({ was }) => was === undefined),
      2,
    )
    if (!into || !gone) return undefined
    of.values.splice(of.values.indexOf(gone), 1)
    into.was = [gone.value]
    renameInColumns(schema, of, gone.value, into.value)
    return `merge ${gone.value} into ${into.value} of`
  }),
  reorderValues: onEnum((of) => {
    if (of.values.length < 2) return undefined
    of.values.reverse()
    return 'reorder'
  }),
  toggleNative: onEnum((of) => {
    of.native = !of.native
    return of.native ? 'make native' : 'make text of'
  }),
  renameEnum: onEnum((of, schema, random) => {
    if (of.was !== undefined) return undefined
    of.was = of.name
    of.name = freshName(random, schema, 'kind_')
    return `rename ${of.was} to`
  }),
  addView: (schema, random) => {
    if (!schema.tables.some(({ dialect }) => dialect === undefined)) return undefined
    const view = randomView(random, schema)
    schema.views.push(view)
    return `add view ${view.name}`
  },
  dropView: (schema, random) => {
    const view = random.maybe(schema.views)
    if (!view) return undefined
    schema.views.splice(schema.views.indexOf(view), 1)
    return `drop view ${view.name}`
  },
  changeView: (schema, random) => {
    const view = random.maybe(schema.views)
    if (!view) return undefined
    const table = schema.tables.find(({ id }) => id === view.table)
    view.columns = (table?.columns ?? []).map(({ id }) => id)
    return `widen view ${view.name}`
  },
  addScript: (schema, random) => {
    if (!schema.tables.some(({ dialect }) => dialect === undefined)) return undefined
    const script = randomScript(random, schema)
    schema.scripts.push(script)
    return `add script ${script.name}`
  },
  changeScript: (schema, random) => {
    const script = random.maybe(schema.scripts)
    if (!script) return undefined
    script.form += 1
    return `change script ${script.name}`
  },
  dropScript: (schema, random) => {
    const script = random.maybe(schema.scripts)
    if (!script) return undefined
    schema.scripts.splice(schema.scripts.indexOf(script), 1)
    return `drop script ${script.name}`
  },
}
