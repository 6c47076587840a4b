import type { Kysely } from 'kysely'
import type { DatabaseHandle } from '../../database-handle.js'
import { currentInstance } from '../../transactions/ambient-session.js'
import type { Table } from '../table.js'

/** Any table, any columns: the generated types say which. */
type AnyTables = { readonly [table: string]: { readonly [column: string]: unknown } }

/** A Kysely select query on the table that leaves deleted rows out. */
export function scopedQuery(db: DatabaseHandle, table: Table): unknown {
  const query = (currentInstance(db) as unknown as Kysely<AnyTables>).selectFrom(table.name)
  return table.deletedAt ? query.where(`${table.name}.${table.deletedAt.name}`, 'is', null) : query
}
