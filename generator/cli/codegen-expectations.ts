import type { DialectName } from '../../runtime/session.js'
import { isFor } from '../dialects/dialect.js'
import { codegenType as postgresType } from '../dialects/postgres/codegen-type.js'
import { codegenType as sqliteType } from '../dialects/sqlite/codegen-type.js'
import { isRowNumber } from '../dialects/sqlite/row-number.js'
import { sqlType } from '../dialects/sqlite/types.js'
import type { Column, Model, Settings, Table } from '../model/model.js'
import { camel } from '../naming/case.js'
import type { Expectation } from '../verify/compare-types.js'

/** What kysely-codegen is expected to say of each column, by `table.column`: docs/kysely-codegen.md says why. */
export function expectationsFor(
  model: Model,
  dialect: DialectName,
  wordCase: Settings['case'],
): ReadonlyMap<string, Expectation> {
  const name = (text: string): string => (wordCase === 'camel' ? camel(text) : text)
  return new Map(
    model.tables
      .filter((table) => isFor(table, dialect))
      .flatMap((table) =>
        table.columns.map((column): [string, Expectation] => [
          `${name(table.name)}.${name(column.name)}`,
          expectationOf(column, table, model, dialect),
        ]),
      ),
  )
}

const expectationOf = (column: Column, table: Table, model: Model, dialect: DialectName): Expectation => ({
  type: dialect === 'sqlite' ? sqliteType(column.type) : postgresType(column.type, model),
  // JSON has a null of its own, which is a value.
  // Nor does it see that a key which is the number of the row always has one.
  tellsNull: column.type.kind !== 'json' && column.generated === undefined && column.meta?.numbered !== true,
  tellsInsert: dialect !== 'sqlite' || !looksNumbered(column, table),
  unseen: dialect === 'sqlite' && column.generated !== undefined,
})

/** It takes every key that is one column called INTEGER for the number of the row, which rows need not have. */
const looksNumbered = ({ name, type }: Column, { primaryKey }: Table): boolean =>
  primaryKey?.columns.join() === name && isRowNumber(sqlType(type))
