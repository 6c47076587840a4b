import { quote } from '../../quote.js'
import type { Session } from '../../session.js'
import { StatementsByShape } from '../statements-by-shape.js'
import type { Column, Table } from '../table.js'

/** The column list of a table for one way of selecting values, and the statements made with it. */
export type Projection = {
  readonly list: string
  readonly labels: readonly string[]
  readonly statements: StatementsByShape
}

const projections = new WeakMap<Table, Map<string, Projection>>()

/** Worked out once: sessions that select alike share it with its statements. */
export function projectionOf(table: Table, session: Session): Projection {
  const known = projections.get(table)?.get(session.selects)
  return known ?? makeProjection(table, session)
}

function makeProjection(table: Table, session: Session): Projection {
  const bySelects = projections.get(table) ?? new Map<string, Projection>()
  projections.set(table, bySelects)
  const projection = {
    list: table.columns.map((column) => selected(column, session)).join(', '),
    labels: table.columns.map((column) => column.name),
    statements: new StatementsByShape(),
  }
  bySelects.set(session.selects, projection)
  return projection
}

export function selected(column: Column, session: Session): string {
  const expression = session.selectExpression(column.quoted, column.type)
  return expression === column.quoted ? expression : `${expression} AS ${quote(column.name)}`
}
