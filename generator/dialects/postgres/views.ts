import type { View } from '../../model/model.js'
import { type Statement, textFor } from '../dialect.js'
import { commentOn } from './comments.js'
import { quote } from './identifiers.js'

export const createView = (view: View): readonly Statement[] => {
  const query = textFor(view.sql, 'postgres')
  if (query === undefined) return []
  return [
    {
      sql: `CREATE VIEW ${quote(view.name)} AS\n${query.trim().replace(/\s*;$/, '')}`,
      comment: `create view ${view.name}`,
    },
    ...commentOn('VIEW', [view.name], view.comment),
  ]
}

export const dropView = (view: View): readonly Statement[] => [
  { sql: `DROP VIEW ${quote(view.name)}`, comment: `drop view ${view.name}` },
]
