import type { TableDefinition } from '../definition.js'
import type { Session } from '../session.js'
import type { Reader } from '../values/reader.js'
import { StatementCache } from './statement-cache.js'
import { type Column, tableOf } from './table.js'

/** The column list of a table for one way of reading values, and the statements made with it. */
export type Projection = {
  readonly list: string
  readonly labels: readonly string[]
  readonly statements: StatementCache
}

const projections = new WeakMap<TableDefinition, WeakMap<Reader, Projection>>()

/** The reader stands for the way values arrive, so sessions with one reader share the statements. */
export function projectionOf(definition: TableDefinition, session: Session): Projection {
  const byReader = projections.get(definition) ?? new WeakMap<Reader, Projection>()
  projections.set(definition, byReader)
  const known = byReader.get(session.read)
  if (known) return known
  const { columns } = tableOf(definition)
  const projection = {
    list: columns.map((column) => selected(column, session)).join(', '),
    labels: columns.map((column) => column.name),
    statements: new StatementCache(),
  }
  byReader.set(session.read, projection)
  return projection
}

function selected(column: Column, session: Session): string {
  const expression = session.selectExpression(column.quoted, column.type)
  return expression === column.quoted ? expression : `${expression} AS ${column.quoted}`
}
