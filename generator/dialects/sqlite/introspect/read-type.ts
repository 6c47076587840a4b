import { emptyModel, type LogicalType } from '../../../model/model.js'
import { builtInTypes } from '../../../model/types/built-in-types.js'
import { canonicalText, tokenize, unquoted } from '../catalogue/tokenize.js'
import { quote } from '../identifiers.js'
import { textLiteral } from '../literals.js'
import { conditionFor } from '../value-checks.js'
import { name as dialect } from '../versions.js'
import type { ParsedColumn } from './parse-table.js'
import { collationName } from './read-collation.js'

/** What a check on a column says of the type of its values. */
export type ReadType =
  | { readonly type: LogicalType }
  /** It holds the column to a list. */
  | { readonly values: readonly string[] }

/** The type whose check this is, of a column that is declared as those of the type are; undefined if it says something else. */
export const typeOfCheck = (
  { name, type: declared, collate }: Pick<ParsedColumn, 'name' | 'type' | 'collate'>,
  sql: string,
): ReadType | undefined => {
  const text = canonical(sql)
  const word = declared.toUpperCase()
  const comparesAll = collate === undefined || collationName(collate) === 'BINARY'
  const candidates = [
    ...(checked[word] ?? []),
    ...(word === 'TEXT' && comparesAll ? compared : []),
    ...(word === 'TEXT' ? ofLength(text) : []),
  ]
  const type = candidates.find(
    (candidate) => text === canonical(conditionFor(candidate, quote(name), emptyModel) ?? ''),
  )
  if (type !== undefined) return { type }
  const values = word === 'TEXT' && comparesAll ? listed(sql, name) : undefined
  return values && { values }
}

const checked: { readonly [declared: string]: readonly LogicalType[] } = {
  // What its elements are, no check says; each of them is JSON.
  TEXT: [{ kind: 'json' }, { kind: 'array', element: { kind: 'json' } }],
  INTEGER: [{ kind: 'smallint' }, { kind: 'integer' }, { kind: 'bigint' }, { kind: 'boolean' }],
}

/** Their checks compare texts, and let more pass by a collation that finds different ones equal. */
const compared: readonly LogicalType[] = [{ kind: 'date' }, { kind: 'time' }, { kind: 'timestamp' }]

/** The text of a length that the language has. */
const ofLength = (text: string): readonly LogicalType[] => {
  const length = /^length \( .* \) <= (\d+)$/.exec(text)?.[1]
  const result = builtInTypes.get('varchar')?.(length)
  return result !== undefined && 'type' in result ? [result.type] : []
}

/** The type of a column that no check says more of: the one that is declared so, else the declared one as it is. */
export const typeOfDeclared = (declared: string): LogicalType =>
  plain[declared.toUpperCase()] ?? { kind: 'native', sql: { [dialect]: declared } }

const plain: { readonly [declared: string]: LogicalType } = {
  TEXT: { kind: 'text' },
  REAL: { kind: 'double' },
  BLOB: { kind: 'bytes' },
}

const listed = (sql: string, column: string): readonly string[] | undefined => {
  const [name, word, open, ...rest] = tokenize(sql)
  if (
    unquoted(name?.text ?? '').toLowerCase() !== column.toLowerCase() ||
    word?.text.toUpperCase() !== 'IN' ||
    open?.text !== '('
  )
    return undefined
  if (rest.pop()?.text !== ')') return undefined
  const items = rest.filter((_, index) => index % 2 === 0).map(({ text }) => text)
  const commas = rest.filter((_, index) => index % 2 === 1)
  const values = items.map((text) => text.slice(1, -1).replaceAll("''", "'"))
  // Texts that are written otherwise, as those of two lines are, would make another check.
  const isList =
    items.every((text, index) => text === textLiteral(values[index] ?? '')) &&
    commas.every(({ text }) => text === ',')
  return isList && values.length > 0 ? values : undefined
}

/** Equal for texts that differ in white space and needless quotes alone. */
export const canonical = (sql: string): string => canonicalText(tokenize(sql))
