import type { Index, IndexElement, Table } from '../../model/model.js'
import { type Statement, textFor } from '../dialect.js'
import { indexPredicate } from '../index-predicate.js'
import { isPlainCall, parenthesize, parenthesizedList, wrapBefore } from '../layout.js'
import { collationName } from './collation-name.js'
import { quote, quoteList } from './identifiers.js'
import { name } from './versions.js'

/** https://www.postgresql.org/docs/current/sql-createindex.html */
export const createIndex = (table: Table, index: Index): readonly Statement[] => [
  { sql: indexText(table, index, ''), comment: `create index ${index.name}` },
]

/** `how` stands before the name, as `CONCURRENTLY `. */
export const indexText = (table: Pick<Table, 'name'>, index: Index, how: string): string => {
  const using = index.using === undefined ? '' : `USING ${quote(index.using)} `
  const head = `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX ${how}${quote(index.name)} ON ${quote(table.name)} ${using}`
  const elements = index.elements.map(elementText).filter((text) => text !== undefined)
  const text = [
    head + parenthesizedList(elements, head.length),
    ...(index.include.length > 0 ? [`INCLUDE (${quoteList(index.include)})`] : []),
    ...(index.unique && !index.nullsDistinct ? ['NULLS NOT DISTINCT'] : []),
  ].join(' ')
  const predicate = indexPredicate(index, name, { quote })
  return predicate === undefined ? text : wrapBefore(text, `WHERE ${predicate}`, '  ')
}

const elementText = (element: IndexElement): string | undefined => {
  const what = element.kind === 'column' ? columnText(element) : expressionText(element)
  if (what === undefined) return undefined
  return [
    what,
    ...operatorClass(element.operatorClass),
    ...(element.descending ? ['DESC'] : []),
    ...(element.nulls === undefined ? [] : [`NULLS ${element.nulls.toUpperCase()}`]),
  ].join(' ')
}

type ElementOf<K extends IndexElement['kind']> = Extract<IndexElement, { readonly kind: K }>

const columnText = ({ column, collate }: ElementOf<'column'>): string =>
  collate === undefined ? quote(column) : `${quote(column)} COLLATE ${collationName(collate)}`

const expressionText = (element: ElementOf<'expression'>): string | undefined => {
  const sql = textFor(element.sql, name)
  if (sql === undefined) return undefined
  return isPlainCall(sql) ? sql.trim() : parenthesize(sql)
}

/** A class may name its schema and have parameters, as in `gist_trgm_ops(siglen=32)`; anything else is a name to quote. */
const operatorClass = (written: string | undefined): readonly string[] => {
  if (written === undefined) return []
  return [/^[a-z_][\w.]*(\([\w\s=,.]*\))?$/i.test(written) ? written : quote(written)]
}
