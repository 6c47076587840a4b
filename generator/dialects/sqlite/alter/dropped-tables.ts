import type { Table } from '../../../model/model.js'
import { isFor, type Lowering, type Statement } from '../../dialect.js'
import { allRowsIn, checkedDrop, foreignKeysOff, type Requirement } from '../checked-drop.js'
import { name as dialect } from '../versions.js'

/** Tables that a migration leaves this database without, by the names that they had. */
export const droppedTables = ({ changes, models }: Lowering): readonly string[] =>
  changes.flatMap((change) => {
    if (change.kind === 'dropTable') return isFor(change.table, dialect) ? [change.table.name] : []
    const leaves =
      change.kind === 'retargetTable' && isFor(change.before, dialect) && !isFor(change.after, dialect)
    return leaves && models.before.tables.some(({ name }) => name === change.before.name)
      ? [change.before.name]
      : []
  })

/** Rows that point at it go with a table, unless foreign keys are off; its own have their place by then if they are parked. */
export const dropTable = (table: Table, migration: Lowering): readonly Statement[] =>
  checkedDrop(table.name, requirements(table, migration), `drop table ${table.name}`)

const requirements = ({ name }: Table, migration: Lowering): readonly Requirement[] => {
  const dropped = droppedTables(migration)
  const isPointedAt = migration.models.before.tables.some(
    (table) =>
      isFor(table, dialect) &&
      !dropped.includes(table.name) &&
      table.foreignKeys.some((key) => key.table === name),
  )
  const parkedIn = migration.changes.flatMap((change) =>
    change.kind === 'dropTable' && change.table.name === name && change.park !== undefined
      ? [change.park]
      : [],
  )
  return [...(isPointedAt ? [foreignKeysOff] : []), ...parkedIn.map((into) => allRowsIn(name, into))]
}
