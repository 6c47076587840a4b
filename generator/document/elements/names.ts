import type { Located } from '../document.js'
import { build, defined } from '../shape/build.js'
import { list } from '../shape/list.js'
import { checkDialect } from '../shape/per-dialect.js'
import { name } from '../shape/scalars.js'
import type { Reading, Shape } from '../shape/shape.js'

/** Reports every name that stands in the list before. */
export const checkDuplicates = (
  names: readonly Located<string>[],
  code: 'duplicate-column' | 'duplicate-value',
  reading: Reading,
  what: string,
): void => {
  const seen = new Set<string>()
  for (const { value, span } of names) {
    if (seen.has(value)) reading.report(code, span, `${what} names \`${value}\` twice`, 'Remove one of them')
    seen.add(value)
  }
}

/** Columns of a key, in order. */
export const columnNames: Shape<readonly Located<string>[]> = build(
  list(name, { expects: 'a list of columns', item: 'a column', atLeastOne: true }),
  (names, _node, reading, what) => {
    checkDuplicates(names, 'duplicate-column', reading, what)
    return names
  },
)

/** Names of other elements of the schema. */
export const dependencies: Shape<readonly Located<string>[]> = build(
  list(name, { expects: 'a list of names', item: 'a name' }),
  (names, _node, reading, what) => {
    checkDuplicates(names, 'duplicate-value', reading, what)
    return names
  },
)

/** One of the databases that the toolkit writes for. */
export const dialectName: Shape<string> = {
  ...build(name, (value, node, reading, what) =>
    checkDialect({ value, span: node.span }, reading, what) ? value : undefined,
  ),
  schema: (context) => ({ enum: context.dialects }),
}

/** The databases that have an element; the others do without. */
export const dialectNames: Shape<readonly Located<string>[]> = defined(
  'dialects',
  build(
    list(dialectName, { expects: 'a list of databases', item: 'a database', atLeastOne: true }),
    (names, _node, reading, what) => {
      checkDuplicates(names, 'duplicate-value', reading, what)
      return names
    },
  ),
)
