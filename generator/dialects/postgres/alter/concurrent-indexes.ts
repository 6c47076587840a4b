import type { Index, Table } from '../../../model/model.js'
import type { Statement } from '../../dialect.js'
import { dollarQuote } from '../function-body.js'
import { quote } from '../identifiers.js'
import { indexText } from '../indexes.js'
import { textLiteral } from '../literals.js'

/**
 * Writers go on meanwhile. What failed half-way leaves an index that is never used, and its name; so a second run begins by
 * removing that. https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY
 */
export const createConcurrently = (table: Pick<Table, 'name'>, index: Index): readonly Statement[] => [
  {
    sql: `DO ${dollarQuote(removal(index.name).join('\n'))}`,
    comment: `remove index ${index.name} if an earlier attempt left it unfinished`,
  },
  {
    sql: indexText(table, index, 'CONCURRENTLY IF NOT EXISTS '),
    comment: `create index ${index.name} while writers go on`,
  },
]

const removal = (name: string): readonly string[] => [
  'BEGIN',
  `  IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass(${textLiteral(quote(name))}) AND NOT indisvalid) THEN`,
  `    DROP INDEX ${quote(name)};`,
  '  END IF;',
  'END',
]

export const dropConcurrently = (name: string): Statement => ({
  sql: `DROP INDEX CONCURRENTLY IF EXISTS ${quote(name)}`,
  comment: `drop index ${name} while writers go on`,
})

/** A unique index over whole columns, such as a key stands on. */
export const keyIndex = (name: string, columns: readonly string[], nullsDistinct: boolean): Index => ({
  name,
  unique: true,
  elements: columns.map((column) => ({
    kind: 'column',
    column,
    descending: false,
    nulls: undefined,
    collate: undefined,
    operatorClass: undefined,
  })),
  where: undefined,
  live: undefined,
  include: [],
  using: undefined,
  nullsDistinct,
  dialects: undefined,
})
