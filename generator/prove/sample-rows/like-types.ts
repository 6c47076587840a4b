import type { LogicalType } from '../../model/model.js'

/** Types of the language whose values a type of the database's own can hold, the likeliest first. */
export const likeTypes = (declared: string, dialect: string): readonly LogicalType[] =>
  dialect === 'sqlite' ? likeInSqlite(declared.toUpperCase()) : likeElsewhere(declared.trim().toLowerCase())

const text: LogicalType = { kind: 'text' }
const integer: LogicalType = { kind: 'integer' }
const double: LogicalType = { kind: 'double' }
const moments: readonly LogicalType[] = [{ kind: 'date' }, { kind: 'timestamp' }, { kind: 'time' }]

/** By affinity, and by what programs keep in columns of such names: https://www.sqlite.org/datatype3.html#determination_of_column_affinity */
const likeInSqlite = (declared: string): readonly LogicalType[] => {
  if (declared.includes('INT')) return [integer, double]
  if (/CHAR|CLOB|TEXT/.test(declared)) return [sized(declared)]
  if (declared === '' || declared === 'ANY') return [text, integer, double]
  if (declared.includes('BLOB')) return [{ kind: 'bytes' }, text]
  if (/REAL|FLOA|DOUB/.test(declared)) return [double]
  if (declared.includes('BOOL')) return [{ kind: 'boolean' }]
  if (/DATE|TIME/.test(declared)) return [...moments, integer]
  return /JSON|UUID/.test(declared) ? [{ kind: 'json' }, { kind: 'uuid' }, text] : [double, text]
}

const likeElsewhere = (declared: string): readonly LogicalType[] => {
  if (/^(?:date|timestamp|timestamptz|time|timetz)\b/.test(declared) && !declared.endsWith(']'))
    return moments
  if (/^(?:varchar|bpchar|character|char|citext|name)\b/.test(declared)) return [sized(declared)]
  if (/^(?:numeric|decimal|money|oid|serial|bigserial)\b/.test(declared)) return [double]
  return [text]
}

const sized = (declared: string): LogicalType => {
  const length = Number(/\((\d+)\)/.exec(declared)?.[1] ?? 0)
  return length > 0 ? { kind: 'varchar', length } : text
}
