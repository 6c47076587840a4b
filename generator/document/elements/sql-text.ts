import type { SqlText } from '../document.js'
import { build, defined } from '../shape/build.js'
import { choice } from '../shape/choice.js'
import { perDialect } from '../shape/per-dialect.js'
import { text } from '../shape/scalars.js'
import type { Shape } from '../shape/shape.js'

/** Raw SQL. A line that starts with the separator of migration files would cut the statement in two. */
export const sqlString: Shape<string> = build(text('SQL text'), (sql, node, reading, what) => {
  if (!/^[^\S\n]*-->/m.test(sql)) return sql
  const message = `${what} has a line that starts with \`-->\`, the separator of statements in migration files`
  return reading.report('invalid-sql', node.span, message, 'Write the comment as `-- >`')
})

/** Raw SQL for every database, or for each by its name. */
export const sqlText: Shape<SqlText> = defined(
  'sql',
  choice<SqlText>(sqlString, perDialect(sqlString, 'a map from databases to SQL')),
)
