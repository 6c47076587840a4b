import type { Column } from '../../../model/model.js'
import type { Statement } from '../../dialect.js'
import type { StagedStep } from '../../stages.js'
import { quote } from '../identifiers.js'
import { fromParking, sameRow, unparkCount } from '../parking.js'
import { type AlteredTable, alterTable, changesOf, stepFor } from './altered-table.js'
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
      ...stepFor(table, {
        stage: 'add columns',
        order: 6,
        causes: [change],
        statements: alwaysNumbered(table, column, 'BY DEFAULT'),
      }),
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
        statements: [
          ...(column.identity === undefined ? [] : [unparkCount(table.after, column, park)]),
          ...alwaysNumbered(table, column, 'ALWAYS'),
          { sql: `DROP TABLE ${from}`, comment: `drop table ${park}` },
        ],
      }),
    ]
  })

/** No UPDATE may write what is always generated. */
const alwaysNumbered = (
  { after }: AlteredTable,
  { name, identity }: Column,
  how: 'ALWAYS' | 'BY DEFAULT',
): readonly Statement[] =>
  identity === 'always'
    ? alterTable(after.name, [
        {
          sql: `ALTER COLUMN ${quote(name)} SET GENERATED ${how}`,
          comment:
            how === 'ALWAYS'
              ? `number ${name} always again`
              : `let ${name} be written until its numbers are back`,
        },
      ])
    : []
