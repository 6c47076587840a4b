import type { UniqueEntry } from '../document.js'
import { build, defined } from '../shape/build.js'
import { choice } from '../shape/choice.js'
import { list } from '../shape/list.js'
import { object, optional, required } from '../shape/object.js'
import { name } from '../shape/scalars.js'
import type { Shape } from '../shape/shape.js'
import { deferrability } from './foreign-key.js'
import { nullsDistinct } from './index-entry.js'
import { columnNames } from './names.js'

const longForm = build(
  object(
    {
      columns: required(columnNames, 'The columns of the key.'),
      name: optional(name, 'Name of the constraint; made from the table and the columns unless said.'),
      nulls: nullsDistinct,
      deferrable: optional(
        deferrability,
        'true or immediate: may be checked at the end of a transaction; deferred: is.',
      ),
    },
    { expects: 'a map with columns' },
  ),
  (fields, node): UniqueEntry | undefined =>
    fields.columns && {
      span: node.span,
      name: fields.name,
      columns: fields.columns.value,
      nullsDistinct: fields.nulls?.value !== 'not distinct',
      deferrable: fields.deferrable,
    },
)

const shortForm = build(
  columnNames,
  (columns, node): UniqueEntry => ({
    span: node.span,
    name: undefined,
    columns,
    nullsDistinct: true,
    deferrable: undefined,
  }),
)

const keys = list(defined('unique', choice(shortForm, longForm)), {
  expects: 'a list of keys, each a list of columns',
  item: 'a key',
})

/** Unique keys of a table. A flat list is refused: it could be one key over all columns or one over each. */
export const uniqueKeys: Shape<readonly UniqueEntry[]> = build(
  {
    ...keys,
    read: (node, reading, what) => {
      const flat =
        node.kind === 'list' && node.items.length > 0 && node.items.every((item) => item.kind === 'text')
      if (!flat) return keys.read(node, reading, what)
      const columns = node.items.map((item) => (item.kind === 'text' ? item.value : ''))
      const apart = columns.map((column) => `[${column}]`).join(', ')
      const together = `[[${columns.join(', ')}]]`
      const hint =
        columns.length === 1
          ? `Write ${together}`
          : `Write ${together} for one key over all of them, or [${apart}] for a key over each`
      return reading.report('ambiguous-unique', node.span, `${what} must be a list of lists of columns`, hint)
    },
  },
  (entries) => entries.map((entry) => entry.value),
)
