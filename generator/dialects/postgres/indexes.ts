import type { Index, IndexElement, Table } from '../../model/model.js'
import { type Statement, textFor } from '../dialect.js'
import { isPlainCall, parenthesize, parenthesizedList, wrapBefore } from '../layout.js'
import { quote, quoteList } from './identifiers.js'

/** https://www.postgresql.org/docs/current/sql-createindex.html */
export const createIndex = (table: Table, index: Index): readonly Statement[] => {
  const using = index.using === undefined ? '' : `USING ${quote(index.using)} `
  const head = `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX ${quote(index.name)} ON ${quote(table.name)} ${using}`
  const elements = index.elements.map(elementText).filter((text) => text !== undefined)
  const text = [
    head + parenthesizedList(elements, head.length),
    ...(index.include.length > 0 ? [`INCLUDE (${quoteList(index.include)})`] : []),
    ...(index.unique && !index.nullsDistinct ? ['NULLS NOT DISTINCT'] : []),
  ].join(' ')
  const predicate = predicateOf(index)
  return [
    {
      sql: predicate === undefined ? text : wrapBefore(text, `WHERE ${predicate}`, '  '),
      comment: `create index ${index.name}`,
    },
  ]
}

const elementText = (element: IndexElement): string | undefined => {
  const order = [
    ...(element.descending ? ['DESC'] : []),
    ...(element.nulls === undefined ? [] : [`NULLS ${element.nulls.toUpperCase()}`]),
  ]
  if (element.kind === 'column') {
    return [
      quote(element.column),
      ...collation(element.collate),
      ...operatorClass(element.operatorClass),
      ...order,
    ].join(' ')
  }
  const sql = textFor(element.sql, 'postgres')
  return sql === undefined
    ? undefined
    : [isPlainCall(sql) ? sql.trim() : parenthesize(sql), ...order].join(' ')
}

const collation = (name: string | undefined): readonly string[] =>
  name === undefined ? [] : [`COLLATE ${quote(name)}`]

/** A class may name its schema and have parameters, as in `gist_trgm_ops(siglen=32)`; anything else is a name to quote. */
const operatorClass = (name: string | undefined): readonly string[] => {
  if (name === undefined) return []
  return [/^[a-z_][\w.]*(\([\w\s=,.]*\))?$/i.test(name) ? name : quote(name)]
}

const predicateOf = (index: Index): string | undefined => {
  const where = index.where === undefined ? undefined : textFor(index.where, 'postgres')
  const live = index.live === undefined ? undefined : `${quote(index.live)} IS NULL`
  if (live === undefined) return where?.trim()
  return where === undefined ? live : `${live} AND ${parenthesize(where)}`
}
