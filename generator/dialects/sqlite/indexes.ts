import type { Index, IndexElement, Table } from '../../model/model.js'
import { type Statement, textFor } from '../dialect.js'
import { indexPredicate } from '../index-predicate.js'
import { parenthesize, parenthesizedList, wrapBefore } from '../layout.js'
import { collation } from './create-table.js'
import { quote } from './identifiers.js'
import { name } from './versions.js'

export const createIndex = (table: Table, index: Index): readonly Statement[] => {
  const head = `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX ${quote(index.name)} ON ${quote(table.name)} `
  const text = head + parenthesizedList(elementsOf(index), head.length)
  const predicate = indexPredicate(index, name, { quote })
  return [
    {
      sql: predicate === undefined ? text : wrapBefore(text, `WHERE ${predicate}`, '  '),
      comment: `create index ${index.name}`,
    },
  ]
}

/**
 * There is no INCLUDE: an index that is not unique covers the same columns when they stand at its end; a unique one would
 * mean something else and goes without.
 */
const elementsOf = (index: Index): readonly string[] => [
  ...index.elements.map(elementText).filter((text) => text !== undefined),
  ...(index.unique ? [] : index.include.map(quote)),
]

/**
 * Where nulls stand in an index and operator classes change no result, and neither exists here:
 * https://www.sqlite.org/lang_createindex.html
 */
const elementText = (element: IndexElement): string | undefined => {
  const direction = element.descending ? ' DESC' : ''
  if (element.kind === 'column') {
    const collate = element.collate === undefined ? '' : ` COLLATE ${collation(element.collate)}`
    return `${quote(element.column)}${collate}${direction}`
  }
  const sql = textFor(element.sql, name)
  return sql === undefined ? undefined : `${sql.includes('--') ? parenthesize(sql) : sql.trim()}${direction}`
}
