import type { ForeignKeys } from '../session.js'
import { relationsOf } from './relations/relation.js'
import { columnsOf, type Table, tableOf } from './table.js'

/** The foreign keys of a table and those that point at it, as its relations tell them. */
export function foreignKeysOf(table: Table): ForeignKeys {
  const relations = [...relationsOf(table).values()].filter(({ through }) => through === undefined)
  return {
    own: relations
      .filter(({ belongsTo }) => belongsTo)
      .map(({ columns }) => columnsOf(table, columns).map(({ name }) => name)),
    pointing: relations
      .filter(({ belongsTo }) => !belongsTo)
      .map((relation) => ({
        table: relation.table.name,
        columns: columnsOf(tableOf(relation.table), relation.references).map(({ name }) => name),
        references: columnsOf(table, relation.columns).map(({ name }) => name),
      })),
  }
}
