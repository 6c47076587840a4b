import { placesOf } from '../../mentions.js'

/** A table by the names that it has in a migration, and those of its columns that are asked for. */
export type ColumnsOf = { readonly tables: readonly string[]; readonly columns: readonly string[] }

/** Whether a query may read such columns; that is more than it does, never less. */
export const mayRead = (sql: string, { tables, columns }: ColumnsOf): boolean => {
  const places = tables.flatMap((table) => placesOf(sql, table))
  const relations = places.filter((place) => isRelation(before(sql, place.start)))
  const aliases = relations.flatMap(({ end }) => aliasIn(sql.slice(end)) ?? [])
  return (
    takesAllColumns(sql) ||
    places.some((place) => isWholeRow(sql, place, relations.includes(place))) ||
    aliases.some((alias) => hasWholeRow(sql, alias)) ||
    relations.some(({ end }) => namesColumns(sql.slice(end))) ||
    columns.some((column) => isRead(sql, column, [...tables, ...aliases].map(folded)))
  )
}

/** As `SELECT *` and `t.*` do, joins by what two tables have in common, and `TABLE t`; `count(*)` and products do not. */
export const takesAllColumns = (sql: string): boolean =>
  /(?:\b(?:SELECT|DISTINCT|ALL)|,|\.|\)(?=\s*\*\s*(?:,|\bFROM\b)))\s*\*/i.test(sql) ||
  /\b(?:NATURAL|TABLE)\b/i.test(sql)

const name = '(?:"(?:[^"]|"")+"|[\\p{L}_][\\p{L}\\p{N}_$]*)'
const folded = (written: string): string => written.replace(/^"|"$/g, '').toLowerCase()

const before = (sql: string, start: number): string =>
  sql
    .slice(0, start)
    .replace(new RegExp(`(?:${name}\\s*\\.\\s*)?"?$`, 'u'), '')
    .replace(/\s+(?:ONLY|LATERAL)\s*$/i, ' ')

const clause =
  /\b(?:SELECT|FROM|JOIN|WHERE|ON|USING|GROUP|HAVING|WINDOW|ORDER|LIMIT|OFFSET|VALUES|UNION|INTERSECT|EXCEPT)\b/gi

/** Where a table is what rows come from, and no value. */
const isRelation = (head: string): boolean => {
  const last = [...head.matchAll(clause)].at(-1)
  if (last === undefined || !/^(?:FROM|JOIN)$/i.test(last[0])) return false
  const rest = head.slice(last.index + last[0].length)
  if (/^[\s(]*$/.test(rest)) return true
  return /,\s*$/.test(rest) && rest.split('(').length <= rest.split(')').length
}

type Place = { readonly start: number; readonly end: number }

const isWholeRow = (sql: string, { start, end }: Place, isSource: boolean): boolean =>
  !isSource && !isOutputName(sql.slice(0, start)) && !/^"?\s*\./.test(sql.slice(end))

const isOutputName = (head: string): boolean => /\bAS\s+"?$/i.test(head)

const follower =
  /^(?:WHERE|ON|USING|JOIN|LEFT|RIGHT|FULL|INNER|CROSS|NATURAL|GROUP|ORDER|HAVING|WINDOW|LIMIT|OFFSET|FETCH|FOR|UNION|INTERSECT|EXCEPT|TABLESAMPLE|WITH)$/i

const aliasIn = (rest: string): string | undefined => {
  const found = new RegExp(`^"?\\s+(?:AS\\s+)?(${name})`, 'iu').exec(rest)?.[1]
  return found === undefined || follower.test(found) ? undefined : found
}

/** An alias that stands neither before a dot nor where it is made. */
const hasWholeRow = (sql: string, alias: string): boolean => {
  const places = placesOf(sql, folded(alias))
  const values = places.filter(({ end }) => !/^"?\s*\./.test(sql.slice(end)))
  const introductions = values.filter(({ start }) => {
    const [, table = ''] = new RegExp(`(${name})\\s+(?:AS\\s+)?"?$`, 'iu').exec(sql.slice(0, start)) ?? []
    return table !== '' && !clauseWord.test(table)
  })
  return values.length > introductions.length
}

const clauseWord = /^(?:SELECT|DISTINCT|ALL|WHERE|ON|AND|OR|NOT|BY|HAVING|WHEN|THEN|ELSE|IN|IS|AS)$/i

/** `t AS a (x, y)` renames columns by their place. */
const namesColumns = (rest: string): boolean => {
  const alias = aliasIn(rest)
  return alias !== undefined && new RegExp(`^"?\\s+(?:AS\\s+)?${name}\\s*\\(`, 'iu').test(rest)
}

const isRead = (sql: string, column: string, own: readonly string[]): boolean =>
  placesOf(sql, column).some(({ start }) => {
    const head = sql.slice(0, start)
    if (isOutputName(head)) return false
    const qualifier = new RegExp(`(${name})\\s*\\.\\s*"?$`, 'u').exec(head)?.[1]
    return qualifier === undefined || own.includes(folded(qualifier)) || !isTable(sql, qualifier)
  })

/** Rather than a query, a join or a function that may hand on columns of others. */
const isTable = (sql: string, qualifier: string): boolean =>
  placesOf(sql, folded(qualifier)).every(
    ({ start, end }) => !/^"?\s*\(/.test(sql.slice(end)) && !/\)\s*(?:AS\s+)?"?$/i.test(sql.slice(0, start)),
  )
