import type { Change } from '../../../changes/change.js'
import type { Index } from '../../../model/model.js'
import { derivedName } from '../../../naming/identifier.js'
import { uniqueIndexHazards } from '../../column-hazards.js'
import { type Hazard, isFor } from '../../dialect.js'
import type { StagedStep } from '../../stages.js'
import { quote } from '../identifiers.js'
import { name as dialect } from '../versions.js'
import { type AlteredTable, alterTable, changesOf, stepFor } from './altered-table.js'
import { createConcurrently, dropConcurrently } from './concurrent-indexes.js'
import { convertedColumns } from './in-the-way.js'
import { type IndexForKey, indexesForKeys, isStricter, keysForIndexes } from './key-successions.js'
import { indexUsesTakenDown } from './taken-down.js'

export const changeIndexes = (table: AlteredTable): readonly StagedStep[] => {
  const forKeys = indexesForKeys(table)
  const toKeys = keysForIndexes(table).map(({ index }) => index)
  const dropped = changesOf(table, 'dropIndex').filter(
    (change) => isFor(change.index, dialect) && !toKeys.includes(change),
  )
  const added = changesOf(table, 'addIndex').filter(
    (change) => isFor(change.index, dialect) && !forKeys.some(({ index }) => index === change),
  )
  const formerOf = (index: Index) => dropped.find((change) => change.index.name === index.name)
  return [
    ...dropped
      .filter(
        ({ index }) => !added.some((change) => change.index.name === index.name) || goesEarly(table, index),
      )
      .flatMap((change) => dropIndex(table, change.index, change)),
    ...forKeys.flatMap((succession) => followKey(table, succession)),
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
  indexUsesTakenDown(index, table.migration) ||
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

/** Rows that two could share are refused all the while: by the key until the index is there. */
const followKey = (table: AlteredTable, { key, index: added }: IndexForKey): readonly StagedStep[] => {
  const { index } = added
  const isTaken = key.unique.name === index.name
  const name = isTaken ? derivedName([index.name], 'new') : index.name
  const causes = [key, added]
  return [
    ...stepFor(table, {
      stage: 'indexes',
      mode: 'none',
      causes,
      element: index,
      statements: [createConcurrently(table.after, { ...index, name })],
      hazards: isStricter(index, key.unique) ? hazardsOf(table, index) : [],
    }),
    ...stepFor(table, {
      stage: 'keys',
      causes,
      statements: [
        ...alterTable(table.after.name, [
          { sql: `DROP CONSTRAINT ${quote(key.unique.name)}`, comment: `drop key ${key.unique.name}` },
        ]),
        ...(isTaken
          ? [
              {
                sql: `ALTER INDEX ${quote(name)} RENAME TO ${quote(index.name)}`,
                comment: 'let the new index take its place',
              },
            ]
          : []),
      ],
    }),
  ]
}

const hazardsOf = (table: AlteredTable, index: Index): readonly Hazard[] =>
  uniqueIndexHazards(
    table.after,
    index,
    changesOf(table, 'dropIndex').map((change) => change.index),
  )
