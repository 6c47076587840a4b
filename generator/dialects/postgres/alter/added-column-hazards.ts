import { requiredColumnHazards } from '../../column-hazards.js'
import type { Hazard } from '../../dialect.js'
import { type MadeUp, madeUpHazard } from '../../neutral-values.js'
import type { AlteredTable } from './altered-table.js'
import { type AddColumn, type Filling, fillingOf, givenValue } from './filling.js'

/** What a reviewer must know of a new column. */
export const hazardsOfAdded = (table: AlteredTable, change: AddColumn): readonly Hazard[] => {
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
    ...requiredColumnHazards(table.after, column),
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
