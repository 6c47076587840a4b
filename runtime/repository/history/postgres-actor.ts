import type { RepositoryStatement } from '../../session.js'

/** A statement that tells who acts, by its last parameter. */
type Telling = {
  readonly telling: RepositoryStatement
  /** Its only value is how many rows the statement changed. */
  readonly isCounted: boolean
}

const known = new WeakMap<RepositoryStatement, Telling>()

/**
 * The same statement, which also makes the setting that the triggers of histories read. These fire at its end, after everything
 * it returns has been worked out, so that it costs no round trip; and a setting of a transaction ends with it, so that none is left
 * on the connection. An uncorrelated subselect is worked out once, however many rows there are.
 * https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-ADMIN-SET
 */
export function tellingStatement(statement: RepositoryStatement, parameter: number): Telling {
  const found = known.get(statement)
  if (found) return found
  const made = tell(statement, `(SELECT set_config('tablewright.actor', coalesce($${parameter}, ''), true))`)
  known.set(statement, made)
  return made
}

function tell(statement: RepositoryStatement, setting: string): Telling {
  const { sql, labels } = statement
  const told = `${setting} AS "$actor"`
  if (labels.length > 0) return { telling: { ...statement, sql: `${sql}, ${told}` }, isCounted: false }
  const counted = `WITH "$written" AS (${sql} RETURNING 1) SELECT count(*)::int AS "$count", ${told} FROM "$written"`
  return { telling: { ...statement, sql: counted, labels: ['$count'] }, isCounted: true }
}
