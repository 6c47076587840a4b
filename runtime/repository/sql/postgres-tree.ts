import { quote } from '../../quote.js'
import { postgresTextReader } from '../../values/postgres-reader.js'
import type { Column } from '../table.js'
import type { KeysOfRows, TreeSql } from './dialect-sql.js'

/**
 * Every value is the text that a column of its type would be on the wire, in JSON that knows nothing but texts, so that no digit
 * goes through a number. Composite literals would do as well, were it not for quotes, which each level of them doubles twice.
 */
export const postgresTree: TreeSql = {
  read: postgresTextReader,
  texts: (expressions) => `ARRAY[${expressions.map((each) => `${each}::text`).join(', ')}]`,
  gathered: (select) => `array_to_json(ARRAY(${select}))::text`,
  keysOf,
  pageOfEach: ({ from }, rows, list) =>
    `SELECT ${list.map((label) => `e.${quote(label)}`).join(', ')} FROM ${from} CROSS JOIN LATERAL (${rows}) AS e`,
}

/** Two texts may be equal and not the same where a collation says so, therefore each text is a key of its own. */
function keysOf(query: string, columns: readonly Column[]): KeysOfRows {
  const keys = columns.map(({ name }, i) => {
    const value = `${quote(query)}.${quote(name)}`
    return `${value} AS v${i}, ${value}::text COLLATE "C" AS t${i}`
  })
  return {
    from: `(SELECT DISTINCT ${keys.join(', ')} FROM ${quote(query)}) AS k`,
    values: columns.map((_, i) => `k.v${i}`),
    texts: columns.map((_, i) => `k.t${i}`),
  }
}
