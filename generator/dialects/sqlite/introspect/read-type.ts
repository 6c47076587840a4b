import { emptyModel, type LogicalType } from '../../../model/model.js'
import { canonicalText, tokenize, unquoted } from '../catalogue/tokenize.js'
import { quote } from '../identifiers.js'
import { conditionFor } from '../value-checks.js'
import { name as dialect } from '../versions.js'

/** What a check on a column says of the type of its values. */
export type ReadType =
  | { readonly type: LogicalType }
  /** It holds the column to a list. */
  | { readonly values: readonly string[] }

/** The type whose check this is; undefined if it says something else. */
export const typeOfCheck = (declared: string, column: string, sql: string): ReadType | undefined => {
  const text = canonical(sql)
  const length = /^length \( .* \) <= (\d+)$/.exec(text)?.[1]
  const candidates = [
    ...(checked[declared.toUpperCase()] ?? []),
    ...(length === undefined ? [] : [{ kind: 'varchar', length: Number(length) } as const]),
  ]
  const type = candidates.find(
    (candidate) => text === canonical(conditionFor(candidate, quote(column), emptyModel) ?? ''),
  )
  if (type !== undefined) return { type }
  const values = declared.toUpperCase() === 'TEXT' ? listed(sql, column) : undefined
  return values && { values }
}

const checked: { readonly [declared: string]: readonly LogicalType[] } = {
  TEXT: [
    { kind: 'date' },
    { kind: 'time' },
    { kind: 'timestamp' },
    { kind: 'json' },
    { kind: 'array', element: { kind: 'text' } },
  ],
  INTEGER: [{ kind: 'smallint' }, { kind: 'integer' }, { kind: 'bigint' }, { kind: 'boolean' }],
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
  const items = rest.filter((_, index) => index % 2 === 0)
  const commas = rest.filter((_, index) => index % 2 === 1)
  const isList = items.every(({ text }) => /^'/.test(text)) && commas.every(({ text }) => text === ',')
  return isList && items.length > 0
    ? items.map(({ text }) => text.slice(1, -1).replaceAll("''", "'"))
    : undefined
}

/** Equal for texts that differ in white space and needless quotes alone. */
export const canonical = (sql: string): string => canonicalText(tokenize(sql))
