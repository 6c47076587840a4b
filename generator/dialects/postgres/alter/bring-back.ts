import type { StagedStep } from '../../stages.js'
import { quote } from '../identifiers.js'
import { fromParking, sameRow } from '../parking.js'
import { type AlteredTable, changesOf, stepFor } from './altered-table.js'
import { fillStep } from './fill-columns.js'

/** Values that were parked when their column went; rows that came since then have none. */
export const bringBack = (table: AlteredTable): readonly StagedStep[] =>
  changesOf(table, 'addColumn').flatMap((change) => {
    const { park, column } = change
    if (park === undefined || column.generated !== undefined) return []
    const [name, from] = [quote(column.name), quote(park)]
    const { after: model } = table.migration.models
    const value = fromParking(column, `${from}.${name}`, model)
    return [
      ...fillStep(table, {
        causes: [change],
        element: column,
        order: -1,
        set: `${name} = ${value}`,
        from,
        where: `${sameRow(table.after, park, model)} AND ${quote(table.after.name)}.${name} IS DISTINCT FROM ${value}`,
        comment: `bring ${table.after.name}.${column.name} back from ${park}`,
      }),
      ...stepFor(table, {
        stage: 'clean up',
        causes: [change],
        statements: [{ sql: `DROP TABLE ${from}`, comment: `drop table ${park}` }],
      }),
    ]
  })
