import type { IndexElement, IndexEntry, Located } from '../document.js'
import { build, defined } from '../shape/build.js'
import { choice } from '../shape/choice.js'
import { object, optional } from '../shape/object.js'
import { flag, name, word } from '../shape/scalars.js'
import type { Shape } from '../shape/shape.js'
import type { Node } from '../yaml/node.js'
import { indexColumn, indexColumns, indexExpressions } from './index-element.js'
import { columnNames, dialectNames } from './names.js'
import { sqlText } from './sql-text.js'

/** Whether rows with nulls count as different from each other, as they do in SQL unless told. */
export const nullsDistinct = optional(
  word('distinct', 'not distinct'),
  'not distinct: nulls count as equal to each other.',
)

const plainIndex = (elements: readonly Located<IndexElement>[], node: Node): IndexEntry => ({
  span: node.span,
  name: undefined,
  elements,
  unique: false,
  where: undefined,
  include: [],
  using: undefined,
  nullsDistinct: true,
  was: undefined,
  dialects: undefined,
})

const longForm = build(
  object(
    {
      columns: optional(indexColumns, 'The columns, such as `created_at desc nulls last`.'),
      expressions: optional(indexExpressions, 'SQL expressions in place of columns.'),
      unique: optional(flag, 'No two rows may have the same values.'),
      where: optional(sqlText, 'Only rows that meet this condition are in the index.'),
      include: optional(columnNames, 'Columns that are kept in the index without being searched.'),
      using: optional(name, 'The method, such as gin or gist.'),
      name: optional(name, 'Name of the index; made from the table and the columns unless said.'),
      was: optional(name, 'The former name: the index is renamed.'),
      dialects: optional(dialectNames, 'The databases that have this index; all unless said.'),
      nulls: nullsDistinct,
    },
    {
      expects: 'an index',
      oneOf: ['columns', 'expressions'],
      advice: { fields: 'Did you mean `columns`?', method: 'Did you mean `using`?' },
    },
  ),
  (fields, node): IndexEntry | undefined => {
    const elements = fields.columns ?? fields.expressions
    if (!elements) return undefined
    return {
      ...plainIndex(elements.value, node),
      name: fields.name,
      unique: fields.unique?.value ?? false,
      where: fields.where,
      include: fields.include?.value ?? [],
      using: fields.using,
      nullsDistinct: fields.nulls?.value !== 'not distinct',
      was: fields.was,
      dialects: fields.dialects?.value,
    }
  },
)

/** A column, a list of columns, or a map that says everything. */
export const indexEntry: Shape<IndexEntry> = defined(
  'index',
  choice(
    build(indexColumn, (value, node) => plainIndex([{ value, span: node.span }], node)),
    build(indexColumns, plainIndex),
    longForm,
  ),
)
