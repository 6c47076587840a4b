import type { TableDefinition } from '../../definition.js'
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

const projections = new WeakMap<TableDefinition, Map<string, Projection>>()

/** Sessions of one dialect that select alike share the statements. */
export function projectionOf({ definition, columns }: Table, session: Session): Projection {
  const list = columns.map((column) => selected(column, session)).join(', ')
  const known = projections.get(definition) ?? new Map<string, Projection>()
  projections.set(definition, known)
  const key = `${session.dialect} ${list}`
  const projection = known.get(key) ?? {
    list,
    labels: columns.map((column) => column.name),
    statements: new StatementsByShape(),
  }
  known.set(key, projection)
  return projection
}

export function selected(column: Column, session: Session): string {
  const expression = session.selectExpression(column.quoted, column.type)
  return expression === column.quoted ? expression : `${expression} AS ${quote(column.name)}`
}
