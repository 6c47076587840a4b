import type { Located } from '../document.js'
import { build, defined } from '../shape/build.js'
import { choice } from '../shape/choice.js'
import { object, optional, required } from '../shape/object.js'
import { name, text } from '../shape/scalars.js'
import type { Shape } from '../shape/shape.js'
import { columnNames } from './names.js'

export type Reference = { readonly table: string; readonly column: string | undefined }

/** `target` in the form that splitReference reads. */
export type ColumnReference = { readonly target: string; readonly name: Located<string> | undefined }

/** Splits `table` or `table.column`; a name that holds a dot or a double quote stands in double quotes, as in SQL. */
export const splitReference = (written: string): Reference | undefined => {
  const parts = /^\s*("(?:[^"]|"")+"|[^".]+?)\s*(?:\.\s*("(?:[^"]|"")+"|[^".]+?)\s*)?$/.exec(written)
  return parts?.[1] ? { table: unquote(parts[1]), column: parts[2] && unquote(parts[2]) } : undefined
}

const unquote = (name: string): string =>
  name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name

const joinReference = ({ table, column }: Reference): string =>
  [table, ...(column === undefined ? [] : [column])].map(quoteIfNeeded).join('.')

const quoteIfNeeded = (name: string): string =>
  /[".]|^\s|\s$/.test(name) ? `"${name.replaceAll('"', '""')}"` : name

const referenceText = build(
  text('a table or table.column'),
  (written, node, reading, what): ColumnReference | undefined => {
    const reference = splitReference(written)
    if (reference) return { target: joinReference(reference), name: undefined }
    const hint = 'Write `table`, `table.column`, or { table: …, column: … } for names with dots or quotes'
    return reading.report('invalid-reference', node.span, `${what} is neither a table nor table.column`, hint)
  },
)

const referenceMap = build(
  object(
    {
      table: required(name, 'The table that is pointed at.'),
      column: optional(name, 'Its column; the primary key if left out.'),
      name: optional(name, 'Name of the foreign key; made from the table and the column unless said.'),
    },
    { expects: 'a map with table and column' },
  ),
  (fields): ColumnReference | undefined =>
    fields.table && {
      target: joinReference({ table: fields.table.value, column: fields.column?.value }),
      name: fields.name,
    },
)

/** What a column points at. */
export const columnReference: Shape<ColumnReference> = defined(
  'reference',
  choice(referenceText, referenceMap),
)

export type KeyReference = {
  readonly table: Located<string>
  readonly columns: readonly Located<string>[]
}

const keyText = build(
  text('a table with its columns'),
  (written, node, reading, what): KeyReference | undefined => {
    const parts = /^\s*("(?:[^"]|"")+"|[^"().]+?)\s*(?:\(([^()]*)\))?\s*$/.exec(written)
    const names =
      parts?.[2]?.match(/"(?:[^"]|"")+"|[^\s",][^",]*/g)?.map((each) => unquote(each.trim())) ?? []
    const complete = parts?.[2] === undefined || names.length > 0
    const locate = (value: string): Located<string> => ({ value, span: node.span })
    if (parts?.[1] && complete) return { table: locate(unquote(parts[1])), columns: names.map(locate) }
    const dotted = splitReference(written)
    const hint = dotted?.column
      ? `Write \`${dotted.table}(${dotted.column})\``
      : 'Write `table` or `table(a, b)`'
    return reading.report(
      'invalid-reference',
      node.span,
      `${what} is neither a table nor table(columns)`,
      hint,
    )
  },
)

const keyMap = build(
  object(
    {
      table: required(name, 'The table that is pointed at.'),
      columns: optional(columnNames, 'Its columns, in the order of the key; the primary key if left out.'),
    },
    { expects: 'a map with table and columns' },
  ),
  ({ table, columns }): KeyReference | undefined => table && { table, columns: columns?.value ?? [] },
)

/** What a foreign key points at. */
export const keyReference: Shape<KeyReference> = choice(keyText, keyMap)
