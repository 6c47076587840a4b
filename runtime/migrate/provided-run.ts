import type { Kysely } from 'kysely'
import type { DialectName } from '../session.js'
import { type Connection, connectionOn, onConnection } from './connection.js'
import { goesOn } from './done-part.js'
import { readJournal } from './journal.js'
import { withAdvisoryLock } from './lock.js'
import { MigrationError } from './migration-error.js'
import { finalPosition, forgetPosition, type Position, readPositions, savePosition } from './position.js'
import { runScript, type ScriptRun } from './run-script.js'
import { runStatement } from './run-statement.js'
import { sqlStateOf } from './sql-state.js'
import { changedWhileStopped, refuseStopped } from './stopped.js'

const advice =
  'Give it `disableTransactions: true` (kysely-ctl: `--no-transaction`), or run `tablewright migrate` or migrateUp().'

/** Runs a file inside the transaction that Kysely's Migrator has opened around all of them. */
export async function runInTransaction(
  db: Kysely<unknown>,
  dialect: DialectName,
  run: ScriptRun,
): Promise<void> {
  const { script, migration } = run
  const isApart = script.sections.some(({ transaction }) => transaction === 'none')
  if (isApart) refuseTransaction(run, 'has statements that run outside a transaction', advice)
  if (!script.foreignKeys || script.keepsRows.length > 0) {
    refuseTransaction(run, 'must prepare the connection before its transaction', 'Run it outside of one.')
  }
  const connection = await connectionOn(db.withoutPlugins(), dialect)
  const positions = await readPositions(connection)
  refuseStopped(positions.find(isUnfinished))
  if (positions.some(({ name }) => name === migration)) await forgetPosition(connection, migration)
  for (const index of script.statements.keys()) {
    await runStatement(connection, run, index, 0).catch((error: unknown) => {
      // A value that was added to an enum can be used only once that is committed.
      if (sqlStateOf(error) !== '55P04') throw error
      refuseTransaction(run, 'uses what an earlier transaction has to commit first', advice)
    })
  }
}

/**
 * Runs a file in transactions of its own, for a Migrator that has none open and writes its journal afterwards. The Migrator's lock
 * is of its transaction, so that without one it has none.
 */
export function runForKysely(db: Kysely<unknown>, run: ScriptRun): Promise<void> {
  return onConnection(db, async (connection) => {
    if (connection.dialect === 'sqlite') {
      await runScript(connection, { ...run, stillWanted: () => notYetApplied(connection, run) })
      return
    }
    await withAdvisoryLock(connection, run.lock, async () => {
      await notYetApplied(connection, run)
      await runFrom(connection, run, await readPositions(connection))
    })
  })
}

/**
 * The position stays at the end: if the Migrator does not come to write its journal, the next run knows that the file is done.
 * Another run of the file, or of our runner, clears it away.
 */
async function runFrom(
  connection: Connection,
  run: ScriptRun,
  positions: readonly Position[],
): Promise<void> {
  const { migration, direction, script } = run
  const mine = positions.find(({ name }) => name === migration)
  refuseStopped(positions.find((position) => position !== mine && isUnfinished(position)))
  if (mine !== undefined && mine.direction !== direction && isUnfinished(mine)) refuseStopped(mine)
  const from = mine?.direction === direction ? mine : undefined
  if (from !== undefined && !goesOn(script, from)) throw changedWhileStopped(from, script.file)
  await runScript(connection, {
    ...run,
    position: from?.position ?? 0,
    begun: from?.begun ?? false,
    record: () => savePosition(connection, finalPosition(run)),
  })
}

const isUnfinished = ({ position, total }: Position): boolean => position < total

/** The Migrator decided what to run before anything was locked. */
async function notYetApplied(connection: Connection, { migration, direction }: ScriptRun): Promise<true> {
  const journal = await readJournal(connection)
  if (direction === 'down' || !journal.some(({ name }) => name === migration)) return true
  throw new MigrationError(
    'locked',
    `Another runner has applied ${migration} meanwhile, so it was not run again. Run again to go on from there.`,
    { migration },
  )
}

function refuseTransaction({ script, migration }: ScriptRun, why: string, whatToDo: string): never {
  throw new MigrationError(
    'bad-file',
    `${script.file} ${why}, and cannot run inside the transaction that Kysely's Migrator has open. ${whatToDo}`,
    { migration },
  )
}
