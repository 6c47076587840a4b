import type { ChangeOf } from '../../../changes/change.js'
import type { Column, DefaultValue } from '../../../model/model.js'
import type { Hazard } from '../../dialect.js'
import { isMentioned } from '../../mentions.js'
import { isUniqueAlone, type MadeUp, madeUpHazard, neutralValue } from '../../neutral-values.js'
import type { Stage, StagedStep } from '../../stages.js'
import { commentOn } from '../comments.js'
import { collateClause, columnType, generatedClause, identityClause } from '../create-table.js'
import { defaultClause, defaultSql, isSameForAllRows } from '../defaults.js'
import { quote } from '../identifiers.js'
import { literal } from '../literals.js'
import { type AlteredTable, alterTable, type Clause, changesOf, stepFor } from './altered-table.js'
import { fillStep, neutralFill } from './fill-columns.js'
import type { NewConstraint } from './new-constraints.js'
import { notNull } from './not-null.js'
import { retypesOf } from './retyping.js'

type AddColumn = ChangeOf<'addColumn'>

/** Where the values of rows that are there come from, and how the column is declared for it. */
type Filling =
  /** From the declaration itself: a computed or counted column, a null, or one value for all rows. */
  | { readonly kind: 'declared'; readonly value: string | undefined }
  /** From an expression, a batch after the other. */
  | { readonly kind: 'batches'; readonly value: string }
  /** Each row one of its own, because they must differ. */
  | { readonly kind: 'numbered' }
  /** From where they were parked; a value of their own cannot be invented for the rest. */
  | { readonly kind: 'parked' }

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
    hazards: added.flatMap((change) => hazardsOf(table, change)),
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

const isLate = ({ kind }: Filling): boolean => kind !== 'declared'

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

export const fillingOf = (table: AlteredTable, change: AddColumn): Filling => {
  const { column } = change
  const { models } = table.migration
  if (column.generated !== undefined || column.identity !== undefined)
    return { kind: 'declared', value: undefined }
  const value = givenValue(table, change)
  if (value === undefined)
    return column.nullable ? { kind: 'declared', value: undefined } : inventedValue(table, change)
  const text = defaultSql(value, column.type, models.after)
  if (text === undefined)
    return column.nullable ? { kind: 'declared', value: undefined } : inventedValue(table, change)
  const isOwn = value === column.default
  if (isSameForAllRows(value) && (isOwn || value.kind !== 'sql')) {
    return { kind: 'declared', value: isOwn ? undefined : text }
  }
  return { kind: 'batches', value: isOwn ? 'DEFAULT' : text }
}

/** A history has the values that its table gets. */
const givenValue = (table: AlteredTable, { column, backfill }: AddColumn): DefaultValue | undefined => {
  const own = backfill ?? column.default
  const source = table.after.historyOf
  if (own !== undefined || source === undefined) return own
  const change = table.migration.changes.find(
    (other): other is AddColumn =>
      other.kind === 'addColumn' && other.table === source && other.column.name === column.name,
  )
  return change?.backfill ?? change?.column.default
}

/** What was dropped without a copy cannot be had back; a key to another table cannot even be invented. */
const inventedValue = (table: AlteredTable, { column, park }: AddColumn): Filling => {
  const { after, migration } = table
  if (after.foreignKeys.some(({ columns }) => columns.includes(column.name))) {
    return park === undefined ? { kind: 'declared', value: undefined } : { kind: 'parked' }
  }
  if (isUniqueAlone(after, column)) return { kind: 'numbered' }
  const neutral = neutralValue(column.type, migration.models.after)
  return {
    kind: 'declared',
    value: neutral === undefined ? undefined : literal(neutral, column.type, migration.models.after),
  }
}

const hazardsOf = (table: AlteredTable, change: AddColumn): readonly Hazard[] => {
  const { column } = change
  const path = `${table.after.name}.${column.name}`
  const counts = column.identity !== undefined
  const isComputed = column.generated?.stored === true
  return [
    ...(counts || isComputed
      ? ([
          {
            kind: 'rewrites-table',
            message: `${path} is ${counts ? 'numbered' : 'computed'} for every row, which rewrites ${table.after.name} and stops reads and writes meanwhile`,
          },
          {
            kind: 'blocks-writes',
            message: `${table.after.name} cannot be read or written while ${path} is added`,
          },
        ] as const)
      : []),
    ...inventHazards(table, change),
    ...(column.nullable || column.default !== undefined || counts || column.generated || table.after.historyOf
      ? []
      : ([
          {
            kind: 'breaks-running-code',
            message: `code that inserts into ${table.after.name} without ${column.name} fails from then on`,
          },
        ] as const)),
  ]
}

const inventHazards = (table: AlteredTable, change: AddColumn): readonly Hazard[] => {
  const { column } = change
  const hasValue = column.generated !== undefined || column.identity !== undefined || column.nullable
  if (hasValue || givenValue(table, change) !== undefined) return []
  const filling = fillingOf(table, change)
  return [madeUpHazard(table.after, column, change.park, madeUpBy(filling))]
}

const madeUpBy = (filling: Filling): MadeUp => {
  if (filling.kind === 'declared' && filling.value !== undefined) return { value: filling.value }
  return filling.kind === 'numbered' ? 'numbers' : 'nothing'
}
