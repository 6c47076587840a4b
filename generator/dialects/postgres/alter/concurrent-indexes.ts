import type { Index, Table } from '../../../model/model.js'
import type { Statement } from '../../dialect.js'
import { quote } from '../identifiers.js'
import { indexText } from '../indexes.js'

/**
 * Writers go on meanwhile. What fails half-way leaves an index that is never used, and its name; whoever runs the file removes it
 * and builds anew. https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY
 */
export const createConcurrently = (table: Pick<Table, 'name'>, index: Index): Statement => ({
  sql: indexText(table, index, 'CONCURRENTLY '),
  comment: `create index ${index.name} while writers go on`,
})

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
