import type { Change } from '../../../changes/change.js'
import type { Index } from '../../../model/model.js'
import { derivedName } from '../../../naming/identifier.js'
import { type Hazard, isFor } from '../../dialect.js'
import type { StagedStep } from '../../stages.js'
import { quote } from '../identifiers.js'
import { name as dialect } from '../versions.js'
import { type AlteredTable, changesOf, stepFor } from './altered-table.js'
import { createConcurrently, dropConcurrently } from './concurrent-indexes.js'
import { convertedColumns } from './in-the-way.js'

export const changeIndexes = (table: AlteredTable): readonly StagedStep[] => {
  const dropped = changesOf(table, 'dropIndex').filter(({ index }) => isFor(index, dialect))
  const added = changesOf(table, 'addIndex').filter(({ index }) => isFor(index, dialect))
  const formerOf = (index: Index) => dropped.find((change) => change.index.name === index.name)
  return [
    ...dropped
      .filter(
        ({ index }) => !added.some((change) => change.index.name === index.name) || goesEarly(table, index),
      )
      .flatMap((change) => dropIndex(table, change.index, change)),
    ...added.flatMap((change) => {
      const former = formerOf(change.index)
      return former === undefined || goesEarly(table, former.index)
        ? addIndex(table, change.index, [change])
        : replaceIndex(table, change.index, [former, change])
    }),
  ]
}

/** It would stand in the way of what happens to the table, or another index or a key takes its name. */
const goesEarly = (table: AlteredTable, index: Index): boolean =>
  convertedColumns(table).length > 0 ||
  (index.unique && changesOf(table, 'addColumn').length > 0) ||
  table.migration.changes.some(
    (change) =>
      (change.kind === 'addIndex' && change.table !== table.after.name && change.index.name === index.name) ||
      (change.kind === 'addUnique' && change.unique.name === index.name) ||
      (change.kind === 'createTable' && change.table.indexes.some(({ name }) => name === index.name)),
  )

const dropIndex = (table: AlteredTable, index: Index, cause: Change): readonly StagedStep[] =>
  goesEarly(table, index)
    ? stepFor(table, {
        stage: 'drop indexes',
        causes: [cause],
        statements: [{ sql: `DROP INDEX ${quote(index.name)}`, comment: `drop index ${index.name}` }],
      })
    : dropWhileWriting(table, index, cause)

/** A column takes its indexes along when it goes. */
const dropWhileWriting = (table: AlteredTable, index: Index, cause: Change): readonly StagedStep[] => {
  const gone = changesOf(table, 'dropColumn').map(({ column }) => column.name)
  const isGone = index.elements.some((element) => element.kind === 'column' && gone.includes(element.column))
  return isGone
    ? []
    : stepFor(table, {
        stage: 'clean up',
        mode: 'none',
        order: 9,
        causes: [cause],
        statements: [dropConcurrently(index.name)],
      })
}

const addIndex = (table: AlteredTable, index: Index, causes: readonly Change[]): readonly StagedStep[] =>
  stepFor(table, {
    stage: 'indexes',
    mode: 'none',
    causes,
    element: index,
    statements: [createConcurrently(table.after, index)],
    hazards: hazardsOf(table, index),
  })

/** Queries find one of both at any time. Each statement may run again where a run was cut off after it. */
const replaceIndex = (
  table: AlteredTable,
  index: Index,
  causes: readonly Change[],
): readonly StagedStep[] => {
  const name = derivedName([index.name], 'new')
  return stepFor(table, {
    stage: 'indexes',
    mode: 'none',
    causes,
    element: index,
    statements: [
      createConcurrently(table.after, { ...index, name }),
      dropConcurrently(index.name),
      {
        sql: `ALTER INDEX IF EXISTS ${quote(name)} RENAME TO ${quote(index.name)}`,
        comment: `let the new index take its place`,
      },
    ],
    hazards: hazardsOf(table, index),
  })
}

const hazardsOf = (table: AlteredTable, index: Index): readonly Hazard[] =>
  index.unique
    ? [
        {
          kind: 'may-fail',
          message: `rows of ${table.after.name} that ${index.name} finds equal stop the migration`,
        },
      ]
    : []
