import { connect } from '../../runtime/connect.js'
import { migrationStatus } from '../../runtime/migrate/status.js'
import { type Comparison, compareDatabases, withoutSpelling } from '../drift/compare.js'
import { compareReadDatabases } from '../drift/compare-read.js'
import { CommandError } from './command-error.js'
import { type MigrationTarget, requireMigrations, shownTarget } from './migration-target.js'
import { migrationsAnew } from './migrations-anew.js'
import { openDatabase, requireDatabase } from './open-database.js'
import { respell } from './respell.js'

export type AppliedMigrations = {
  readonly applied: readonly string[]
  readonly pending: readonly string[]
}

/** What differs between a database and one that these migrations make of nothing. */
export async function compareWithMigrations(
  { folder, url }: MigrationTarget,
  names: readonly string[],
): Promise<Comparison> {
  const live = await openDatabase(url)
  try {
    const found = { introspection: await live.introspect(), catalogue: await live.catalogue() }
    const expected = await migrationsAnew(folder, live.dialect, names)
    const comparison = compareDatabases(expected.introspection, found.introspection)
    const respelled = comparison.drifts.some(({ kind }) => kind === 'changed')
      ? await respell(found.introspection, live.dialect)
      : undefined
    const spelled =
      respelled === undefined ? comparison : withoutSpelling(comparison, expected.introspection, respelled)
    return compareReadDatabases(expected, found, spelled)
  } finally {
    await live.close()
  }
}

/** Names in their order; a database in which something else was applied, or nothing, cannot be compared with the folder. */
export async function appliedMigrations(target: MigrationTarget): Promise<AppliedMigrations> {
  const { folder, url } = target
  requireDatabase(url)
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
    const namesOf = (wanted: 'applied' | 'pending'): readonly string[] =>
      states.filter(({ state }) => state === wanted).map(({ name }) => name)
    const [applied, pending] = [namesOf('applied'), namesOf('pending')]
    if (applied.length === 0 && pending.length > 0) {
      throw new CommandError(
        'nothing-applied',
        `No migration was applied to ${shownTarget(url)}, so there is nothing to compare it with. ` +
          '`tablewright migrate up` applies them; `tablewright migrate baseline` adopts a database that has the tables already.',
      )
    }
    return { applied, pending }
  } finally {
    await db.destroy()
  }
}
