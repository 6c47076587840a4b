import type { Change } from '../../../changes/change.js'
import type { Table } from '../../../model/model.js'
import type { Hazard } from '../../dialect.js'
import type { StagedStep } from '../../stages.js'
import { check } from '../constraints.js'
import { quote } from '../identifiers.js'
import { presenceOfAdded } from './add-columns.js'
import { presenceOfAltered } from './alter-columns.js'
import { type AlteredTable, alterTable, type Clause, changesOf, stepFor } from './altered-table.js'
import { convertedColumns, remadeChecks } from './in-the-way.js'
import { newValueChecks, replacedChecks } from './value-checks.js'

/**
 * A constraint of one table, which holds for new rows at once and is proven for those that are there in a transaction of its own,
 * so that the strong lock of the first part is a short one: https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES
 */
export type NewConstraint = {
  readonly name: string
  readonly sql: string
  readonly what: string
  readonly causes: readonly Change[]
  readonly hazards: readonly Hazard[]
  /** A constraint of this name goes in the same statement. */
  readonly replaces?: string | undefined
  /** What is done when it is proven, a statement each. */
  readonly finish?: readonly Clause[]
  /** The column that may not be null. */
  readonly column?: string
}

export const addConstraints = (table: AlteredTable): readonly StagedStep[] => {
  const constraints = newConstraints(table)
  const name = table.after.name
  const causes = [...new Set(constraints.flatMap((each) => each.causes))]
  // Behind a conversion the table is locked anyway, and one transaction is worth more than a shorter look.
  const isLocked =
    convertedColumns(table).length > 0 && !constraints.some(({ column }) => column !== undefined)
  return [
    ...stepFor(table, {
      stage: 'constraints',
      causes,
      statements: alterTable(
        name,
        constraints.flatMap((each) => addClauses(each, isLocked)),
      ),
      hazards: constraints.flatMap(({ hazards }) => hazards),
    }),
    ...stepFor(table, {
      stage: 'validate',
      mode: 'own',
      causes,
      statements: isLocked ? [] : alterTable(name, constraints.map(validation)),
    }),
    ...stepFor(table, {
      stage: 'finish columns',
      causes,
      statements: constraints.flatMap(({ finish = [] }) =>
        finish.flatMap((clause) => alterTable(name, [clause])),
      ),
    }),
  ]
}

const newConstraints = (table: AlteredTable): readonly NewConstraint[] => [
  ...presenceOfAdded(table),
  ...presenceOfAltered(table),
  ...newValueChecks(table),
  ...newChecks(table),
]

const newChecks = (table: AlteredTable): readonly NewConstraint[] => {
  const replaced = replacedChecks(table)
  return [
    ...changesOf(table, 'addCheck').flatMap((change): readonly NewConstraint[] => {
      const sql = check(change.check)
      if (sql === undefined) return []
      const { name } = change.check
      return [
        {
          name,
          sql,
          what: `add check ${name} to ${table.after.name}`,
          causes: [change],
          hazards: [mayBreak(table.after, name)],
          replaces: replaced.has(name) ? name : undefined,
        },
      ]
    }),
    ...remadeChecks(table),
  ]
}

const mayBreak = (table: Table, name: string): Hazard => ({
  kind: 'may-fail',
  message: `rows of ${table.name} that break ${name} stop the migration`,
})

const addClauses = ({ sql, what, replaces }: NewConstraint, isLocked: boolean): readonly Clause[] => [
  ...(replaces === undefined
    ? []
    : [{ sql: `DROP CONSTRAINT ${quote(replaces)}`, comment: `drop the old ${replaces}` }]),
  isLocked
    ? { sql: `ADD ${sql}`, comment: what }
    : { sql: `ADD ${sql} NOT VALID`, comment: `${what}, for new rows first` },
]

const validation = ({ name }: NewConstraint): Clause => ({
  sql: `VALIDATE CONSTRAINT ${quote(name)}`,
  comment: `prove ${name} for the rows that are there`,
})
