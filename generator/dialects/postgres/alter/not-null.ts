import type { Change } from '../../../changes/change.js'
import { derivedName } from '../../../naming/identifier.js'
import type { Hazard } from '../../dialect.js'
import { notNullName } from '../chosen-names.js'
import { quote } from '../identifiers.js'
import { notNullConstraintsSince } from '../versions.js'
import { type AlteredTable, isSince } from './altered-table.js'
import type { NewConstraint } from './new-constraints.js'

/**
 * NOT NULL without a scan under the lock that stops everybody: before version 18 a check is proven first, and then the column
 * believes it. https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-SET-DROP-NOT-NULL
 */
export const notNull = (
  table: AlteredTable,
  column: string,
  causes: readonly Change[],
  hazards: readonly Hazard[] = [],
): NewConstraint => {
  const what = `let ${table.after.name}.${column} hold no null`
  if (isSince(table, notNullConstraintsSince)) {
    const name = notNullName(table.after.name, column)
    return { name, sql: `CONSTRAINT ${quote(name)} NOT NULL ${quote(column)}`, what, causes, hazards, column }
  }
  const name = derivedName([table.after.name, column], 'present')
  return {
    name,
    sql: `CONSTRAINT ${quote(name)} CHECK (${quote(column)} IS NOT NULL)`,
    what,
    causes,
    hazards,
    column,
    finish: [
      { sql: `ALTER COLUMN ${quote(column)} SET NOT NULL`, comment: what },
      { sql: `DROP CONSTRAINT ${quote(name)}`, comment: `drop the check that proved it` },
    ],
  }
}
