import type { Connection } from './connection.js'
import { type JournalEntry, readJournal } from './journal.js'
import { MigrationError } from './migration-error.js'
import { type Position, readPosition } from './position.js'
import type { Migration } from './read-migrations.js'
import { type Replacement, replaced, replacementsIn } from './replacements.js'
import { refuseSquashed } from './stopped.js'

/** The migrations of a folder, in order and by name. */
export type Migrations = {
  readonly inOrder: readonly Migration[]
  readonly byName: ReadonlyMap<string, Migration>
}

export const migrationsOf = (inOrder: readonly Migration[]): Migrations => ({
  inOrder,
  byName: new Map(inOrder.map((migration) => [migration.name, migration])),
})

/** The folder and the journal side by side. */
export type MigrationState = {
  readonly folder: string
  readonly migrations: Migrations
  /** As it is once the replacements are made. */
  readonly journal: readonly JournalEntry[]
  readonly replacements: readonly Replacement[]
  /** The migration that an interrupted run left half done. */
  readonly stopped: Position | undefined
}

/** Reads only. */
export async function readState(
  connection: Connection,
  folder: string,
  migrations: Migrations,
): Promise<MigrationState> {
  const written = await readJournal(connection)
  const stopped = await readPosition(connection, written)
  refuseSquashed(stopped, migrations.inOrder)
  const replacements = replacementsIn(written, migrations.inOrder)
  return { folder, migrations, journal: replaced(written, replacements), replacements, stopped }
}

export const lastApplied = (state: MigrationState): JournalEntry | undefined => state.journal.at(-1)

/** Refuses to go on from a state in which the files no longer say what the database ran. */
export function verifyState(state: MigrationState): void {
  refuseMissing(state)
  refuseChanged(state)
  refuseOutOfOrder(state)
}

export const migrationNamed = (state: MigrationState, name: string): Migration | undefined =>
  state.migrations.byName.get(name)

export const isChanged = (migration: Migration | undefined, entry: JournalEntry): boolean =>
  migration !== undefined && entry.checksum !== undefined && entry.checksum !== migration.up.checksum

function refuseMissing(state: MigrationState): void {
  const missing = state.journal.filter((entry) => migrationNamed(state, entry.name) === undefined)
  const [first] = missing
  if (first === undefined) return
  throw new MigrationError(
    'missing',
    `The database has applied ${listOf(missing)}, but ${state.folder} has no such ${plural(missing, 'folder')}. Nothing was run. ` +
      `Bring ${missing.length === 1 ? 'it' : 'them'} back from version control.`,
    { migration: first.name },
  )
}

function refuseChanged(state: MigrationState): void {
  const changed = state.journal.filter((entry) => isChanged(migrationNamed(state, entry.name), entry))
  const [first] = changed
  if (first === undefined) return
  const file = migrationNamed(state, first.name)?.up.file ?? first.name
  throw new MigrationError(
    'changed',
    `${listOf(changed)} changed after being applied, so the files no longer say what the database ran. Nothing was run. ` +
      `Restore ${changed.length === 1 ? file : 'the files'} from version control and make the change with a new migration.`,
    { migration: first.name },
  )
}

function refuseOutOfOrder(state: MigrationState): void {
  for (const [index, entry] of state.journal.entries()) {
    const expected = state.migrations.inOrder[index]
    if (expected === undefined || expected.name === entry.name) continue
    throw new MigrationError(
      'out-of-order',
      `${expected.name} comes before ${entry.name} in ${state.folder}, but the database has applied ${entry.name} without it. ` +
        'Nothing was run. Migrations are applied in the order of their names: give the newer one a name after all that are applied.',
      { migration: expected.name },
    )
  }
}

const listOf = (entries: readonly JournalEntry[]): string =>
  `${plural(entries, 'migration')} ${entries.map((entry) => entry.name).join(', ')}`

const plural = (entries: readonly unknown[], word: string): string =>
  entries.length === 1 ? word : `${word}s`

/** Finds a migration by its name or by the number it starts with, `0003` for `0003_add_budget`. */
export function resolveTarget(state: MigrationState, target: string): Migration {
  const byNumber = state.migrations.inOrder.filter(({ name }) => name.split('_', 1)[0] === target)
  const found = migrationNamed(state, target) ?? (byNumber.length === 1 ? byNumber[0] : undefined)
  if (found !== undefined) return found
  const known = state.migrations.inOrder.map((migration) => migration.name)
  const list = known.length === 0 ? 'there is none' : `there are ${known.slice(-10).join(', ')}`
  throw new MigrationError('bad-target', `There is no migration ${target} in ${state.folder}: ${list}.`)
}
