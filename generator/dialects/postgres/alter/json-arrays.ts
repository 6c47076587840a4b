import type { Statement } from '../../dialect.js'
import { dollarQuote } from '../function-body.js'
import { quote } from '../identifiers.js'

/** A function that a conversion calls, there for one session and dropped behind it. */
export type ConversionFunction = {
  readonly name: string
  readonly create: Statement
  readonly drop: Statement
}

/**
 * Elements of a JSON array as those of an array. The expression of a conversion may hold no query, a function may:
 * https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-SET-DATA-TYPE
 */
export const elementsFunction = (column: string, array: string): ConversionFunction => {
  const name = `pg_temp.${quote(`elements_of_${column}`)}`
  const body = `  SELECT coalesce(array_agg(value ORDER BY position), '{}')::${array}\n  FROM jsonb_array_elements_text(list) WITH ORDINALITY AS element (value, position)`
  return {
    name,
    create: {
      sql: `CREATE FUNCTION ${name}(list jsonb) RETURNS ${array} LANGUAGE sql STABLE STRICT AS ${dollarQuote(body)}`,
      comment: `make a function for the elements of ${column}`,
    },
    drop: { sql: `DROP FUNCTION ${name}(jsonb)`, comment: 'drop it' },
  }
}
