import type { Column } from '../table.js'
import type { Placeholders, WritingSql } from './dialect-sql.js'
import { isLongDecimal } from './sqlite-long-decimal.js'

export const sqliteWriting: WritingSql = {
  distinct,
  valueOf: (_, __, placeholder) => placeholder,
  // Without it ON would be read as that of a join: https://sqlite.org/lang_upsert.html#parsing_ambiguity
  beforeConflict: ' WHERE true',
  // A long decimal is a text, and a real has fewer digits than the doubles that SQLite adds.
  adds: (column) => !isLongDecimal(column) && !column.type.startsWith('real'),
  increased,
  inRange,
}

function distinct({ parsed }: Column, kept: string, given: string): string {
  if (parsed.kind === 'json' || parsed.kind === 'array') return distinctJson(kept, given)
  return `${kept} IS NOT ${given}`
}

/** Two JSON texts are the same if their leaves are, whatever the order of keys, as jsonb has it. NULL has none. */
export function distinctJson(one: string, other: string): string {
  const leaves = "fullkey, CASE type WHEN 'real' THEN 'integer' ELSE type END, atom"
  return (
    `EXISTS (WITH kept AS (SELECT ${leaves} FROM json_tree(${one})), given AS (SELECT ${leaves} FROM json_tree(${other})) ` +
    'SELECT 1 FROM (SELECT * FROM kept EXCEPT SELECT * FROM given) ' +
    'UNION ALL SELECT 1 FROM (SELECT * FROM given EXCEPT SELECT * FROM kept))'
  )
}

/** Doubles are added, and a sum that is off by their last bit would no longer equal the decimal that it stands for. */
function increased({ quoted, parsed }: Column, next: Placeholders): string {
  const sum = `${quoted} + ${next()}`
  return parsed.kind === 'decimal' ? `round(${sum}, ${parsed.scale})` : sum
}

/** An integer that leaves its 64 bits would become a double. NULL stays NULL and is in range. */
function inRange(column: Column, next: Placeholders): string | undefined {
  const range = rangeOf(column)
  return range === undefined ? undefined : `(${increased(column, next)} BETWEEN ${range}) IS NOT FALSE`
}

function rangeOf({ parsed }: Column): string | undefined {
  switch (parsed.kind) {
    case 'smallint':
      return '-32768 AND 32767'
    case 'integer':
      return '-2147483648 AND 2147483647'
    case 'bigint':
      return '-9223372036854775808 AND 9223372036854775807'
    case 'double':
      return '-1.7976931348623157e308 AND 1.7976931348623157e308'
    case 'decimal': {
      const largest = '9'.repeat(parsed.precision - parsed.scale) || '0'
      return parsed.scale === 0
        ? `-${largest} AND ${largest}`
        : `-${largest}.${'9'.repeat(parsed.scale)} AND ${largest}.${'9'.repeat(parsed.scale)}`
    }
    default:
      return undefined
  }
}
