import type { Kysely } from 'kysely'
import { type MigrationBaseline, migrateBaseline } from '../../runtime/migrate/baseline.js'
import { migrationStatus } from '../../runtime/migrate/status.js'
import type { Drift } from '../drift/compare.js'
import { driftSentence, jsonDrift } from '../drift/sentence.js'
import { closeEngines } from '../prove/engines/index.js'
import { compareWithMigrations } from './compare-with-migrations.js'
import { type ExitStatus, exitStatus } from './exit-status.js'
import type { MigrateOptions } from './migrate.js'
import { type MigrationTarget, shownTarget } from './migration-target.js'
import { onConnection } from './on-connection.js'
import { requireDatabase } from './open-database.js'
import { counted, printJson } from './report.js'
import { runOptions } from './run-options.js'
import type { Terminal } from './terminal.js'

/** Records migrations as applied on a database that has what they make. What is refused was only looked at: a file keeps its journal mode. */
export async function adoptDatabase(
  terminal: Terminal,
  target: MigrationTarget,
  options: MigrateOptions,
): Promise<ExitStatus> {
  requireDatabase(target.url)
  const { to, dryRun = false, takeOver = false } = options
  const asked = { ...runOptions(terminal, target, options), ...(to === undefined ? {} : { to }), takeOver }
  const { planned, drifts } = await onConnection(target.url, { readOnly: true }, async (db) => {
    const plan = await migrateBaseline(db, { ...asked, dryRun: true })
    const isCompared = plan.recorded.length > 0 && options.acceptDrift !== true
    return { planned: plan, drifts: isCompared ? await driftsOf(db, target, plan.recorded) : [] }
  })
  if (drifts.length > 0) {
    printDrifts(terminal, target, options, drifts)
    return exitStatus.problem
  }
  if (!dryRun) await onConnection(target.url, {}, (db) => migrateBaseline(db, asked))
  print(terminal, target, options, planned)
  return exitStatus.done
}

/** How the database differs from what is applied and what is to be recorded. */
async function driftsOf(
  db: Kysely<unknown>,
  target: MigrationTarget,
  recorded: readonly string[],
): Promise<readonly Drift[]> {
  const states = await migrationStatus(db, { folder: target.folder })
  const applied = states.flatMap(({ name, state }) => (state === 'applied' ? [name] : []))
  try {
    return (await compareWithMigrations(target, [...applied, ...recorded])).drifts
  } finally {
    await closeEngines()
  }
}

function printDrifts(
  terminal: Terminal,
  { url }: MigrationTarget,
  { json }: MigrateOptions,
  drifts: readonly Drift[],
): void {
  const database = shownTarget(url)
  if (json) {
    printJson(terminal, { command: 'migrate baseline', ok: false, database, drifts: drifts.map(jsonDrift) })
    return
  }
  for (const drift of drifts) terminal.error(`${driftSentence(drift)}\n`)
  terminal.error(
    `${counted(drifts.length, 'difference')} between ${database} and what the migrations make, so nothing was recorded. ` +
      'Make them the same, with `tablewright diff` or by hand, or name an earlier migration with --to; --accept-drift records them as they are.\n',
  )
}

function print(
  terminal: Terminal,
  { url }: MigrationTarget,
  { json, dryRun, acceptDrift }: MigrateOptions,
  { recorded, setAside }: MigrationBaseline,
): void {
  const database = shownTarget(url)
  if (json) {
    printJson(terminal, {
      command: 'migrate baseline',
      ok: true,
      database,
      dryRun: dryRun === true,
      recorded,
      setAside,
    })
    return
  }
  const { out } = terminal
  for (const name of setAside) out(`${dryRun ? 'Would take' : 'Took'} ${name} out of the journal\n`)
  for (const name of recorded) out(`${dryRun ? 'Would record' : 'Recorded'} ${name}\n`)
  if (recorded.length === 0) {
    out(`Nothing to do: the journal lists them already on ${database}.\n`)
    return
  }
  const done = `${counted(recorded.length, 'migration')} ${dryRun ? 'would be recorded' : 'recorded'} as applied on ${database}.`
  out(`${done} ${dryRun ? 'Nothing was written.' : nothingRun(acceptDrift)}\n`)
}

const nothingRun = (acceptDrift: true | undefined): string =>
  acceptDrift ? 'Nothing was run or compared.' : 'Nothing was run; the database has what they make.'
