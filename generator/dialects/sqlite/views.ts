import type { View } from '../../model/model.js'
import { type Statement, textFor } from '../dialect.js'
import { comment, commentLines } from '../layout.js'
import { quote } from './identifiers.js'

export const createView = (view: View): readonly Statement[] => {
  const query = textFor(view.sql, 'sqlite')
  if (query === undefined) return []
  const lines = [
    `CREATE VIEW ${quote(view.name)} AS`,
    ...commentLines(view.comment).map(comment),
    query.trim().replace(/\s*;$/, ''),
  ]
  return [{ sql: lines.join('\n'), comment: `create view ${view.name}` }]
}

export const dropView = (view: View): readonly Statement[] => [
  { sql: `DROP VIEW ${quote(view.name)}`, comment: `drop view ${view.name}` },
]
