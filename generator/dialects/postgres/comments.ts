import type { Table } from '../../model/model.js'
import type { Statement } from '../dialect.js'
import { quote } from './identifiers.js'
import { textLiteral } from './literals.js'

/** https://www.postgresql.org/docs/current/sql-comment.html */
export const commentOn = (
  object: 'TABLE' | 'VIEW' | 'TYPE' | 'COLUMN',
  path: readonly string[],
  comment: string | undefined,
): readonly Statement[] =>
  comment === undefined
    ? []
    : [
        {
          sql: `COMMENT ON ${object} ${path.map(quote).join('.')} IS ${textLiteral(comment)}`,
          comment: `comment on ${object.toLowerCase()} ${path.join('.')}`,
        },
      ]

/** Of something that has a comment already, or has it no longer. */
export const changeComment = (
  object: 'TABLE' | 'TYPE' | 'COLUMN',
  path: readonly string[],
  comment: string | undefined,
): readonly Statement[] =>
  comment === undefined
    ? [
        {
          sql: `COMMENT ON ${object} ${path.map(quote).join('.')} IS NULL`,
          comment: `remove the comment on ${object.toLowerCase()} ${path.join('.')}`,
        },
      ]
    : commentOn(object, path, comment)

export const tableComments = (table: Table): readonly Statement[] => [
  ...commentOn('TABLE', [table.name], table.comment),
  ...table.columns.flatMap((column) => commentOn('COLUMN', [table.name, column.name], column.comment)),
]
