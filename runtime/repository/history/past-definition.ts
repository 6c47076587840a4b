import type { RelationDefinition, TableDefinition } from '../../definition.js'
import { quote } from '../../quote.js'
import { columnsOf, type SelectedDefinition, tableOf } from '../table.js'
import { historyColumns } from './columns.js'
import { instantMark } from './past-session.js'

const known = new WeakMap<TableDefinition, TableDefinition>()

/**
 * The table as it was at the instant of the session. What has no history is as it is now, but leads to the past of what has
 * one. The definition is the same for every instant, so that statements made with it are kept.
 */
export function pastOf<Row>(definition: TableDefinition<Row>): TableDefinition<Row> {
  const past = (known.get(definition) ?? makePast(definition)) as TableDefinition<Row>
  known.set(definition, past)
  return past
}

function makePast(definition: TableDefinition): TableDefinition | SelectedDefinition {
  const { relations } = definition
  const past =
    relations === undefined
      ? definition
      : {
          ...definition,
          relations: () =>
            Object.fromEntries(
              Object.entries(relations()).map(([name, relation]) => [name, pastRelation(relation)]),
            ),
        }
  return definition.versioning === undefined
    ? past
    : { ...past, rows: pastRows(definition, definition.versioning.history) }
}

function pastRelation({ table, through, ...relation }: RelationDefinition): RelationDefinition {
  const past = { ...relation, table: pastOf(table) }
  return through === undefined ? past : { ...past, through: { ...through, table: pastOf(through.table) } }
}

/**
 * The last state of each row that had been recorded by then. Later in the history is later in truth: of two states in one
 * millisecond, or recorded by a clock that was set back, the one that was written last counts.
 */
function pastRows(definition: TableDefinition, history: string): string {
  const { columns } = tableOf(definition)
  const { id, operation, recordedAt } = historyColumns
  const key = columnsOf(tableOf(definition), definition.primaryKey)
  const same = key.map((column) => `later.${quote(column.name)} = state.${quote(column.name)}`)
  const later = [
    ...same,
    `later.${quote(id)} > state.${quote(id)}`,
    `later.${quote(recordedAt)} <= ${instantMark}`,
  ]
  return (
    `(SELECT ${columns.map(({ name }) => `state.${quote(name)}`).join(', ')} FROM ${quote(history)} AS state ` +
    `WHERE state.${quote(recordedAt)} <= ${instantMark} AND state.${quote(operation)} <> 'delete' ` +
    `AND NOT EXISTS (SELECT 1 FROM ${quote(history)} AS later WHERE ${later.join(' AND ')}))`
  )
}
