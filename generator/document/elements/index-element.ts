import type { IndexElement, Located, SqlText } from '../document.js'
import { build } from '../shape/build.js'
import { choice, choiceByKey } from '../shape/choice.js'
import { list } from '../shape/list.js'
import { object, optional, required } from '../shape/object.js'
import { perDialect } from '../shape/per-dialect.js'
import { text, word } from '../shape/scalars.js'
import type { Reading, Shape } from '../shape/shape.js'
import { parseIndexColumn } from './index-column.js'
import { checkDuplicates } from './names.js'
import { sqlString, sqlText } from './sql-text.js'

/** A column as text, such as `created_at desc nulls last`. */
export const indexColumn: Shape<IndexElement> = build(
  text('a column such as `created_at desc`'),
  (written, node, reading, what) => {
    const parsed = parseIndexColumn(written)
    if ('element' in parsed) return parsed.element
    return reading.report('invalid-index-column', node.span, `${what} ${parsed.problem}`, parsed.hint)
  },
)

const operatorClass = text('an operator class such as `gin_trgm_ops`')

const orderedExpression: Shape<IndexElement> = build(
  object(
    {
      sql: required(sqlText, 'The expression, for every database or for each.'),
      order: optional(word('asc', 'desc'), 'The direction; asc unless said.'),
      nulls: optional(word('first', 'last'), 'Where nulls stand.'),
      operator_class: optional(
        operatorClass,
        'The operator class, such as gin_trgm_ops; not on every database.',
      ),
    },
    { expects: 'an expression as { sql: … }' },
  ),
  ({ sql, order, nulls, operator_class }): IndexElement | undefined =>
    sql && {
      kind: 'expression',
      sql: sql.value,
      descending: order?.value === 'desc',
      nulls: nulls?.value,
      operatorClass: operator_class?.value,
    },
)

const plainExpression = (sql: SqlText): IndexElement => ({
  kind: 'expression',
  sql,
  descending: false,
  nulls: undefined,
  operatorClass: undefined,
})

const expression: Shape<IndexElement> = choice(
  build(sqlString, plainExpression),
  choiceByKey(
    ['sql', 'order', 'nulls', 'operator_class'],
    orderedExpression,
    build(perDialect(sqlString, 'a map from databases to SQL'), plainExpression),
  ),
)

type Elements = readonly Located<IndexElement>[]

const checkColumns = (elements: Elements, reading: Reading, what: string): Elements => {
  const columns = elements.flatMap(({ value, span }) =>
    value.kind === 'column' ? [{ value: value.column, span }] : [],
  )
  checkDuplicates(columns, 'duplicate-column', reading, what)
  return elements
}

/** Columns of an index; an expression may stand among them as `{ sql: … }`. */
export const indexColumns: Shape<Elements> = build(
  list(choice(indexColumn, orderedExpression), {
    expects: 'a list of columns',
    item: 'a column',
    atLeastOne: true,
  }),
  (elements, _node, reading, what) => checkColumns(elements, reading, what),
)

export const indexExpressions: Shape<Elements> = list(expression, {
  expects: 'a list of expressions',
  item: 'an expression',
  atLeastOne: true,
})
