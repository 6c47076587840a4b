import type { SqlText } from '../../../model/model.js'
import { type Hazard, textFor } from '../../dialect.js'
import { mergingHazards, renamedValueHazards, unknownValues } from '../../enum-hazards.js'
import { isMentioned } from '../../mentions.js'
import type { StagedStep } from '../../stages.js'
import { quote } from '../identifiers.js'
import { textLiteral } from '../literals.js'
import { valueCheck, valueCheckName, valueCondition } from '../value-checks.js'
import { name as dialect } from '../versions.js'
import { addedColumns } from './add-columns.js'
import {
  type AlteredTable,
  alterTable,
  causesOf,
  changesOf,
  enumOf,
  type KeptColumn,
  stepFor,
} from './altered-table.js'
import { movedElements } from './conversions.js'
import { alteredEnum, enumRecipe, removedValues } from './enum-recipe.js'
import { fillStep } from './fill-columns.js'
import type { NewConstraint } from './new-constraints.js'
import { retypesOf } from './retyping.js'
import { usesTakenDown } from './taken-down.js'
import { usingOf } from './using-of.js'

/** What holds the values of an enum without a type of its own, on both sides. */
type HeldColumn = {
  readonly column: KeptColumn
  readonly before: string | undefined
  readonly after: string | undefined
}

const heldColumns = (table: AlteredTable): readonly HeldColumn[] => {
  const { models } = table.migration
  return table.kept.map((column) => ({
    column,
    before: valueCondition(table.before, { ...column.before, name: column.after.name }, models.before),
    after: valueCondition(table.after, column.after, models.after),
  }))
}

const changed = (table: AlteredTable): readonly HeldColumn[] =>
  heldColumns(table).filter(({ before, after }) => before !== after)

/** Where rows are converted first, the old constraints would stand in the way. */
export const dropsEarly = (table: AlteredTable): boolean =>
  retypesOf(table).some(({ how }) => how !== 'in place') ||
  movesValues(table) ||
  changesOf(table, 'dropCheck').some(({ check }) => usesTakenDown(check.sql, table.migration))

const movesValues = (table: AlteredTable): boolean =>
  table.enums.some((change) => enumRecipe(change) === 'checks' && change.values.length > 0)

export const newValueChecks = (table: AlteredTable): readonly NewConstraint[] => [
  ...addedColumns(table).flatMap((change): readonly NewConstraint[] => {
    const sql = valueCheck(table.after, change.column, table.migration.models.after)
    if (sql === undefined) return []
    const name = valueCheckName(table.after, change.column)
    return [{ name, sql, what: `hold ${change.column.name} to its values`, causes: [change], hazards: [] }]
  }),
  ...changed(table).flatMap(({ column, before, after }): readonly NewConstraint[] => {
    const sql = valueCheck(table.after, column.after, table.migration.models.after)
    if (sql === undefined || after === undefined) return []
    const name = valueCheckName(table.after, column.after)
    return [
      {
        name,
        sql,
        what: `hold ${table.after.name}.${column.after.name} to its values`,
        causes: causesOf(table, column),
        hazards: valueHazards(table, column, before),
        replaces:
          before === undefined || dropsEarly(table) ? undefined : valueCheckName(table.before, column.before),
      },
    ]
  }),
]

const valueHazards = (
  table: AlteredTable,
  column: KeptColumn,
  before: string | undefined,
): readonly Hazard[] => {
  const path = `${table.after.name}.${column.after.name}`
  const change = alteredEnum(enumOf(column.after.type), table.migration.changes)
  const removed = change ? removedValues(change) : []
  if (before === undefined) {
    return [unknownValues(path, enumOf(column.after.type))]
  }
  const moves = change
    ? [
        ...(table.after.historyOf === undefined ? renamedValueHazards(path, change) : []),
        ...mergingHazards(path, change),
      ]
    : []
  if (removed.length === 0) return moves
  return [
    {
      kind: 'narrows-type',
      message: `${path} can no longer be ${removed.join(', ')}; rows with such a value stop the migration`,
    },
    ...moves,
  ]
}

/** Constraints of values that nothing takes the place of in the same statement. */
export const dropValueChecks = (table: AlteredTable): readonly StagedStep[] => {
  const gone = changed(table).filter(
    ({ before, after }) => before !== undefined && (after === undefined || dropsEarly(table)),
  )
  const clauses = gone.map(({ column }) => {
    const name = valueCheckName(table.before, column.before)
    return { sql: `DROP CONSTRAINT ${quote(name)}`, comment: `drop check ${name} of ${table.before.name}` }
  })
  return stepFor(table, {
    stage: 'drop constraints',
    causes: [...new Set(gone.flatMap(({ column }) => causesOf(table, column)))],
    statements: alterTable(table.before.name, clauses),
  })
}

/** The same constraint under the name that a table or column of another name gives it. */
export const renamedValueChecks = (
  table: AlteredTable,
): readonly { readonly column: KeptColumn; readonly from: string; readonly to: string }[] =>
  heldColumns(table)
    .filter(({ before, after }) => before !== undefined && before === after)
    .map(({ column }) => ({
      column,
      from: valueCheckName(table.before, column.before),
      to: valueCheckName(table.after, column.after),
    }))
    .filter(({ from, to }) => from !== to)

/** Rows with a value that is gone get the one that took its place. */
export const moveValues = (table: AlteredTable): readonly StagedStep[] =>
  table.enums
    .filter((change) => enumRecipe(change) === 'checks' && change.values.length > 0)
    .flatMap((change) =>
      table.kept
        .filter(
          (column) =>
            enumOf(column.after.type) === change.after.name &&
            column.before.type.kind === column.after.type.kind &&
            usingOf(table, column) === undefined,
        )
        .flatMap(({ after }) => {
          const column = quote(after.name)
          const gone = change.values.map(({ from }) => textLiteral(from)).join(', ')
          const cases = change.values.map(
            ({ from, to }) => `WHEN ${textLiteral(from)} THEN ${textLiteral(to)}`,
          )
          const isArray = after.type.kind === 'array'
          return fillStep(table, {
            causes: [change],
            element: after,
            set: isArray
              ? `${column} = ${movedElements(column, change.values)}`
              : `${column} = CASE ${column} ${cases.join(' ')} END`,
            where: isArray ? `${column} && ARRAY[${gone}]::text[]` : `${column} IN (${gone})`,
            comment: `move the rows of ${table.after.name} to the new values of ${after.name}`,
          })
        }),
    )

export const dropChecks = (table: AlteredTable): readonly StagedStep[] => {
  const replaced = replacedChecks(table)
  return changesOf(table, 'dropCheck')
    .filter(({ check }) => isFor(check.sql) && !replaced.has(check.name))
    .flatMap((change) =>
      stepFor(table, {
        stage: 'drop constraints',
        causes: [change],
        statements: alterTable(table.before.name, [
          {
            sql: `DROP CONSTRAINT ${quote(change.check.name)}`,
            comment: `drop check ${change.check.name} of ${table.before.name}`,
          },
        ]),
      }),
    )
}

/**
 * Names of checks that hold until the statement that adds the new ones. A check of a column that goes would have gone with the
 * column by then.
 */
export const replacedChecks = (table: AlteredTable): ReadonlySet<string> => {
  if (dropsEarly(table)) return new Set()
  const gone = changesOf(table, 'dropColumn').map(({ column }) => column.name)
  const added = new Set(
    changesOf(table, 'addCheck').flatMap(({ check }) => (isFor(check.sql) ? [check.name] : [])),
  )
  return new Set(
    changesOf(table, 'dropCheck').flatMap(({ check: { name, sql } }) =>
      added.has(name) && isFor(sql) && !gone.some((column) => isMentioned(sql, column)) ? [name] : [],
    ),
  )
}

const isFor = (sql: SqlText): boolean => textFor(sql, dialect) !== undefined
