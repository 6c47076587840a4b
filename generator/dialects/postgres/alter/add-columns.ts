import type { Column } from '../../../model/model.js'
import { isMentioned } from '../../mentions.js'
import type { Stage, StagedStep } from '../../stages.js'
import { commentOn } from '../comments.js'
import { collateClause, columnType, generatedClause, identityClause } from '../create-table.js'
import { defaultClause } from '../defaults.js'
import { quote } from '../identifiers.js'
import { hazardsOfAdded } from './added-column-hazards.js'
import { type AlteredTable, alterTable, type Clause, changesOf, stepFor } from './altered-table.js'
import { fillStep, neutralFill } from './fill-columns.js'
import { type AddColumn, fillingOf, isLate } from './filling.js'
import type { NewConstraint } from './new-constraints.js'
import { notNull } from './not-null.js'
import { retypesOf } from './retyping.js'

/** New columns, and those that compute themselves anew. */
export const addedColumns = (table: AlteredTable): readonly AddColumn[] => [
  ...changesOf(table, 'addColumn'),
  ...retypesOf(table)
    .filter(({ how }) => how === 'remade')
    .map(
      ({ column }): AddColumn => ({
        kind: 'addColumn',
        table: table.after.name,
        column: column.after,
        backfill: undefined,
        park: undefined,
      }),
    ),
]

export const addColumns = (table: AlteredTable): readonly StagedStep[] => {
  const added = addedColumns(table)
  const stageOf = ({ column }: AddColumn): Stage => {
    if (column.generated === undefined) return 'add columns'
    if (!column.nullable && isComputedFromFilled(table, column)) return 'fill'
    // No column can be converted that another is computed from.
    return retypesOf(table).length > 0 ? 'convert' : 'add columns'
  }
  const at = (stage: Stage) => added.filter((change) => stageOf(change) === stage)
  return [
    ...addTogether(table, 'add columns', at('add columns')),
    ...addTogether(table, 'convert', at('convert')),
    ...added.flatMap((change) => fillSteps(table, change)),
    ...addTogether(table, 'fill', at('fill')),
  ]
}

/** It would be null, and must not be, until the rows have what it is computed from. */
const isComputedFromFilled = (table: AlteredTable, { generated }: Column): boolean => {
  const filled = [
    ...changesOf(table, 'alterColumn')
      .filter(({ up }) => up.backfill !== undefined)
      .map(({ after }) => after.name),
    ...changesOf(table, 'addColumn')
      .filter((change) => isLate(fillingOf(table, change)))
      .map(({ column }) => column.name),
  ]
  return filled.some((name) => isMentioned(generated?.sql, name))
}

const addTogether = (
  table: AlteredTable,
  stage: Stage,
  added: readonly AddColumn[],
): readonly StagedStep[] => {
  const { name } = table.after
  return stepFor(table, {
    stage,
    order: stage === 'fill' ? 9 : 5,
    causes: causesWithin(table, added),
    statements: [
      ...alterTable(
        name,
        added.flatMap((change) => addClauses(table, change)),
      ),
      ...alterTable(
        name,
        added.flatMap((change) => dropDefault(table, change)),
      ),
      ...added.flatMap(({ column }) => commentOn('COLUMN', [name, column.name], column.comment)),
    ],
    hazards: added.flatMap((change) => hazardsOfAdded(table, change)),
    element: added.length === 1 ? added[0]?.column : undefined,
  })
}

/** A column that is made again is no change of its own in the model; what made it necessary is. */
const causesWithin = (table: AlteredTable, added: readonly AddColumn[]) => {
  const own = added.filter((change) => table.changes.includes(change))
  return own.length === added.length ? own : [...table.changes, ...table.enums]
}

/** The columns that can be NOT NULL only once their rows are filled. */
export const presenceOfAdded = (table: AlteredTable): readonly NewConstraint[] =>
  addedColumns(table)
    .filter((change) => !change.column.nullable && isLate(fillingOf(table, change)))
    .map((change) => notNull(table, change.column.name, [change]))

const addClauses = (table: AlteredTable, change: AddColumn): readonly Clause[] => {
  const { column } = change
  const { models } = table.migration
  const filling = fillingOf(table, change)
  const own = defaultClause(column, models.after)
  const first = filling.kind === 'declared' && filling.value !== undefined ? `DEFAULT ${filling.value}` : own
  const declared = [
    `ADD COLUMN ${quote(column.name)} ${columnType(column, models.after)}`,
    collateClause(column),
    column.nullable || isLate(filling) ? undefined : 'NOT NULL',
    isLate(filling) ? undefined : first,
    identityClause(column),
    generatedClause(column),
  ]
  const add = {
    sql: declared.filter((part) => part !== undefined).join(' '),
    comment: `add column ${column.name} to ${table.after.name}`,
  }
  const isOther = isLate(filling) || first !== own
  if (!isOther || own === undefined) return [add]
  const set = {
    sql: `ALTER COLUMN ${quote(column.name)} SET ${own}`,
    comment: `with its default for new rows`,
  }
  return [add, set]
}

/** A default that was there for the rows of today alone. */
const dropDefault = (table: AlteredTable, change: AddColumn): readonly Clause[] => {
  const filling = fillingOf(table, change)
  const isForNow = filling.kind === 'declared' && filling.value !== undefined
  if (!isForNow || defaultClause(change.column, table.migration.models.after) !== undefined) return []
  return [
    {
      sql: `ALTER COLUMN ${quote(change.column.name)} DROP DEFAULT`,
      comment: `leave ${change.column.name} of new rows to those who write them`,
    },
  ]
}

const fillSteps = (table: AlteredTable, change: AddColumn): readonly StagedStep[] => {
  const filling = fillingOf(table, change)
  if (filling.kind === 'numbered') return neutralFill(table, change)
  if (filling.kind !== 'batches') return []
  const column = quote(change.column.name)
  const isDefault = filling.value === 'DEFAULT'
  return fillStep(table, {
    causes: [change],
    element: change.column,
    set: `${column} = ${filling.value}`,
    where:
      isDefault || !change.column.nullable
        ? `${column} IS NULL`
        : `${column} IS NULL AND (${filling.value}) IS NOT NULL`,
    comment: `fill ${table.after.name}.${change.column.name}`,
  })
}
