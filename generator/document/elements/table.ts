import type { DropEntry, MixinEntry, TableEntry } from '../document.js'
import { build, defined } from '../shape/build.js'
import { namedEntries } from '../shape/named.js'
import { object, optional } from '../shape/object.js'
import { anyText, name } from '../shape/scalars.js'
import type { Shape } from '../shape/shape.js'
import { orDropped } from './drop.js'
import { memberFields, membersOf } from './members.js'
import { dialectNames } from './names.js'
import { primaryKey } from './primary-key.js'
import { tableOptions } from './table-options.js'
import { typeName } from './typescript.js'

const advice = {
  primary: 'Did you mean `primary_key`?',
  fields: 'Did you mean `columns`?',
  index: 'Did you mean `indexes`?',
  constraints: 'Use `unique`, `checks` and `foreign_keys`',
  description: 'Did you mean `comment`?',
  name: 'The key above is the name of the table',
}

type TableBody = Omit<TableEntry, 'name' | 'span'>

const tableBody = defined(
  'table',
  orDropped(
    build(
      object(
        {
          comment: optional(
            anyText,
            'What the table holds; goes into the database, the types and the documents.',
          ),
          ...memberFields,
          primary_key: optional(primaryKey, 'The columns of the primary key, if it has several.'),
          options: optional(
            tableOptions,
            'What the table has in one database alone, in the words of that database.',
          ),
          typescript: optional(
            typeName,
            'What a row is called in TypeScript; made from the name of the table unless said.',
          ),
          was: optional(name, 'The former name: the table is renamed, not dropped and created.'),
          dialects: optional(dialectNames, 'The databases that have this table; all unless said.'),
        },
        { expects: 'a map with columns', advice },
      ),
      (fields): TableBody => ({
        ...membersOf(fields),
        comment: fields.comment,
        options: fields.options?.value,
        primaryKey: fields.primary_key?.value,
        typescript: fields.typescript,
        was: fields.was,
        dialects: fields.dialects?.value,
      }),
    ),
  ),
)

/** Tables by name, in the author's order, among them those that are none any more. */
export const tables: Shape<readonly (TableEntry | DropEntry)[]> = build(
  namedEntries(tableBody, { expects: 'a map from table names to tables', what: 'table' }),
  (entries) => entries.map(({ name: table, span, value }) => ({ ...value, name: table, span })),
)

const mixinBody = defined(
  'ownMixin',
  build(object(memberFields, { expects: 'a map with columns', advice }), membersOf),
)

/** The author's own mixins by name. */
export const mixins: Shape<readonly MixinEntry[]> = build(
  namedEntries(mixinBody, { expects: 'a map from mixin names to mixins', what: 'mixin' }),
  (entries) => entries.map(({ name: mixin, span, value }): MixinEntry => ({ ...value, name: mixin, span })),
)
