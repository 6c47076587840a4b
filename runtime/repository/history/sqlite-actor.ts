import type { CallLimit } from '../../call-limit.js'
import { createOwnTrigger, untoldHistories } from '../../history-actor/triggers.js'
import type { RepositoryResult, RepositoryStatement, Session } from '../../session.js'

const table = 'tablewright_actor'

/**
 * On a connection of somebody else's, to which no function can be given, the actor stands in a temporary table while the statement
 * runs. The transaction keeps others of the connection out meanwhile, and takes everything back if the statement fails.
 */
export async function writesForActor(
  session: Session,
  statement: RepositoryStatement,
  parameters: readonly unknown[],
  actor: string,
  limit: CallLimit | undefined,
): Promise<RepositoryResult> {
  const untold = await session.run(plain(untoldHistories, ['name']), [])
  await session.run(plain(`CREATE TEMP TABLE IF NOT EXISTS ${table} (actor TEXT)`), [])
  for (const [name] of untold.rows)
    await session.run(plain(createOwnTrigger(String(name), `(SELECT actor FROM ${table})`)), [])
  await session.run(plain(`INSERT INTO temp.${table} (actor) VALUES (?)`), [actor])
  const result = await session.run(statement, parameters, limit)
  await session.run(plain(`DELETE FROM temp.${table}`), [])
  return result
}

const plain = (sql: string, labels: readonly string[] = []): RepositoryStatement => ({
  sql,
  labels,
  origin: 'withActor',
  variety: 'fixed',
})
