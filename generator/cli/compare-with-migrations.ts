import { connect } from '../../runtime/connect.js'
import { migrationStatus } from '../../runtime/migrate/status.js'
import { type Comparison, compareDatabases, withoutSpelling } from '../drift/compare.js'
import { fileExists } from '../workspace/disk.js'
import { CommandError } from './command-error.js'
import { type MigrationTarget, requireMigrations, shownTarget } from './migration-target.js'
import { migrationsAnew } from './migrations-anew.js'
import { openDatabase } from './open-database.js'
import { respell } from './respell.js'

/** What differs between a database and one that these migrations make of nothing. */
export async function compareWithMigrations(
  { folder, url }: MigrationTarget,
  names: readonly string[],
): Promise<Comparison> {
  const live = await openDatabase(url)
  try {
    const found = await live.introspect()
    const expected = await migrationsAnew(folder, live.dialect, names)
    const comparison = compareDatabases(expected, found)
    const respelled = comparison.drifts.some(({ kind }) => kind === 'changed')
      ? await respell(found, live.dialect)
      : undefined
    return respelled === undefined ? comparison : withoutSpelling(comparison, expected, respelled)
  } finally {
    await live.close()
  }
}

/** Names in their order; a database in which something else was applied cannot be compared with the folder. */
export async function appliedMigrations(target: MigrationTarget): Promise<readonly string[]> {
  const { folder, url } = target
  if (url.startsWith('sqlite:') && !fileExists(url.slice('sqlite:'.length))) {
    throw new CommandError('no-database', `There is no database ${shownTarget(url)}.`)
  }
  requireMigrations(target)
  const db = connect<unknown>(url, { readOnly: true })
  try {
    const states = await migrationStatus(db, { folder })
    const unsound = states.find(({ state }) => state !== 'applied' && state !== 'pending')
    if (unsound !== undefined) {
      throw new CommandError(
        'unsound-migrations',
        `Migration ${unsound.name} is ${unsound.state}, so it cannot be told what the database should be; see \`tablewright migrate status\`.`,
      )
    }
    return states.filter(({ state }) => state === 'applied').map(({ name }) => name)
  } finally {
    await db.destroy()
  }
}
