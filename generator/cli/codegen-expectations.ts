import type { DialectName } from '../../runtime/session.js'
import { isFor } from '../dialects/dialect.js'
import { codegenType as postgresType } from '../dialects/postgres/codegen-type.js'
import { identityOfScripts } from '../dialects/postgres/identity-of-scripts.js'
import { codegenType as sqliteType } from '../dialects/sqlite/codegen-type.js'
import { mayHoldNulls } from '../dialects/sqlite/key-options.js'
import { isRowNumber } from '../dialects/sqlite/row-number.js'
import { sqlType } from '../dialects/sqlite/types.js'
import { codegenName } from '../live/codegen-types.js'
import type { Column, Model, Settings, Table } from '../model/model.js'
import { camel } from '../naming/case.js'
import type { Expectation } from '../verify/compare-types.js'

/** What kysely-codegen is expected to say of each column, by `table.column`: docs/kysely-codegen.md says why. */
export function expectationsFor(
  model: Model,
  dialect: DialectName,
  wordCase: Settings['case'],
): ReadonlyMap<string, Expectation> {
  const numbered = dialect === 'postgres' ? identityOfScripts(model) : new Set<string>()
  const [ours, theirs] = wordCase === 'camel' ? [camel, codegenName] : [asItIs, asItIs]
  return new Map(
    model.tables
      .filter((table) => isFor(table, dialect))
      .flatMap((table) =>
        table.columns.map((column): [string, Expectation] => {
          const seen = { table: theirs(table.name), column: `${theirs(table.name)}.${theirs(column.name)}` }
          const name = `${ours(table.name)}.${ours(column.name)}`
          const expected = expectationOf(column, table, model, dialect)
          const tellsInsert = expected.tellsInsert && !numbered.has(`${table.name}.${column.name}`)
          return [name, { ...expected, theirs: seen, tellsInsert }]
        }),
      ),
  )
}

const asItIs = (name: string): string => name

const expectationOf = (
  column: Column,
  table: Table,
  model: Model,
  dialect: DialectName,
): Omit<Expectation, 'theirs'> => ({
  type: expectedType(column, model, dialect),
  // JSON has a null of its own, which is a value.
  tellsNull:
    column.type.kind !== 'json' &&
    column.generated === undefined &&
    (dialect !== 'sqlite' || !isKeyWithoutNull(column, table)),
  tellsInsert: dialect !== 'sqlite' || !looksNumbered(column, table),
  unseen: dialect === 'sqlite' && column.generated !== undefined,
})

const expectedType = ({ type, meta }: Column, model: Model, dialect: DialectName): Expectation['type'] => {
  if (meta?.typescript !== undefined) return 'any'
  return dialect === 'sqlite' ? sqliteType(type) : postgresType(type, model)
}

/** It takes every key without NOT NULL for one that may be null; the number of the row never is, nor is any key to us. */
const isKeyWithoutNull = (column: Column, table: Table): boolean =>
  looksNumbered(column, table) || mayHoldNulls(table, column.name)

/** It takes every key that is one column called INTEGER for the number of the row, which rows need not have. */
const looksNumbered = ({ name, type }: Column, { primaryKey }: Table): boolean =>
  primaryKey?.columns.join() === name && isRowNumber(sqlType(type))
