import type { EnumEntry, Located } from '../document.js'
import { build, defined } from '../shape/build.js'
import { choice } from '../shape/choice.js'
import { list } from '../shape/list.js'
import { namedEntries } from '../shape/named.js'
import { object, optional, required } from '../shape/object.js'
import { anyText, flag, name } from '../shape/scalars.js'
import type { Shape } from '../shape/shape.js'
import { checkDuplicates } from './names.js'

const values: Shape<readonly Located<string>[]> = build(
  list(anyText, { expects: 'a list of values', item: 'a value', atLeastOne: true }),
  (read, _node, reading, what) => {
    checkDuplicates(read, 'duplicate-value', reading, what)
    return read
  },
)

type EnumBody = Omit<EnumEntry, 'name' | 'span'>

const longForm = build(
  object(
    {
      values: required(values, 'The values, in order.'),
      native: optional(flag, 'A type of its own where the database has such; else text with a check.'),
      comment: optional(anyText, 'What the values are about.'),
      was: optional(name, 'The former name: the enum is renamed.'),
    },
    { expects: 'a map with values' },
  ),
  (fields): EnumBody | undefined =>
    fields.values && {
      values: fields.values.value,
      native: fields.native?.value ?? false,
      comment: fields.comment,
      was: fields.was,
    },
)

const shortForm = build(
  values,
  (read): EnumBody => ({ values: read, native: false, comment: undefined, was: undefined }),
)

/** Enums by name: a list of values, or a map. */
export const enums: Shape<readonly EnumEntry[]> = build(
  namedEntries(defined('enum', choice(shortForm, longForm)), {
    expects: 'a map from enum names to lists of values',
    what: 'enum',
  }),
  (entries) => entries.map(({ name: own, span, value }): EnumEntry => ({ ...value, name: own, span })),
)
