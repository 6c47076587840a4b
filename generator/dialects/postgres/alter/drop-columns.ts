import type { ChangeOf } from '../../../changes/change.js'
import { droppedColumnHazards, newlyComputedHazards } from '../../column-hazards.js'
import type { Hazard } from '../../dialect.js'
import type { Stage, StagedStep } from '../../stages.js'
import { quote } from '../identifiers.js'
import { park } from '../parking.js'
import {
  type AlteredTable,
  allCauses,
  alterTable,
  changesOf,
  type KeptColumn,
  stepFor,
} from './altered-table.js'
import { dropsLate } from './fill-columns.js'
import { retypesOf } from './retyping.js'

type DropColumn = ChangeOf<'dropColumn'>

/** One statement a column, because an author may agree to let go of one and not of the other. */
export const dropColumns = (table: AlteredTable): readonly StagedStep[] => [
  ...changesOf(table, 'dropColumn').flatMap((change) => dropColumn(table, change)),
  ...retypesOf(table)
    .filter(({ how }) => how === 'remade')
    .flatMap(({ column: { before, after } }) =>
      stepFor(table, {
        stage: 'drop functions',
        order: 5,
        causes: allCauses(table),
        element: before,
        statements: alterTable(table.before.name, [
          {
            sql: `DROP COLUMN ${quote(before.name)}`,
            comment: `drop column ${before.name} of ${table.before.name}, which is added again to be computed anew`,
          },
        ]),
        hazards: [
          ...newlyComputedHazards(table.after.name, { before, after }),
          ...noLongerComputedHazards(table, { before, after }),
        ],
      }),
    ),
]

/** PostgreSQL can keep what was computed only where it was stored. */
const noLongerComputedHazards = (table: AlteredTable, { before, after }: KeptColumn): readonly Hazard[] =>
  before.generated === undefined || after.generated !== undefined
    ? []
    : [
        {
          kind: 'drops-data',
          message: `what was computed for ${table.after.name}.${after.name} is lost: nothing of it was stored`,
        },
      ]

const dropColumn = (table: AlteredTable, change: DropColumn): readonly StagedStep[] => {
  const { column } = change
  const stage = stageOf(table, change)
  const isEarly = stage === 'drop functions'
  const { name } = isEarly ? table.before : table.after
  const drop = alterTable(name, [
    { sql: `DROP COLUMN ${quote(column.name)}`, comment: `drop column ${column.name} of ${name}` },
  ])
  const isLate = stage === 'clean up'
  return [
    ...stepFor(table, {
      stage: isLate ? 'clean up' : 'park',
      order: 1,
      causes: [change],
      statements:
        change.park === undefined
          ? []
          : park(isLate ? table.after : table.before, column, change.park, table.migration.models),
    }),
    ...(isLate && !column.nullable ? letBeNull(table, change) : []),
    ...stepFor(table, {
      stage,
      order: 5,
      causes: [change],
      element: column,
      statements: drop,
      hazards: hazardsOf(table, change),
    }),
  ]
}

/**
 * Before the renames, if another column takes its name; before the conversions, if it is computed from what they convert; behind
 * the fills, if these read from it.
 */
const stageOf = (table: AlteredTable, { column }: DropColumn): Stage => {
  const isTaken = table.after.columns.some(({ name }) => name === column.name)
  const isObstacle = column.generated !== undefined && retypesOf(table).length > 0
  if (isTaken || isObstacle) return 'drop functions'
  return dropsLate(table) ? 'clean up' : 'drop columns'
}

/** Until it goes, rows are written that know nothing of it. */
const letBeNull = (table: AlteredTable, change: DropColumn): readonly StagedStep[] =>
  stepFor(table, {
    stage: 'convert',
    order: 1,
    causes: [change],
    statements: alterTable(table.after.name, [
      {
        sql: `ALTER COLUMN ${quote(change.column.name)} DROP NOT NULL`,
        comment: `let ${table.after.name}.${change.column.name} be null until it goes`,
      },
    ]),
  })

const hazardsOf = (table: AlteredTable, change: DropColumn): readonly Hazard[] => {
  const path = `${table.after.name}.${change.column.name}`
  return [
    ...(change.park === undefined
      ? []
      : ([
          {
            kind: 'blocks-writes',
            message: `${table.after.name} can be neither read nor written while the values of ${path} are parked`,
          },
        ] as const)),
    ...droppedColumnHazards(table, change, change.park === undefined && !isComputed(change)),
  ]
}

const isComputed = ({ column }: DropColumn): boolean => column.generated !== undefined
