import type { Change } from '../../../changes/change.js'
import type { ForeignKey } from '../../../model/model.js'
import type { Hazard } from '../../dialect.js'
import type { StagedStep } from '../../stages.js'
import { foreignKey } from '../constraints.js'
import { quote } from '../identifiers.js'
import { type AlteredTable, allCauses, alterTable, changesOf, stepFor } from './altered-table.js'
import { convertedColumns, droppedKeys, keptForeignKeys } from './in-the-way.js'

/** `tables` are all that stay, because a key stands between two of them. */
export const changeForeignKeys = (
  table: AlteredTable,
  tables: readonly AlteredTable[],
): readonly StagedStep[] => [
  ...changesOf(table, 'dropForeignKey').flatMap((change) => dropKey(table, change.foreignKey, [change])),
  ...changesOf(table, 'addForeignKey').flatMap((change) =>
    addKey(table, change.foreignKey, [change], [mayBreak(table, change.foreignKey)]),
  ),
  ...keptForeignKeys(table).flatMap(({ before, after }) => {
    const causes = obstructedBy(table, before, tables)
    return causes === undefined
      ? []
      : [...dropKey(table, before, causes), ...addKey(table, after, causes, [])]
  }),
]

export const foreignKeysTakenAway = (
  table: AlteredTable,
  tables: readonly AlteredTable[],
): readonly string[] =>
  keptForeignKeys(table)
    .filter(({ before }) => obstructedBy(table, before, tables) !== undefined)
    .map(({ before }) => before.name)

/** What makes it necessary to take a key away for a while: columns that are converted, or the key it points at. */
const obstructedBy = (
  table: AlteredTable,
  key: ForeignKey,
  tables: readonly AlteredTable[],
): readonly Change[] | undefined => {
  if (key.columns.some((name) => convertedColumns(table).includes(name))) return allCauses(table)
  const target = tables.find(({ before }) => before.name === key.table)
  if (!target) return undefined
  const isConverted = key.targetColumns.some((name) => convertedColumns(target).includes(name))
  const isKeyless = droppedKeys(target).some((columns) => sameColumns(columns, key.targetColumns))
  return isConverted || isKeyless ? allCauses(target) : undefined
}

const sameColumns = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name) => b.includes(name))

const dropKey = (table: AlteredTable, key: ForeignKey, causes: readonly Change[]): readonly StagedStep[] =>
  stepFor(table, {
    stage: 'drop foreign keys',
    causes,
    statements: alterTable(table.before.name, [
      {
        sql: `DROP CONSTRAINT ${quote(key.name)}`,
        comment: `drop foreign key ${key.name} of ${table.before.name}`,
      },
    ]),
  })

/** Both tables are locked for a moment; the rows that are there are looked at afterwards, while writers go on. */
const addKey = (
  table: AlteredTable,
  key: ForeignKey,
  causes: readonly Change[],
  hazards: readonly Hazard[],
): readonly StagedStep[] => [
  ...stepFor(table, {
    stage: 'foreign keys',
    causes,
    hazards,
    element: key,
    statements: alterTable(table.after.name, [
      {
        sql: `ADD ${foreignKey(key)} NOT VALID`,
        comment: `add foreign key ${key.name} to ${table.after.name}, for new rows first`,
      },
    ]),
  }),
  ...stepFor(table, {
    stage: 'validate',
    mode: 'own',
    order: 1,
    causes,
    element: key,
    statements: alterTable(table.after.name, [
      {
        sql: `VALIDATE CONSTRAINT ${quote(key.name)}`,
        comment: `prove ${key.name} for the rows that are there`,
      },
    ]),
  }),
]

const mayBreak = (table: AlteredTable, key: ForeignKey): Hazard => ({
  kind: 'may-fail',
  message: `rows of ${table.after.name} whose ${key.columns.join(', ')} is not in ${key.table} stop the migration`,
})
