import type { CheckEntry, ColumnEntry, Members } from '../document.js'
import { build, orNothing } from '../shape/build.js'
import { list } from '../shape/list.js'
import { namedEntries } from '../shape/named.js'
import { type FieldValues, optional } from '../shape/object.js'
import type { Shape } from '../shape/shape.js'
import { columns } from './column.js'
import { isDrop } from './drop.js'
import { foreignKey } from './foreign-key.js'
import { indexEntry } from './index-entry.js'
import { mixinUses } from './mixin-use.js'
import { sqlText } from './sql-text.js'
import { uniqueKeys } from './unique.js'

const checks: Shape<readonly CheckEntry[]> = build(
  namedEntries(
    build(sqlText, (sql, node) => ({ value: sql, span: node.span })),
    { expects: 'a map from names to conditions', what: 'check' },
  ),
  (entries) => entries.map(({ name, value }): CheckEntry => ({ name, sql: value })),
)

const indexes = list(indexEntry, { expects: 'a list of indexes', item: 'an index' })
const foreignKeys = list(foreignKey, { expects: 'a list of foreign keys', item: 'a foreign key' })

/** The keys that tables and mixins have in common. */
export const memberFields = {
  mixins: optional(orNothing(mixinUses, []), 'Mixins by name, with options as { audit: { actor: bigint } }.'),
  columns: optional(orNothing(columns, []), 'Columns by name: a type such as `varchar(255)?`, or a map.'),
  unique: optional(orNothing(uniqueKeys, []), 'Unique keys, each a list of columns: [[tenant_id, name]].'),
  indexes: optional(orNothing(indexes, []), 'Indexes: a column, a list of columns, or a map.'),
  checks: optional(orNothing(checks, []), 'Conditions that every row must meet, by name.'),
  foreign_keys: optional(orNothing(foreignKeys, []), 'Foreign keys over several columns.'),
} as const

export const membersOf = (fields: FieldValues<typeof memberFields>): Members => ({
  mixins: fields.mixins?.value ?? [],
  columns: (fields.columns?.value ?? []).filter((entry): entry is ColumnEntry => !isDrop(entry)),
  drops: (fields.columns?.value ?? []).filter(isDrop),
  unique: fields.unique?.value ?? [],
  indexes: fields.indexes?.value.map((index) => index.value) ?? [],
  checks: fields.checks?.value ?? [],
  foreignKeys: fields.foreign_keys?.value.map((key) => key.value) ?? [],
})
